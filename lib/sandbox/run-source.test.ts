import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadEngine } from './load-engine';
import type { ThreadEnd } from './protocol';
import { runSource } from './run-source';

let wasm: WebAssembly.Module;
beforeAll(async () => {
  wasm = await loadEngine();
});

const SCOPE = { input: { a: 1 }, nodes: { first: { output: [1, 2], error: null } }, item: null, index: null, run: {}, vars: {} };

async function run(
  source: string,
  given: { scope?: unknown; timeMs?: number; memoryMb?: number } = {},
): Promise<ThreadEnd & { log: string }> {
  const { scope = SCOPE, timeMs = 15_000, memoryMb = 32 } = given;
  let log = '';
  const end = await runSource(
    wasm,
    { source, scope: JSON.stringify(scope), timeMs, memoryMb },
    {
      begin: () => undefined,
      write: (text) => {
        log += text;
      },
    },
  );
  return { ...end, log };
}

async function answerOf(source: string, given?: Parameters<typeof run>[1]): Promise<unknown> {
  const end = await run(source, given);
  if (end.kind === 'fault') throw new Error(JSON.stringify(end.fault));
  return JSON.parse(end.json);
}

async function faultOf(source: string, given?: Parameters<typeof run>[1]) {
  const end = await run(source, given);
  if (end.kind === 'value') throw new Error(`It answered ${end.json.slice(0, 200)}`);
  return end.fault;
}

