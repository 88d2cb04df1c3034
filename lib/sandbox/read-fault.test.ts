import { describe, expect, it } from 'vitest';
import { readCrash, readFault } from './read-fault';

const engine = (pages: number, interrupted = false) => ({
  memory: new WebAssembly.Memory({ initial: pages, maximum: 16 }),
  maxBytes: 16 * 65_536,
  interrupted,
});

describe('readFault', () => {
  it('takes a full memory for the cause of an interrupt or an empty error', () => {
    expect(readFault(engine(16, true), { name: 'InternalError', message: 'interrupted' }).kind).toBe('memory');
    expect(readFault(engine(1, true), { name: 'InternalError', message: 'interrupted' }).kind).toBe('time');
    expect(readFault(engine(16), { message: '' }).kind).toBe('memory');
    expect(readFault(engine(16), { message: 'null' }).kind).toBe('memory');
    expect(readFault(engine(1), { message: 'null' }).kind).toBe('threw');
  });

  it('leaves what the code threw itself alone, however full the memory', () => {
    expect(readFault(engine(16), { name: 'TypeError', message: 'no', stack: '    at <anonymous> (code:4:2)' })).toEqual({
      kind: 'threw',
      detail: 'TypeError: no',
      line: 3,
    });
  });

  it('names no line where the stack has none of the source', () => {
    expect(readFault(engine(1), { name: 'Error', message: 'x', stack: 'at parse (native)\n at prelude:9' }).line).toBeUndefined();
    expect(readFault(engine(1), { name: 'Error', message: 'x', stack: 'at code:1' }).line).toBeUndefined();
  });
});

describe('readCrash', () => {
  it('tells a recursion, a full memory and a defect apart', () => {
    expect(readCrash(engine(1), new RangeError('Maximum call stack size exceeded')).kind).toBe('recursion');
    expect(readCrash(engine(16), new Error('unreachable')).kind).toBe('memory');
    expect(readCrash(engine(1), new Error('unreachable')).kind).toBe('crashed');
  });
});
