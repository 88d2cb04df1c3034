import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findChromium } from './support/find-chromium';

/**
 * `npm test`: everything, in order, each lane with its time, and one closing line that counts the tests.
 * `npm test -- unit crash` runs only the lanes named. A lane that cannot run is reported `not run`; REQUIRE_REDIS=1 and
 * REQUIRE_CHROMIUM=1 make that a failure.
 */
interface Lane {
  name: string;
  command: string[];
  /** Where the runner leaves its counts; lanes without one count as one check. */
  report?: string;
  env?: Record<string, string>;
  /** Why the lane cannot run here; null when it can. */
  missing?: () => string | null;
}

const REPORTS = join('test-results', 'reports');
const node = process.execPath;
const bin = (path: string): string => join('node_modules', path);
const vitest = (project: string): string[] => [
  node,
  bin('vitest/vitest.mjs'),
  'run',
  '--project',
  project,
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${join(REPORTS, `${project}.json`)}`,
];

const LANES: Lane[] = [
  { name: 'lint', command: [node, bin('@biomejs/biome/bin/biome'), 'check', '.'] },
  { name: 'typecheck', command: [node, bin('typescript/bin/tsc'), '--noEmit'] },
  { name: 'unused', command: [node, bin('knip/bin/knip.js')] },
  { name: 'unit', command: vitest('unit'), report: 'unit.json' },
  { name: 'build', command: [node, 'workers/start.mjs', '--build-only'] },
  { name: 'integration', command: vitest('integration'), report: 'integration.json' },
  { name: 'crash', command: vitest('crash'), report: 'crash.json' },
  {
    name: 'e2e',
    command: [node, bin('@playwright/test/cli.js'), 'test'],
    report: 'e2e.json',
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: join(REPORTS, 'e2e.json') },
    missing: () => (findChromium() === null ? 'no Chromium found: install the chromium package, or set CHROMIUM_PATH' : null),
  },
];

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

function run(lane: Lane): Promise<boolean> {
  const [program = '', ...args] = lane.command;
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: 'inherit', env: { ...process.env, ...lane.env } });
    child.on('error', () => resolve(false));
    child.on('exit', (code) => resolve(code === 0));
  });
}

function counts(lane: Lane, passed: boolean): Counts {
  if (!lane.report) return passed ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 };
  const file = join(REPORTS, lane.report);
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 };
  const report = JSON.parse(readFileSync(file, 'utf8'));
  const read: Counts = report.stats
    ? { passed: report.stats.expected + report.stats.flaky, failed: report.stats.unexpected, skipped: report.stats.skipped }
    : { passed: report.numPassedTests, failed: report.numFailedTests, skipped: report.numPendingTests + report.numTodoTests };
  // A runner that failed without a failing test (a suite that did not load) still failed.
  return passed || read.failed > 0 ? read : { ...read, failed: 1 };
}

async function main(): Promise<number> {
  mkdirSync(REPORTS, { recursive: true });
  const wanted = process.argv.slice(2);
  const lanes = wanted.length > 0 ? LANES.filter((lane) => wanted.includes(lane.name)) : LANES;
  const total: Counts = { passed: 0, failed: 0, skipped: 0 };
  const lines: string[] = [];
  for (const lane of lanes) {
    const missing = lane.missing?.() ?? null;
    if (missing !== null) {
      const required = lane.name === 'e2e' && process.env.REQUIRE_CHROMIUM === '1';
      lines.push(`${lane.name.padEnd(12)} not run: ${missing}`);
      total[required ? 'failed' : 'skipped'] += 1;
      continue;
    }
    process.stdout.write(`\n== ${lane.name}\n`);
    const begun = performance.now();
    const passed = await run(lane);
    const seen = counts(lane, passed);
    total.passed += seen.passed;
    total.failed += seen.failed;
    total.skipped += seen.skipped;
    lines.push(
      `${lane.name.padEnd(12)} ${passed ? 'ok' : 'FAILED'}  ${seen.passed} passed, ${seen.failed} failed, ${seen.skipped} skipped  ${((performance.now() - begun) / 1000).toFixed(1)} s`,
    );
  }
  process.stdout.write(`\n${lines.join('\n')}\n\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`);
  return total.failed === 0 ? 0 : 1;
}

process.exitCode = await main();
