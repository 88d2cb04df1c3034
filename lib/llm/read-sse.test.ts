import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSse } from './read-sse';

async function read(chunks: Uint8Array[]): Promise<string[]> {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
  const events: string[] = [];
  for await (const data of readSse(body)) events.push(data);
  return events;
}

describe('readSse', () => {
  it('joins the data lines of an event and skips comments and other fields', async () => {
    const text = ': hello\nevent: x\ndata: one\ndata:two\nid: 3\n\n\ndata:  three\n\n';
    expect(await read([Buffer.from(text)])).toEqual(['one\ntwo', ' three']);
  });

  it('drops an event that was cut', async () => {
    expect(await read([Buffer.from('data: whole\n\ndata: half')])).toEqual(['whole']);
  });

  it('reads the same events however the bytes are cut, with any line end', async () => {
    const texts = fc.array(
      fc.string({ unit: 'grapheme' }).map((text) => text.replace(/[\r\n]/g, '')),
      { minLength: 1, maxLength: 5 },
    );
    await fc.assert(
      fc.asyncProperty(texts, fc.constantFrom('\n', '\r\n'), fc.array(fc.nat(200), { maxLength: 8 }), async (events, end, cuts) => {
        const bytes = Buffer.from(events.map((event) => `data: ${event}${end}${end}`).join(''));
        const at = [0, ...cuts.map((cut) => Math.min(cut, bytes.length)).sort((a, b) => a - b), bytes.length];
        const chunks = at.slice(1).map((to, index) => new Uint8Array(bytes.subarray(at[index], to)));
        expect(await read(chunks)).toEqual(events);
      }),
    );
  });
});
