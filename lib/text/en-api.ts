import { apiFields } from "./en-api-fields";

/** Texts of the API's description: the page /docs/api and the document it is rendered from. */
export const apiTexts = {
  title: "gomirrors API",
  description:
    "Read-only, without a login. Times are RFC 3339 in UTC, durations name their unit, absent values are null and never 0. Within v1 fields are added and none is taken away or renamed: pass over those that you do not know.",
  operations: {
    mirrors: {
      title: "All mirrors",
      text: "The state of each mirror now, and the quantiles of its endpoints over 24 hours.",
    },
    mirror: {
      title: "One mirror",
      text: "The same, with the newest result of each variant, availability, the last failure and the budget spent today.",
    },
    snapshot: {
      title: "The snapshot",
      text: "All data that the pages use, as it is stored. Times are Unix milliseconds; its shape is that of its schema number, which rises with each incompatible change. To rely on something for long, use the two addresses above.",
    },
    document: { title: "This description", text: "OpenAPI 3.1, for tools that generate clients." },
    configuration: {
      title: "JSON Schema of the configuration",
      text: "The shape of gomirrors.yaml, for editors.",
    },
    health: {
      title: "Liveness",
      text: "Whether the web process lives. It asks neither database nor worker.",
    },
    ready: {
      title: "Readiness",
      text: "200 when the database can be read and the worker gave a sign of life lately; else 503, saying which of them is missing.",
    },
    metrics: {
      title: "Metrics",
      text: "Prometheus text format. No module path, address or URL is ever a label.",
    },
  },
  parameters: {
    slug: "Slug of the mirror, such as goproxy-cn.",
    lang: "Language of the texts: zh or en.",
  },
  fields: apiFields,
  statuses: {
    200: "Success.",
    304: "Same ETag as in If-None-Match; no body.",
    400: "A wrong parameter: says which value and what is allowed.",
    404: "No such thing: says what there is.",
    405: "This address is read-only, use GET.",
    406: "Not to be had in this format.",
    503: "No data at the moment: says when to come back.",
  },
  page: {
    title: "API",
    lead: "Addresses for scripts and programs. All are read-only, without a login and without a rate limit; bring the ETag along, and what has not changed answers 304.",
    toc: "Contents",
    document: "OpenAPI 3.1 document",
    conventions: "Conventions",
    rules: [
      "Times are RFC 3339 strings in UTC; the snapshot is the exception, with Unix milliseconds.",
      "Durations name their unit: p95Ms is milliseconds, ageSeconds seconds.",
      "Absent values are null, never 0.",
      "Each measured number comes with window, n, vantage and asOf.",
      "Within v1 fields are added; none is taken away or renamed.",
    ],
    errors: "Errors",
    errorsText:
      "Every refusal is application/problem+json (RFC 9457). Its detail says which value is wrong and what to write instead, in words that can be shown to a person.",
    parameters: "Parameters",
    name: "Name",
    type: "Type",
    meaning: "Meaning",
    required: "required",
    optional: "optional",
    inPath: "in the path",
    answers: "Answers",
    status: "Status",
    fields: (n: string) => `Fields (${n})`,
    example: "Example",
    copy: "Copy",
    copied: "Copied",
    copyFailed: "Select and copy by hand",
    text: "plain text",
    orNull: (type: string) => `${type} or null`,
    listOf: (type: string) => `array of ${type}`,
    oneOf: (n: string) => `one of ${n} codes`,
    types: {
      string: "string",
      number: "number",
      integer: "integer",
      boolean: "boolean",
      object: "object",
      array: "array",
      null: "null",
      any: "anything",
      "date-time": "time",
      date: "date",
    },
  },
} as const;
