import { X509Certificate } from "node:crypto";
import { createSecureContext, rootCertificates, type SecureContext } from "node:tls";

const contexts = new Map<string | null, SecureContext>();

/**
 * The one context for all connections that trust the usual roots, or those and one more (PEM text). Made once each:
 * reading the roots takes tens of milliseconds of CPU, which would also land in the measured handshake.
 * Throws an Error when the PEM text is no certificate.
 */
export function secureContext(ca: string | null): SecureContext {
  const known = contexts.get(ca);
  if (known !== undefined) return known;
  // The context would pass over a text without a certificate in silence.
  if (ca !== null) new X509Certificate(ca);
  const context = createSecureContext(ca === null ? {} : { ca: [...rootCertificates, ca] });
  contexts.set(ca, context);
  return context;
}
