import { describe, expect, it } from 'vitest';
import type { JsonSchema } from '@/lib/dsl/json-schema';
import type { ChatMessage, ChatRequest } from '@/lib/nodes/contract';
import type { JsonObject } from '@/lib/std/json';
import { createDemoModel, demoAnswer } from './demo-model';

const never = new AbortController().signal;

/** Time the processor gave us: other work on the machine does not count. */
function cpuMsSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

const ask = (content: string): ChatMessage[] => [{ role: 'user', content }];

function fill(content: string, properties: Record<string, JsonSchema>): JsonObject {
  const outputSchema = { type: 'object', properties, required: Object.keys(properties) };
  // The demo model fills an object schema with an object.
  return JSON.parse(demoAnswer({ messages: ask(content), outputSchema })) as JsonObject;
}

const HARBOUR = `The old harbour was built in 1874 by the Stenberg brothers. It froze every winter until the new breakwater was finished. \
Fishing ended in 1961, when the cannery moved to Vardal. Today the harbour holds 140 pleasure boats and a small museum. \
The museum opens at ten and closes at five, except on Mondays.`;

describe('questions', () => {
  it.each([
    ['When did fishing end?', 'Fishing ended in 1961, when the cannery moved to Vardal.'],
    ['Who built the old harbour?', 'The old harbour was built in 1874 by the Stenberg brothers.'],
    ['At what hour does the museum open?', 'The museum opens at ten and closes at five, except on Mondays.'],
  ])('quotes the sentence that answers %s', (question, sentence) => {
    expect(demoAnswer({ messages: ask(`Answer from this text:\n\n${HARBOUR}\n\n${question}`) })).toContain(sentence);
    expect(demoAnswer({ messages: ask(`<text>\n${HARBOUR}\n</text>\n\n${question}`) })).toContain(sentence);
    expect(demoAnswer({ messages: ask(`${HARBOUR}\n\n${question}`) })).toContain(sentence);
  });

  it('says so when the text holds no answer, and when there is no text', () => {
    expect(demoAnswer({ messages: ask(`<text>${HARBOUR}</text>\nWhich university teaches astronomy?`) })).toBe(
      'The text says nothing about that.',
    );
    expect(demoAnswer({ messages: ask('What is the capital of France?') })).toContain('Settings > Models');
  });

  it('reads JSON by its names', () => {
    const data = JSON.stringify({ order: { id: 'A-9', shipping_address: 'Kaya Street 4' }, total: 12.5 });
    expect(demoAnswer({ messages: ask(`What is the shipping address?\n\n${data}`) })).toContain('Kaya Street 4');
  });

  it('remembers what was said before in the conversation', () => {
    const messages: ChatMessage[] = [
      { role: 'user', content: 'My sister Ada keeps bees in Lund.' },
      { role: 'assistant', content: 'Noted.' },
      { role: 'user', content: 'Where does my sister keep bees?' },
    ];
    expect(demoAnswer({ messages })).toBe('My sister Ada keeps bees in Lund.');
  });
});

describe('summaries', () => {
  it('leads with as many sentences as were asked for, greetings left out', () => {
    const letter =
      'Hello there,\n\nThe boiler in flat 12 stopped last night. Two tenants have no hot water. The caretaker is away until Friday.\n\nBest, Jo';
    expect(demoAnswer({ messages: ask(`Summarise in one sentence:\n\n${letter}`) })).toBe('The boiler in flat 12 stopped last night.');
    expect(demoAnswer({ messages: ask(`Summarise in 2 sentences:\n\n${letter}`) })).toBe(
      'The boiler in flat 12 stopped last night. Two tenants have no hot water.',
    );
  });

  it('does not break numbers, titles or versions into sentences', () => {
    expect(
      demoAnswer({ messages: ask('Summarise in one sentence:\n\nDr. Mori paid 3.50 euros for version 2.1 of the map. It was wrong.') }),
    ).toBe('Dr. Mori paid 3.50 euros for version 2.1 of the map.');
  });
});

