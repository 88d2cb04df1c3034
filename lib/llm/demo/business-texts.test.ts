import { describe, expect, it } from 'vitest';
import type { JsonSchema } from '@/lib/dsl/json-schema';
import { demoAnswer } from './demo-model';

function read(prompt: string, properties: Record<string, JsonSchema>): unknown {
  const outputSchema = { type: 'object', properties, required: Object.keys(properties) };
  return JSON.parse(demoAnswer({ messages: [{ role: 'user', content: prompt }], outputSchema }));
}

const number = (description: string): JsonSchema => ({ type: 'number', description });

describe('numbers', () => {
  it.each([
    ['Fee: 1.234,50 EUR', 1234.5],
    ['Fee: 12 345,60 kr', 12345.6],
    ["Fee: CHF 2'400.75", 2400.75],
    ['Fee: 1,234,567', 1234567],
    ['Fee: 0,20', 0.2],
    ['Fee: 1,234.5', 1234.5],
  ])('are read as they are written: %s', (text, value) => {
    expect(read(`Read:\n\n${text}\nOther: 7`, { fee: number('') })).toEqual({ fee: value });
  });

  it('are no percentages unless one is asked for, and no parts of dates', () => {
    const text = 'Bill of 3 May 2026\nSubtotal 200.00\nVAT 19 %   38.00\nTotal to pay by 2 June 2026: 238.00';
    const properties = { vat: number(''), vat_rate: number('in percent'), total: number('') };
    expect(read(`Read this.\n\n<bill>\n${text}\n</bill>`, properties)).toEqual({ vat: 38, vat_rate: 19, total: 238 });
  });
});

it('takes a label by any name the description lists, and the first line where that is said', () => {
  const text = 'NORTHERN PRINTS\nVendor: Ida Holm\nTotal: 5';
  const properties: Record<string, JsonSchema> = {
    person: { type: 'string', description: 'Who sold it: seller, vendor' },
    firm: { type: 'string', description: 'Name of the firm: the first line' },
    day: { type: 'string', pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$', description: 'Day of payment' },
  };
  expect(read(`Read this.\n\n<bill>\n${text}\nPayment on 5 March 2026\n</bill>`, properties)).toEqual({
    person: 'Ida Holm',
    firm: 'NORTHERN PRINTS',
    day: '2026-03-05',
  });
});

it('hears the sign of a currency', () => {
  const currency: JsonSchema = { type: 'string', enum: ['EUR', 'GBP', 'JPY'] };
  const prompt = (text: string) => `Which currency?\n\n- EUR: € euro\n- GBP: £ pound\n- JPY: ¥ yen\n\n<bill>\n${text}\n</bill>`;
  expect(read(prompt('Total £12.00'), { currency })).toEqual({ currency: 'GBP' });
  expect(read(prompt('Total ¥1,200'), { currency })).toEqual({ currency: 'JPY' });
});

it('answers a question in a field called answer, and proves it by quotes that are no headings', () => {
  const text = '## Opening hours\nThe mill opens at nine.\n\n## Tickets\nA ticket costs four euros. Children pay nothing.';
  const properties: Record<string, JsonSchema> = { answer: { type: 'string' }, quotes: { type: 'array', items: { type: 'string' } } };
  const prompt = (question: string) => `Answer from this text only.\n\n<text>\n${text}\n</text>\n\nQuestion: ${question}`;
  expect(read(prompt('What does a ticket cost?'), properties)).toEqual({
    answer: 'A ticket costs four euros.',
    quotes: ['A ticket costs four euros.'],
  });
  expect(read(prompt('Who painted the ceiling?'), properties)).toEqual({ answer: 'The text says nothing about that.', quotes: [] });
});
