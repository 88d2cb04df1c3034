import { benchBare } from './bare';
import { benchEngine } from './engine-alone';
import { benchLight } from './light-flow';

/**
 * `npm run bench [-- engine light] [-- --peer n8n=http://…]`: prints the table of what was measured on this machine.
 * A peer is an address that takes the same POST and answers 2xx with the result.
 */
const LANES: Record<string, (peers: [string, string][]) => Promise<Record<string, string | number>[]>> = {
  bare: benchBare,
  engine: benchEngine,
  light: benchLight,
};

async function main(): Promise<void> {
  const args = process.argv.slice(2);
  const peers = args.flatMap((arg, at): [string, string][] => {
    const [name, ...rest] = (args[at - 1] === '--peer' ? arg : '').split('=');
    return name && rest.length > 0 ? [[name, rest.join('=')]] : [];
  });
  const wanted = args.filter((arg) => Object.hasOwn(LANES, arg));
  for (const [name, bench] of Object.entries(LANES)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    process.stdout.write(`\n== ${name}\n`);
    console.table(await bench(peers));
  }
}

await main();
