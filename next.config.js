// What every answer carries, files included; proxy.ts adds what differs by request.
const securityHeaders = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
  // Not no-referrer: browsers then send `Origin: null` with a form, and our own forms could not be told from others.
  { key: 'Referrer-Policy', value: 'same-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), geolocation=(), microphone=(), payment=(), usb=()' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
];

/** @type {import('next').NextConfig} */
module.exports = {
  poweredByHeader: false,
  reactStrictMode: true,
  // `npm run typecheck` is the one place for that; a start on a fresh machine need not wait for it.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: [
    '@aws-sdk/client-sqs',
    '@electric-sql/pglite',
    '@node-rs/argon2',
    '@opensearch-project/opensearch',
    '@prisma/adapter-pg',
    '@prisma/client',
    'amqplib',
    'mongodb',
    'mysql2',
    'pg',
    'pglite-prisma-adapter',
    'pino',
    'prom-client',
  ],
  experimental: { serverActions: { bodySizeLimit: '100kb' } },
  headers: async () => [{ source: '/:path*', headers: securityHeaders }],
};
