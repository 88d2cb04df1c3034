import { createBell } from '@/lib/queue';

/** A worker process for the crash suite: it takes the first ring, says so, and never ends. */
const bell = createBell(JSON.parse(process.argv[2] ?? '{}'));
await bell.listen(
  async (ids) => {
    process.stdout.write(`took ${ids.join(',')}\n`);
    await new Promise(() => {});
  },
  { concurrency: 1 },
);
process.stdout.write('listening\n');
