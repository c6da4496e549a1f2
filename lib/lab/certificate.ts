import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
} from "node:crypto";
import { isIP } from "node:net";
import {
  derBitString,
  derBoolean,
  derExplicit,
  derImplicit,
  derInteger,
  derOctetString,
  derOid,
  derSequence,
  derSet,
  derText,
  derTime,
} from "./der";
import { ipBytes } from "./ip-bytes";

/** A certificate and its private key, both as PEM text. */
export type Identity = { readonly cert: string; readonly key: string };

/** Who can sign certificates. */
export type Authority = { readonly cert: string; readonly name: string; readonly privateKey: KeyObject };

/** Unix milliseconds. */
export type Validity = { readonly from: number; readonly to: number };

const OID = {
  commonName: "2.5.4.3",
  ecdsaWithSha256: "1.2.840.10045.4.3.2",
  subjectKeyIdentifier: "2.5.29.14",
  keyUsage: "2.5.29.15",
  subjectAltName: "2.5.29.17",
  basicConstraints: "2.5.29.19",
  authorityKeyIdentifier: "2.5.29.35",
  extKeyUsage: "2.5.29.37",
  serverAuth: "1.3.6.1.5.5.7.3.1",
} as const;

type Extension = { readonly oid: string; readonly critical: boolean; readonly value: Uint8Array };

/** A root that signs for the lab alone, with a key that is never written anywhere. */
export function newAuthority(name: string, validity: Validity): Authority {
  const { publicKey, privateKey } = newKeyPair();
  const extensions = [
    { oid: OID.basicConstraints, critical: true, value: derSequence(derBoolean(true)) },
    // keyCertSign and cRLSign: bits 5 and 6.
    { oid: OID.keyUsage, critical: true, value: derBitString(Buffer.of(0x06), 1) },
    { oid: OID.subjectKeyIdentifier, critical: false, value: derOctetString(keyIdentifier(publicKey)) },
  ];
  const cert = certificate({ subject: name, issuer: name, validity, publicKey, extensions }, privateKey);
  return { cert, name, privateKey };
}

/** A server's certificate for these host names and addresses, signed by the authority. */
export function newIdentity(authority: Authority, hosts: readonly string[], validity: Validity): Identity {
  const { publicKey, privateKey } = newKeyPair();
  const issuerKey = keyIdentifier(authority.privateKey);
  const extensions = [
    { oid: OID.basicConstraints, critical: true, value: derSequence() },
    // digitalSignature: bit 0.
    { oid: OID.keyUsage, critical: true, value: derBitString(Buffer.of(0x80), 7) },
    { oid: OID.extKeyUsage, critical: false, value: derSequence(derOid(OID.serverAuth)) },
    { oid: OID.authorityKeyIdentifier, critical: false, value: derSequence(derImplicit(0, issuerKey)) },
    { oid: OID.subjectAltName, critical: false, value: derSequence(...hosts.map(generalName)) },
  ];
  const subject = hosts[0] ?? "lab";
  const cert = certificate(
    { subject, issuer: authority.name, validity, publicKey, extensions },
    authority.privateKey,
  );
  return { cert, key: privateKey.export({ format: "pem", type: "pkcs8" }).toString() };
}

/** A server's certificate that only itself vouches for. */
export function newSelfSigned(hosts: readonly string[], validity: Validity): Identity {
  const { publicKey, privateKey } = newKeyPair();
  const subject = hosts[0] ?? "lab";
  const extensions = [
    { oid: OID.subjectAltName, critical: false, value: derSequence(...hosts.map(generalName)) },
  ];
  const cert = certificate({ subject, issuer: subject, validity, publicKey, extensions }, privateKey);
  return { cert, key: privateKey.export({ format: "pem", type: "pkcs8" }).toString() };
}

type Claims = {
  readonly subject: string;
  readonly issuer: string;
  readonly validity: Validity;
  readonly publicKey: KeyObject;
  readonly extensions: readonly Extension[];
};

/** An X.509 certificate of version 3 (RFC 5280 section 4.1) in PEM. */
function certificate(claims: Claims, privateKey: KeyObject): string {
  const algorithm = derSequence(derOid(OID.ecdsaWithSha256));
  const body = derSequence(
    derExplicit(0, derInteger(Buffer.of(2))),
    derInteger(randomBytes(16)),
    algorithm,
    distinguishedName(claims.issuer),
    derSequence(derTime(claims.validity.from), derTime(claims.validity.to)),
    distinguishedName(claims.subject),
    claims.publicKey.export({ format: "der", type: "spki" }),
    derExplicit(3, derSequence(...claims.extensions.map(extension))),
  );
  const signature = sign("sha256", body, privateKey);
  return formatPem(derSequence(body, algorithm, derBitString(signature)));
}

/**
 * Keys that no generating job holds: Node 20 waits for ever where such a job is collected while its key is exported,
 * since both take the key's own lock (docs/decisions/0018).
 */
function newKeyPair(): { publicKey: KeyObject; privateKey: KeyObject } {
  const { publicKey, privateKey } = generateKeyPairSync("ec", {
    namedCurve: "prime256v1",
    publicKeyEncoding: { format: "der", type: "spki" },
    privateKeyEncoding: { format: "der", type: "pkcs8" },
  });
  return {
    publicKey: createPublicKey({ key: publicKey, format: "der", type: "spki" }),
    privateKey: createPrivateKey({ key: privateKey, format: "der", type: "pkcs8" }),
  };
}

function distinguishedName(commonName: string): Uint8Array {
  return derSequence(derSet(derSequence(derOid(OID.commonName), derText(commonName))));
}

function extension({ oid, critical, value }: Extension): Uint8Array {
  return derSequence(derOid(oid), ...(critical ? [derBoolean(true)] : []), derOctetString(value));
}

/** An address is an iPAddress, anything else a dNSName. */
function generalName(host: string): Uint8Array {
  return isIP(host) === 0 ? derImplicit(2, Buffer.from(host)) : derImplicit(7, ipBytes(host));
}

function keyIdentifier(key: KeyObject): Uint8Array {
  // A private key exports no SPKI; the public half of its JWK is the same point for both kinds of key.
  const { x = "", y = "" } = key.export({ format: "jwk" });
  return createHash("sha1").update(`${x}.${y}`).digest();
}

function formatPem(der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString("base64")
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join("\n")}\n-----END CERTIFICATE-----\n`;
}
