/** Headers of every answer (docs/decisions on the web's security headers); pages add their CSP in proxy.ts. */
const COMMON = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "Referrer-Policy", value: "same-origin" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "Cross-Origin-Resource-Policy", value: "same-origin" },
  { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=(), payment=(), usb=()" },
  { key: "X-Frame-Options", value: "DENY" },
];

/** What is not a page holds no script, style or image of its own. */
const BARE = [{ key: "Content-Security-Policy", value: "default-src 'none'; frame-ancestors 'none'" }];

const HSTS = [{ key: "Strict-Transport-Security", value: "max-age=31536000" }];

/** @type {import("next").NextConfig} */
const config = {
  reactStrictMode: true,
  poweredByHeader: false,
  experimental: { globalNotFound: true },
  serverExternalPackages: [
    "@prisma/client",
    "@prisma/adapter-libsql",
    "@libsql/client",
    "libsql",
    "undici",
    "pino",
  ],
  // Chinese pages live at the bare path, English ones under /en; inside, both are app/[lang].
  redirects: async () => [
    { source: "/zh", destination: "/", permanent: true },
    { source: "/zh/:path+", destination: "/:path+", permanent: true },
  ],
  rewrites: async () => ({
    afterFiles: [
      // proxy.ts found that there is no such mirror: no page has this address.
      ...["/mirrors/:path+", "/en/mirrors/:path+"].map((source) => ({
        source,
        has: [{ type: "header", key: "x-gomirrors-absent", value: "yes" }],
        destination: "/nowhere/nothing",
      })),
      { source: "/:path((?!en(?:/|$)|api(?:/|$)|c(?:/|$)).*)", destination: "/zh/:path" },
    ],
  }),
  headers: async () => [
    { source: "/:path*", headers: COMMON },
    { source: "/:path*", headers: HSTS, has: [{ type: "header", key: "x-forwarded-proto", value: "https" }] },
    ...["/api/:path*", "/c", "/c/:path*", "/healthz", "/readyz", "/metrics", "/gomirrors.schema.json"].map(
      (source) => ({
        source,
        headers: BARE,
      }),
    ),
  ],
};

export default config;
