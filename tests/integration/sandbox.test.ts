import { afterAll, describe, expect, it } from 'vitest';
import type { CodeCall } from '@/lib/nodes/contract';
import { openTestSandbox } from '@/tests/support/sandbox';

const sandbox = await openTestSandbox({ threads: 1 });
afterAll(() => sandbox.close());

const SCOPE = { input: { a: 1 }, nodes: {}, item: null, index: null, run: {}, vars: {} };
const MB = 1024 * 1024;

function call(source: string, given: Partial<CodeCall> = {}): CodeCall {
  return { source, scope: SCOPE, memoryMb: 32, timeMs: 150, onLog: () => undefined, ...given };
}

const run = (source: string, given?: Partial<CodeCall>) => sandbox.run(call(source, given), new AbortController().signal);

/** What hostile people try, and how each try ends. */
const HOSTILE: [string, string][] = [
  ['for (;;);', 'time'],
  ['for (;;) await 0', 'time'],
  ['return /^(a+)+$/.test("a".repeat(40) + "b")', 'time'],
  ['const list = new Array(1e5).fill(0); for (;;) list.sort(() => 1)', 'time'],
  ['const all = []; for (;;) all.push(new Array(1e4).fill(1))', 'memory time'],
  ['const all = []; for (;;) all.push(new Uint8Array(1e6))', 'memory time'],
  ['const all = []; for (;;) all.push({ x: 1 })', 'time memory'],
  ['let text = "x"; for (;;) text += text', 'memory'],
  ['const f = () => f() + 1; return f()', 'recursion'],
  ['return JSON.parse("[".repeat(1e5))', 'recursion'],
  ['const a = {}; a.a = a; return a', 'cycle'],
  ['Object.prototype.x = 1; Array.prototype.map = null; JSON.stringify = () => "no"; return { a: 1 }', 'value'],
  ['return ({}).x ?? [1].map((n) => n)', 'value'],
  ['return process.exit(1)', 'threw'],
  ['return require("fs").readFileSync("/etc/passwd")', 'threw'],
  ['return await fetch("http://169.254.169.254/")', 'threw'],
  ['return await import("node:child_process")', 'threw'],
  ['return [].constructor.constructor("return process")().env', 'threw'],
  ['return "x".repeat(1e7)', 'memory answer_too_large time'],
  ['return { get a() { for (;;); } }', 'time'],
];

describe('the sandbox', () => {
  it('takes 200 hostile scripts in a row, names how each ended, and leaves the memory of the worker flat', async () => {
    const ends: string[] = [];
    const rss: number[] = [];
    for (let round = 0; round < 10; round += 1) {
      for (const [source, expected] of HOSTILE) {
        const answer = await run(source, { timeMs: expected.includes('time') ? 150 : 10_000 });
        const kind = answer.ok ? 'value' : answer.fault.kind;
        if (!expected.split(' ').includes(kind)) ends.push(`${source}: ${JSON.stringify(answer)}`);
      }
      rss.push(Math.round(process.memoryUsage().rss / MB));
    }
    expect(ends).toEqual([]);
    // The first rounds fill the heap; after them it may breathe, not grow.
    const grown = Math.max(...rss.slice(5)) - Math.max(...rss.slice(1, 5));
    expect(grown).toBeLessThan(60);
    expect(Math.max(...rss) - (rss[0] ?? 0)).toBeLessThan(150);
    expect(await run('return input.a + 1')).toEqual({ ok: true, value: 2 });
  }, 180_000);

  it('ends what no longer asks for the clock, a second late at most', async () => {
    const started = performance.now();
    await run('const list = new Array(1e6).fill(0); for (;;) list.sort(() => 1)', { timeMs: 300 });
    expect(performance.now() - started).toBeLessThan(2300);
    expect(await run('return 1', { timeMs: 2000 })).toEqual({ ok: true, value: 1 });
  });

  it('gives a thread an empty environment and no way to the process', async () => {
    // The engine has no such names at all; that the thread around it has none either is what `env: {}` is for.
    expect(
      await run('return [typeof process, typeof require, typeof globalThis.constructor.constructor("return this")().process]'),
    ).toEqual({
      ok: true,
      value: ['undefined', 'undefined', 'undefined'],
    });
  });

  it('stops at once when it is called off, running or waiting', async () => {
    const running = new AbortController();
    const waiting = new AbortController();
    const first = sandbox.run(call('for (;;);', { timeMs: 20_000 }), running.signal).catch((error) => error.code);
    const second = sandbox.run(call('return 1'), waiting.signal).catch((error) => error.code);
    const third = sandbox.run(call('return 3', { timeMs: 2000 }), new AbortController().signal);
    await new Promise((resolve) => setTimeout(resolve, 300));
    const started = performance.now();
    waiting.abort();
    running.abort();
    expect(await Promise.all([first, second])).toEqual(['aborted', 'aborted']);
    expect(performance.now() - started).toBeLessThan(1000);
    expect(await third).toEqual({ ok: true, value: 3 });
    await expect(sandbox.run(call('return 1'), AbortSignal.abort())).rejects.toMatchObject({ code: 'aborted' });
  });

  it('hears the console while the code still runs, and keeps what was written before the end', async () => {
    const heard: string[] = [];
    const answer = await run('console.log("before"); for (;;);', { onLog: (text) => heard.push(text), timeMs: 300 });
    expect([answer, heard]).toEqual([{ ok: false, fault: { kind: 'time' } }, ['before\n']]);
  });

  it('reads large values, and refuses what is too large', async () => {
    const large = (count: number) => ({ ...SCOPE, input: Array.from({ length: count }, () => 'x'.repeat(1000)) });
    expect(await run('return input.length', { scope: large(3000), memoryMb: 64, timeMs: 5000 })).toEqual({ ok: true, value: 3000 });
    expect(await run('return 1', { scope: large(9000) })).toMatchObject({ ok: false, fault: { kind: 'input_too_large' } });
  });

  it('says so where no thread can be had', async () => {
    const { createSandbox } = await import('@/lib/sandbox');
    const broken = createSandbox({ entry: new URL('file:///nowhere/sandbox.mjs'), threads: 1 });
    await expect(broken.run(call('return 1'), new AbortController().signal)).rejects.toMatchObject({ code: 'code_unavailable' });
    await broken.close();
  });
});
