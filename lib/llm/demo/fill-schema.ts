import type { JsonSchema } from '@/lib/dsl/json-schema';
import type { Json, JsonObject } from '@/lib/std/json';
import { rankTexts } from './bm25';
import { chooseLabel, rankLabels } from './choose-label';
import { findDate, findFormat, findLabelled, findNumber, findPattern } from './extract';
import { type ReadPrompt, readDefinitions } from './read-prompt';
import { askedSentences, leadSentences, tellingSentences } from './summarise';
import { sentences, stems } from './words';
import { answerOf, quotesFor } from './write-answer';

interface Field {
  name: string;
  schema: JsonSchema;
  required: boolean;
  /** Text the value is read from. */
  text: string;
}

interface Source {
  prompt: ReadPrompt;
  seed: number;
}

// Deeper shapes are cut off rather than followed: a schema may refer to itself.
const MAX_DEPTH = 12;

/** Fills a shape from the prompt's data: enums by shared words, numbers and dates by extraction, texts by the best-ranked sentence. */
export function fillSchema(schema: JsonSchema, source: Source): Json {
  const text = source.prompt.data || source.prompt.instruction;
  return fill({ name: '', schema, required: true, text }, source, 0) ?? null;
}

/** Undefined: nothing was found and the field may be left out. */
function fill(field: Field, source: Source, depth: number): Json | undefined {
  const schema = firstConcrete(field.schema);
  const inner = { ...field, schema };
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return fillEnum(inner, source);
  if (depth > MAX_DEPTH) return null;
  const found = fillByType(typeOf(schema), inner, source, depth);
  if (found !== undefined) return found;
  if (isNullable(field.schema)) return null;
  return field.required ? emptyOf(schema) : undefined;
}

function fillByType(type: string, field: Field, source: Source, depth: number): Json | undefined {
  switch (type) {
    case 'object':
      return fillObject(field, source, depth);
    case 'array':
      return fillArray(field, source, depth);
    case 'integer':
    case 'number':
      return fillNumber(field, type);
    case 'boolean':
      return fillBoolean(field);
    case 'null':
      return null;
    default:
      return fillString(field, source);
  }
}

function fillObject({ schema, text }: Field, source: Source, depth: number): Json {
  const required = new Set(schema.required ?? []);
  const filled: JsonObject = {};
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    const value = fill({ name, schema: property, required: required.has(name), text }, source, depth + 1);
    if (value !== undefined) filled[name] = value;
  }
  return filled;
}

function fillArray({ name, schema, text }: Field, source: Source, depth: number): Json | undefined {
  const items = schema.items ?? {};
  const most = Math.min(schema.maxItems ?? 5, 20);
  const least = schema.minItems ?? 0;
  if (items.enum) {
    const labels = items.enum.map(String);
    const fitting = rankLabels(labels, hintsOf(items, source), text).map(({ label }) => label);
    return [...fitting, ...labels.filter((label) => !fitting.includes(label))].slice(0, Math.min(most, Math.max(least, fitting.length)));
  }
  const { question, instruction } = source.prompt;
  // Fields of these names are about what was asked, not about their name.
  if (question !== null && typeOf(items) === 'string' && QUOTED.test(name)) {
    return quotesFor(question, text, askedSentences(instruction)).slice(0, most);
  }
  const all = sentences(text);
  const wanted = rankTexts(wantedWords({ name, schema: items }), all);
  const chosen = wanted.slice(0, Math.max(least, Math.min(most, 3))).toSorted((one, other) => one.index - other.index);
  const values = chosen.map((one) => fill({ name, schema: items, required: true, text: one.text }, source, depth + 1) ?? null);
  return values.length === 0 ? undefined : values;
}

function fillEnum({ schema, text }: Field, source: Source): Json {
  const values = schema.enum ?? [];
  const label = chooseLabel({ labels: values.map(String), hints: hintsOf(schema, source), text, seed: source.seed });
  return values.find((value) => String(value) === label) ?? null;
}

function fillNumber(field: Field, type: 'integer' | 'number'): Json | undefined {
  const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY } = field.schema;
  const fits = (value: number) => value >= minimum && value <= maximum && (type === 'number' || Number.isInteger(value));
  return findNumber(field.text, wantedWords(field), fits) ?? undefined;
}

