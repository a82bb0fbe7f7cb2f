// What every response carries, files included; proxy.ts adds what differs by request.
const securityHeaders = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
  // Not no-referrer: browsers then send `Origin: null` with a form, and our own forms could not be
  // told from others.
  { key: 'Referrer-Policy', value: 'same-origin' },
  {
    key: 'Permissions-Policy',
    value: 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
];

/** @type {import('next').NextConfig} */
module.exports = {
  poweredByHeader: false,
  reactStrictMode: true,
  // `npm run typecheck` does that; a start on a fresh machine need not wait for it.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: [
    '@aws-sdk/client-sqs',
    '@electric-sql/pglite',
    '@node-rs/argon2',
    '@opensearch-project/opensearch',
    '@prisma/client',
    '@prisma/driver-adapter-utils',
    'amqplib',
    'mongodb',
    'mysql2',
    'pg',
    'pino',
    'prom-client',
  ],
  // No page has an image to be made smaller, and whoever asks for one is not signed in.
  images: { unoptimized: true },
  experimental: {
    serverActions: { bodySizeLimit: '100kb' },
    // `lib/platform/http/limit-body.ts` has cut off what is longer.
    proxyClientMaxBodySize: '24mb',
  },
  headers: async () => [{ source: '/:path*', headers: securityHeaders }],
};