describe('runSource', () => {
  it('answers what the code returns, awaited', async () => {
    expect(await answerOf('return input.a + nodes.first.output.length')).toBe(3);
    expect(await answerOf('const later = async () => 5; await null; return Promise.all([later(), later()])')).toEqual([5, 5]);
    expect(await answerOf('return { when: new Date(0), missing: undefined }')).toEqual({ when: '1970-01-01T00:00:00.000Z' });
  });

  it('gives any JSON back as it came', async () => {
    // -0 and 0 are one number in JSON.
    const json = fc.jsonValue({ maxDepth: 6 }).map((value) => JSON.parse(JSON.stringify(value)));
    await fc.assert(
      fc.asyncProperty(json, async (input) => {
        expect(await answerOf('return { input }', { scope: { ...SCOPE, input } })).toEqual({ input });
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    ['const b = 1;\nconst c = ;', 'syntax', 2],
    ['return (1', 'syntax', 1],
    ['return 1 }', 'syntax', 1],
    ['return 1 })(), (function () { return 2', 'syntax', 1],
    ['return 1 } }, { async main() { return 2', 'syntax', 1],
    ['import fs from "fs";\nreturn 1', 'syntax', 1],
    ['\nconst a = null;\nreturn a.b', 'threw', 3],
    ['\n\nfunction f() {\n  throw new RangeError("no");\n}\nawait null;\nf();', 'threw', 4],
    ['\nconst f = () => f() + 1;\nreturn f()', 'recursion', 2],
    ['return nodes.second.output', 'threw', 1],
    ['return { toJSON() { throw new Error("no"); } }', 'threw', 1],
  ])('names the line of %j', async (source, kind, line) => {
    expect(await faultOf(source)).toMatchObject({ kind, line });
  });

  it.each([
    ['for (;;);', 'time'],
    ['for (;;) await 0', 'time'],
    ['for (;;) { try { for (;;); } catch {} }', 'time'],
    ['try { for (;;); } finally { for (;;); }', 'time'],
    ['return /^(a+)+$/.test("a".repeat(40) + "b")', 'time'],
    ['return { get a() { for (;;); } }', 'time'],
    ['return { then() { for (;;); } }', 'time'],
    ['const all = []; for (;;) all.push(new Array(1e4).fill(1))', 'memory'],
    ['const all = []; for (;;) all.push(new Uint8Array(1e6))', 'memory'],
    ['let text = "x"; for (;;) text += text', 'memory'],
    ['return "x".repeat(1e9)', 'memory'],
    ['return JSON.parse("[".repeat(1e5))', 'recursion'],
    ['const f = async () => await f(); return f()', 'recursion'],
    ['let a = []; for (let i = 0; i < 300; i++) a = [a]; return a', 'answer_too_deep'],
    ['const a = {}; a.a = a; return a', 'cycle'],
    ['return { n: 1n }', 'not_json'],
    ['return { f: [() => 1] }', 'not_json'],
    ['return { n: 0 / 0 }', 'not_json'],
    ['return { m: new Map() }', 'not_json'],
    ['return { p: Promise.resolve(1) }', 'not_json'],
    ['return undefined', 'no_answer'],
    ['const unused = 1', 'no_answer'],
    ['await new Promise(() => {}); return 1', 'never_settles'],
  ])('ends %j as %s', async (source, kind) => {
    expect((await faultOf(source, { timeMs: kind === 'time' ? 400 : 15_000 })).kind).toBe(kind);
  });

  it('says that memory was the trouble where many small things filled it', async () => {
    expect((await faultOf('const all = []; for (;;) all.push({ x: 1 })')).kind).toBe('memory');
  });

  it('names the 10 MB answer', async () => {
    expect((await faultOf('return "x".repeat(1e7)', { memoryMb: 128 })).kind).toBe('answer_too_large');
  });

  it('has nothing of Node, and no way out', async () => {
    const names = [
      'process',
      'require',
      'fetch',
      'WebAssembly',
      'setTimeout',
      'postMessage',
      'Buffer',
      'std',
      'os',
      'scriptArgs',
      '__dirname',
    ];
    expect(await answerOf(`return [${names.map((name) => `typeof ${name}`).join(', ')}].filter((kind) => kind !== 'undefined')`)).toEqual(
      [],
    );
    expect(await answerOf('return [].constructor.constructor("return typeof process + typeof require")()')).toBe('undefinedundefined');
    expect(await answerOf('return [this === undefined, typeof console.log.constructor("return this")().process]')).toEqual([
      true,
      'undefined',
    ]);
    for (const source of ['return import("fs")', 'return import("node:fs")', 'return import("/etc/passwd")']) {
      expect((await faultOf(source)).kind).toBe('threw');
    }
  });

  it('leaves nothing behind for the next call', async () => {
    await run('Object.prototype.x = 1; JSON.stringify = () => "no"; globalThis.y = 2; Promise.prototype.then = 3; return 1');
    expect(await answerOf('return [({}).x ?? null, typeof y, { a: 1 }]')).toEqual([null, 'undefined', { a: 1 }]);
  });

  it('keeps what was written to the console, in bounds', async () => {
    expect((await run('console.log("a", { b: 1 }, null, 1n); console.error(new Error("c")); return 1')).log).toBe(
      'a {"b":1} null 1\nError: c\n',
    );
    const { log } = await run('for (let i = 0; i < 1e5; i++) console.log("line", i); return 1');
    expect(log.length).toBeLessThan(17_000);
    expect(log.endsWith('…\n')).toBe(true);
    expect((await run('console.log("before"); for (;;);', { timeMs: 100 })).log).toBe('before\n');
  });

  it('is not fooled by what the code throws', async () => {
    expect(await faultOf('throw "text"')).toEqual({ kind: 'threw', detail: 'text' });
    expect((await faultOf('throw new TypeError("circular reference")')).kind).toBe('threw');
    expect((await faultOf('throw { get message() { throw 1 } }')).kind).toBe('threw');
    expect(
      (await faultOf('const e = new Error(); Object.defineProperty(e, "stack", { get() { for (;;); } }); throw e', { timeMs: 200 })).kind,
    ).toBe('time');
  });

  it('names the end all the same where the code bends the ground under the prelude', async () => {
    const bend = 'Object.prototype.toJSON = () => 7; Array.prototype.includes = String.prototype.slice = () => { throw 1; };';
    expect((await faultOf(`${bend} return undefined`)).kind).toBe('no_answer');
    expect(await faultOf(`${bend} throw new Error('x')`)).toMatchObject({ kind: 'threw', detail: 'Error: x' });
    const lie = 'Object.defineProperty(Error, Symbol.hasInstance, { value() { throw { toJSON() { for (;;); } }; } });';
    expect((await faultOf(`${lie} throw new Error('x')`, { timeMs: 300 })).kind).toBe('time');
    expect((await faultOf('throw new Error("x".repeat(1e6))')).detail?.length).toBeLessThan(2100);
  });

  it('never throws, whatever the text', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: fc.constantFrom(...'(){}[];,.`$"\'/*\\\nab1=> return await'.split('')), maxLength: 40 }),
        async (source) => {
          await run(source, { timeMs: 50 });
        },
      ),
      { numRuns: 80 },
    );
  });
});
