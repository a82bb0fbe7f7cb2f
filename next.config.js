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
    'nodemailer',
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
};