describe('what it was not written for', () => {
  it('says that it cannot translate or rewrite, and does not hand the text back as if it had', () => {
    for (const task of [
      'Translate to French: The shop is closed.',
      'Rewrite this more politely: Send it now.',
      'Fix the spelling: Teh libary.',
    ]) {
      expect(demoAnswer({ messages: ask(task) })).toContain('cannot translate, correct or rewrite');
    }
  });

  it('lists the addresses it is asked for, each once', () => {
    const text = 'Write to ann@firm.example or bo.lee@night.example. Again: ann@firm.example.';
    expect(demoAnswer({ messages: ask(`Extract all e-mail addresses from this text:\n\n${text}`) })).toBe(
      'ann@firm.example\nbo.lee@night.example',
    );
    expect(demoAnswer({ messages: ask(`List the links in this text:\n\n${text}`) })).toBe('The text says nothing about that.');
  });

  it('summarises a text for somebody whose e-mail address is mentioned, and lists nothing', () => {
    const prompt =
      'Summarise in one sentence for the owner of this e-mail address:\n\nThe boiler stopped last night. Write to ann@firm.example today.';
    expect(demoAnswer({ messages: ask(prompt) })).toBe('The boiler stopped last night.');
  });

  it('writes as many bullets as were asked for', () => {
    expect(demoAnswer({ messages: ask(`Summarise in three bullet points:\n\n${HARBOUR}`) }).match(/^- /gm)).toHaveLength(3);
  });

  it('hears "in one sentence" in German and Chinese', () => {
    expect(demoAnswer({ messages: ask('用一句话总结：\n\n图书馆周一闭馆。周二到周日九点开门。') })).toBe('图书馆周一闭馆。');
    expect(demoAnswer({ messages: ask('Sag in einem Satz, was ist:\n\nDie Bäckerei schliesst im Juli. Der Inhaber geht in Rente.') })).toBe(
      'Die Bäckerei schliesst im Juli.',
    );
  });

  it('reads a number from the line that names it, not from the end of the line above', () => {
    expect(fill('Read the order:\n\n1 x Tea pot 24.00\nTotal 49.50', { total: { type: 'number' } })).toEqual({ total: 49.5 });
  });
});

describe('shapes', () => {
  it('chooses a label by shared words, whatever their endings', () => {
    const about = { about: { type: 'string', enum: ['gardening', 'cooking', 'sailing', 'other'] } };
    expect(fill('Classify: We sailed past the lighthouse at noon', about)).toEqual({ about: 'sailing' });
    expect(fill('Classify: She cooks lentils every Friday', about)).toEqual({ about: 'cooking' });
    expect(fill('Classify: The committee adjourned', about)).toEqual({ about: 'other' });
  });

  it('uses what the prompt or the schema says of a label', () => {
    const prompt =
      'Sort this note.\n\nteam:\n- north: snow, ski, glacier\n- south: beach, surf, palm\n\nNote:\nThe surfers left the beach at six.';
    expect(fill(prompt, { team: { type: 'string', enum: ['north', 'south'] } })).toEqual({ team: 'south' });
    const described = { team: { type: 'string', enum: ['n', 's'], description: 'n: snow, ski, glacier; s: beach, surf, palm' } };
    expect(fill('<note>Fresh snow on the glacier</note> Which team?', described)).toEqual({ team: 'n' });
  });

  it('takes numbers, dates and patterns from beside the words that name them', () => {
    const text =
      'Invoice INV-2291 of 3 April 2026. Shipping 12.40, total 1,318.90 euros for 6 chairs. Due 2026-05-03. Questions to desk@lumo.example.';
    const found = fill(`Read the invoice:\n${text}`, {
      total: { type: 'number' },
      chairs: { type: 'integer' },
      invoice_date: { type: 'string', format: 'date' },
      due: { type: 'string', format: 'date' },
      number: { type: 'string', pattern: '^INV-\\d+$' },
      contact: { type: 'string', format: 'email' },
    });
    expect(found).toEqual({
      total: 1318.9,
      chairs: 6,
      invoice_date: '2026-04-03',
      due: '2026-05-03',
      number: 'INV-2291',
      contact: 'desk@lumo.example',
    });
  });

  it('reads labelled lines, yes and no, lists, and leaves nothing invented', () => {
    const text = 'Name: Ida Holm\nThe window is not broken. The door is damaged. Keys: blue and red.';
    const found = fill(`<report>${text}</report>`, {
      name: { type: 'string' },
      broken: { type: 'boolean' },
      damaged: { type: 'boolean' },
      colours: { type: 'array', items: { type: 'string', enum: ['red', 'green', 'blue'] } },
      budget: { type: ['number', 'null'] },
    });
    expect(found).toEqual({
      name: 'Ida Holm',
      broken: false,
      damaged: true,
      colours: expect.arrayContaining(['red', 'blue']),
      budget: null,
    });
    expect(found.colours).toHaveLength(2);
  });

  it('keeps to limits of length and number', () => {
    const found = fill(`Summarise:\n${HARBOUR}`, {
      summary: { type: 'string', maxLength: 30 },
      boats: { type: 'integer', maximum: 150, minimum: 2 },
    });
    expect(String(found.summary).length).toBeLessThanOrEqual(30);
    expect(found.boats).toBe(140);
  });

  it('survives patterns, prompts and depths that are meant to hang it', () => {
    const before = process.cpuUsage();
    const deep: JsonSchema = { type: 'object', properties: {}, required: ['a'] };
    deep.properties = { a: deep };
    expect(fill('a'.repeat(50_000), { a: deep, p: { type: 'string', pattern: '(a+)+$' } })).toBeTypeOf('object');
    for (const hostile of [
      '<a>'.repeat(20_000),
      'a:\nb: c\n'.repeat(8_000),
      '@'.repeat(60_000),
      '1'.repeat(60_000),
      'ing'.repeat(20_000),
      '. A'.repeat(20_000),
    ]) {
      fill(hostile, {
        n: { type: 'number' },
        d: { type: 'string', format: 'date' },
        e: { type: 'string', format: 'email' },
        s: { type: 'string' },
      });
    }
    expect(cpuMsSince(before)).toBeLessThan(5000);
  });
});

