import { defineConfig } from 'prisma/config';

// The CLI looks for a native schema engine before it does anything; pointing it at node itself keeps `generate` offline.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
});
