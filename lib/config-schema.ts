import { z } from "zod";
import { DURATION, SIZE } from "./config-units";

/**
 * What a text of gomirrors.yaml must look like, by name: each is a message of the schema below,
 * and lib/text/config.ts says it in words.
 */
export const FORMATS = [
  "slug",
  "duration",
  "size",
  "requests",
  "contact",
  "header-name",
  "header-value",
  "private-network",
  "module-version",
  "list-too-long",
  "text",
] as const;
export type Format = (typeof FORMATS)[number];

export const CHANNEL_TYPES = [
  "webhook",
  "feishu",
  "dingtalk",
  "wecom",
  "slack",
  "discord",
  "teams",
  "telegram",
  "email",
  "alertmanager",
  "pagerduty",
] as const;

/** Presets of what a team prefers when it is told what to set. */
export const PROFILES = ["balanced", "strict", "resilient"] as const;

/** What stands at the end of a team's GOPROXY list. */
export const TAILS = ["direct", "off"] as const;

function matching(pattern: RegExp, format: Format) {
  return z.string().regex(pattern, format);
}

function listOf<Item extends z.ZodType>(item: Item) {
  return z.array(item).max(500, "list-too-long" satisfies Format);
}

const slug = matching(/^(?=.{1,63}$)[a-z0-9]+(-[a-z0-9]+)*$/, "slug").meta({
  description:
    "Lower-case letters, digits and single hyphens, at most 63; the identity of this entry for ever",
});
const duration = matching(DURATION, "duration").meta({ description: "A whole number and ms, s, m, h or d" });
const size = matching(SIZE, "size").meta({
  description: "A whole number and B, KB, MB, GB or TB (powers of ten)",
});
const shortText = z
  .string()
  .min(1, "text" satisfies Format)
  .max(200, "text" satisfies Format);
const localText = z.strictObject({ zh: shortText, en: shortText });

/** How a host is reached: the same keys wherever the file names one. */
const access = {
  allowPrivateNetwork: z
    .union([z.boolean(), listOf(z.string())], "private-network" satisfies Format)
    .optional()
    .meta({
      description:
        "true opens this entry's own origin to private addresses; a list opens exactly its origins",
    }),
  headers: z
    .record(
      matching(/^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}$/, "header-name"),
      matching(/^[\t\x20-\x7e]{0,4000}$/, "header-value"),
    )
    .optional()
    .meta({ description: "Sent to this entry's own origin only" }),
  ca: z
    .string()
    .min(1, "text" satisfies Format)
    .optional()
    .meta({ description: "PEM file of one extra trust root, relative to this file" }),
  resolver: z
    .enum(["dns", "system"])
    .optional()
    .meta({ description: "dns (default): hosts file, then DNS; system: the operating system's" }),
  proxy: z
    .string()
    .min(1, "text" satisfies Format)
    .optional()
    .meta({ description: "none (default), env, or a URL" }),
};

const url = z
  .string()
  .min(1, "text" satisfies Format)
  .max(4000, "text" satisfies Format);

const budget = z.strictObject({
  requests: z
    .number()
    .int("requests" satisfies Format)
    .min(100, "requests" satisfies Format)
    .max(100_000_000, "requests" satisfies Format)
    .optional(),
  bytes: size.optional(),
});

const mirror = z.strictObject({
  slug,
  enabled: z.boolean().optional(),
  name: localText.optional(),
  url: url.optional().meta({ description: "Base URL; a built-in mirror has its own" }),
  ...access,
  interval: duration
    .optional()
    .meta({ description: "Time between light probes: 60s or more, 1s with allowPrivateNetwork" }),
  timeout: duration
    .optional()
    .meta({ description: "From the first lookup to the last byte: 100ms to 60s, at most the interval" }),
  budget: budget
    .optional()
    .meta({ description: "Requests and bytes per UTC day; a public mirror's may only be lowered" }),
});

const source = z.strictObject({ slug, enabled: z.boolean().optional(), url: url.optional(), ...access });
const endpoint = z.strictObject({ url, ...access });

const sumdb = z.strictObject({
  name: matching(/^[A-Za-z0-9.-]{1,200}$/, "text").optional(),
  key: shortText.optional().meta({ description: "Verifier key: NAME+HASH+BASE64" }),
  sources: listOf(source).optional(),
});

const sampleSet = z.strictObject({ slug, modules: listOf(matching(/^[^@\s]+@v[^@\s]+$/, "module-version")) });

const channel = z.strictObject({
  slug,
  type: z.enum(CHANNEL_TYPES),
  url: url.optional(),
  secret: z.string().optional(),
  allowPrivateNetwork: access.allowPrivateNetwork,
  lang: z.enum(["zh", "en"]).optional(),
});

const rule = z.strictObject({ name: slug, threshold: z.number(), window: duration, reason: localText });

const team = z.strictObject({
  slug,
  name: localText.optional(),
  mirrors: listOf(slug).optional(),
  samples: listOf(slug).optional(),
  profile: z.enum(PROFILES).optional(),
  tail: z.enum(TAILS).optional(),
  channels: listOf(slug).optional(),
});

/** The whole of gomirrors.yaml: shapes only; what depends on several keys is checked by lib/config. */
export const configSchema = z.strictObject({
  version: z.literal(1),
  vantage: z.strictObject({ slug, name: localText.optional() }).optional(),
  contact: matching(/^(https?:\/\/|mailto:)[A-Za-z0-9._~:/?#[\]@!%&+=-]{1,200}$/, "contact")
    .optional()
    .meta({ description: "Sent in the User-Agent, so that operators of mirrors can reach you" }),
  builtin: z
    .boolean()
    .optional()
    .meta({ description: "false: only the mirrors, sources, controls and index that this file names" }),
  defaults: z.strictObject({ interval: duration.optional(), timeout: duration.optional() }).optional(),
  mirrors: listOf(mirror).optional(),
  sumdb: sumdb.optional(),
  samples: listOf(sampleSet).optional(),
  index: endpoint.optional(),
  controls: listOf(endpoint).optional(),
  channels: listOf(channel).optional(),
  rules: listOf(rule).optional(),
  teams: listOf(team).optional(),
  retention: z
    .strictObject({
      raw: duration.optional(),
      hours: duration.optional(),
      days: duration.optional(),
      evidence: duration.optional(),
    })
    .optional(),
});

/** gomirrors.yaml by shape; every text as written, secrets expanded. */
export type ConfigDocument = z.infer<typeof configSchema>;

/** JSON Schema (draft 2020-12) of gomirrors.yaml, for editors and for /gomirrors.schema.json. */
export function configJsonSchema(): Record<string, unknown> {
  const schema = z.toJSONSchema(configSchema, { target: "draft-2020-12", io: "input" });
  return {
    ...schema,
    $id: "urn:gomirrors:gomirrors.yaml:1",
    title: "gomirrors.yaml",
    description: "Which Go module mirrors are measured, from where, and how",
  };
}