describe('the model', () => {
  const request = (fields: Partial<ChatRequest> = {}): ChatRequest => ({
    provider: 'demo',
    messages: ask(`Summarise in 4 sentences:\n\n${HARBOUR}`),
    onText: () => {},
    ...fields,
  });

  it('says the same to the same prompt', async () => {
    const model = createDemoModel({ tokensPerSecond: 100_000 });
    const [one, other] = await Promise.all([model(request(), never), model(request(), never)]);
    expect(one.text).toBe(other.text);
    expect(one.usage).toEqual(other.usage);
  });

  it('writes about as fast as it was told to, in many pieces', async () => {
    const pieces: string[] = [];
    const answer = await createDemoModel({ tokensPerSecond: 200 })(request({ onText: (delta) => pieces.push(delta) }), never);
    expect(pieces.join('')).toBe(answer.text);
    expect(pieces.length).toBeGreaterThan(20);
    const tokens = answer.usage?.completionTokens ?? 0;
    expect(answer.durationMs).toBeGreaterThanOrEqual((tokens / 200) * 1000 * 0.9);
  });

  it('stops at the longest answer and says so', async () => {
    const answer = await createDemoModel({ tokensPerSecond: 100_000 })(request({ maxTokens: 5 }), never);
    expect([answer.finishReason, answer.usage?.completionTokens]).toEqual(['length', 5]);
  });

  it('never cuts a character in half', async () => {
    const pieces: string[] = [];
    const text = '港は千八百七十四年に建てられた。🦭が住んでいる。';
    await createDemoModel({ tokensPerSecond: 100_000 })(
      request({ messages: ask(`Summarise in 2 sentences:\n\n${text}`), onText: (delta) => pieces.push(delta) }),
      never,
    );
    expect(pieces.join('')).not.toContain('\uFFFD');
    expect(pieces.join('')).toContain('🦭');
  });

  it('counts a wall of one letter in moments', async () => {
    const before = process.cpuUsage();
    await createDemoModel({ tokensPerSecond: 100_000 })(request({ messages: ask('a'.repeat(100_000)) }), never);
    expect(cpuMsSince(before)).toBeLessThan(4000);
  });
});