/** True when the text holds a word of the field's name that no "not" stands close before. */
function fillBoolean(field: Field): Json {
  const wanted = new Set(stems(wantedWords(field)));
  const all = field.text.toLowerCase().split(/[^\p{L}\p{N}']+/u);
  return all.some((word, at) => stems(word).some((stem) => wanted.has(stem)) && !all.slice(Math.max(0, at - 3), at).some(isNegation));
}

function isNegation(word: string): boolean {
  return word === 'not' || word === 'no' || word === 'never' || word.endsWith("n't");
}

const QUOTED = /^(?:quotes?|quotations?|passages?|evidence|citations?)$/i;
const ANSWERED = /^(?:answer|reply|response)$/i;

function fillString(field: Field, { prompt }: Source): Json | undefined {
  const { schema, text, name } = field;
  const { format, pattern, description = '' } = schema;
  if (format === 'date' || format === 'date-time') return findDate(text, wantedWords(field), format === 'date-time') ?? undefined;
  const labelled = findLabelled(text, name, description);
  if (pattern) return patternField(field, labelled) ?? undefined;
  if (ANSWERED.test(name) && prompt.question !== null) {
    return clip(answerOf(prompt.question, text, askedSentences(prompt.instruction)), schema);
  }
  const exact = findFormat(text, format) ?? labelled;
  if (exact !== null || format) return exact === null ? undefined : clip(exact, schema);
  return clip(FIRST_LINE.test(description) ? firstLine(text) : bestSentence(field), schema);
}

function bestSentence(field: Field): string {
  const [best] = rankTexts(wantedWords(field), tellingSentences(field.text));
  return best && best.score > 0 ? best.text : leadSentences(field.text, 1);
}

/** A date where the pattern takes one as this function writes it; else what fits, first where a label says so. */
function patternField(field: Field, labelled: string | null): string | null {
  const pattern = field.schema.pattern ?? '';
  if (findPattern(SOME_DATE, pattern) === SOME_DATE) return findDate(field.text, wantedWords(field), false);
  return (labelled === null ? null : findPattern(labelled, pattern)) ?? findPattern(field.text, pattern);
}

const SOME_DATE = '2026-12-31';
const FIRST_LINE = /\bfirst line\b/i;

function firstLine(text: string): string {
  return text.trim().split('\n')[0]?.trim() ?? '';
}

function clip(text: string, { maxLength }: JsonSchema): string {
  if (maxLength === undefined || text.length <= maxLength) return text;
  const cut = text.slice(0, Math.max(0, maxLength - 1));
  const end = cut.lastIndexOf(' ');
  return `${end > 0 ? cut.slice(0, end) : cut}…`.slice(0, maxLength);
}

/** Labels explained in the prompt or in the field's own description. */
function hintsOf(schema: JsonSchema, { prompt }: Source): ReadonlyMap<string, string> {
  return new Map([...prompt.definitions, ...readDefinitions(schema.description ?? '')]);
}

function wantedWords({ name, schema }: Pick<Field, 'name' | 'schema'>): string {
  const spaced = name.replace(/([a-z])([A-Z])/g, '$1 $2').replace(/[_-]+/g, ' ');
  return [spaced, schema.title ?? '', schema.description ?? ''].join(' ');
}

function firstConcrete(schema: JsonSchema): JsonSchema {
  const options = schema.anyOf ?? schema.oneOf;
  return options?.find((option) => option.type !== 'null') ?? schema;
}

function typeOf(schema: JsonSchema): string {
  const named = Array.isArray(schema.type) ? schema.type.find((type) => type !== 'null') : schema.type;
  return named ?? (schema.properties ? 'object' : schema.items ? 'array' : 'string');
}

function isNullable(schema: JsonSchema): boolean {
  const options = schema.anyOf ?? schema.oneOf ?? [];
  return (Array.isArray(schema.type) && schema.type.includes('null')) || options.some((option) => option.type === 'null');
}

function emptyOf(schema: JsonSchema): Json {
  switch (typeOf(schema)) {
    case 'array':
      return [];
    case 'integer':
    case 'number':
      return schema.minimum ?? 0;
    default:
      return '';
  }
}
