import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type FlowBody, type FlowDocument, type FlowNode, parseDocumentValue, topologicalOrder, validateDocument } from '@/lib/dsl';
import { scopeBody } from '@/lib/dsl/document';
import { compileExpression, compileParameters, compileValue, type ExpressionScope } from '@/lib/dsl/expression';
import { createDemoModel } from '@/lib/llm/demo/demo-model';
import { catalog } from '@/lib/nodes/catalog';
import { executors } from '@/lib/nodes/registry';
import { aContext } from '@/lib/nodes/testing/a-context';
import { isJsonObject, type Json, type JsonObject } from '@/lib/std/json';
import { FIRST_TEMPLATE, findTemplate, TEMPLATES } from './index';
import { SAMPLE_MANUAL } from './manual-answers/sample-manual';
import { SAMPLE_TICKETS } from './support-triage/sample-tickets';

const demo = createDemoModel({ tokensPerSecond: 1_000_000 });

/** Tokens the demo model wrote, one after another: at its own speed they are the time a person waits. */
interface Walked {
  outputs: JsonObject;
  nodes: Map<string, Json>;
  tokens: number;
}

/** Walks a document one node at a time: enough of the engine's rules to see that a template's expressions and prompts work. */
async function walk(document: FlowDocument, input: JsonObject): Promise<Walked> {
  const nodes = new Map<string, Json>();
  const walked: Walked = { outputs: {}, nodes, tokens: 0 };
  const scope: ExpressionScope = {
    input,
    run: {},
    vars: {},
    nodes: (id) => (nodes.has(id) ? { output: nodes.get(id) ?? null, error: null } : undefined),
  };
  await walkBody(document, scope, walked);
  const outputs = value(compileValue(document.outputs));
  walked.outputs = value(outputs.render(scope)) as JsonObject;
  return walked;
}

async function walkBody(body: FlowBody, scope: ExpressionScope, walked: Walked): Promise<void> {
  const ports = new Map<string, string>();
  for (const id of topologicalOrder(body).order) {
    const incoming = body.edges.filter((edge) => edge.to === id);
    const isLive = incoming.length === 0 || incoming.some((edge) => ports.has(edge.from) && (edge.port ?? 'out') === ports.get(edge.from));
    const node = body.nodes.find((candidate) => candidate.id === id);
    if (!node || !isLive) walked.nodes.set(id, null);
    else ports.set(id, await runNode(node, scope, walked));
  }
}

async function runNode(node: FlowNode, scope: ExpressionScope, walked: Walked): Promise<string> {
  const description = catalog.get(node.type);
  if (!description) throw new Error(`No node type ${node.type}`);
  const compiled = value(compileParameters(node, description));
  const body = scopeBody(node);
  if (body) {
    walked.nodes.set(node.id, { items: await runItems(body, compiled, scope, walked) });
    return 'out';
  }
  const context = aContext({
    evaluate: (source) => value(value(compileExpression(source)).evaluate(scope)),
    chat: async (request) => {
      const answer = await demo(request, new AbortController().signal);
      walked.tokens += answer.usage?.completionTokens ?? 0;
      return answer;
    },
  });
  const result = await executors.get(node.type)?.execute(value(compiled.resolve(scope)), context);
  walked.nodes.set(node.id, result?.output ?? null);
  return result?.port ?? 'out';
}

async function runItems(body: FlowBody, compiled: CompiledMap, scope: ExpressionScope, walked: Walked): Promise<Json[]> {
  const { items } = value(compiled.resolve(scope, ['result']));
  const results: Json[] = [];
  for (const [index, item] of (Array.isArray(items) ? items : []).entries()) {
    const inner = { ...scope, item, index };
    await walkBody(body, inner, walked);
    results.push(value(compiled.resolveOne('result', inner)) ?? null);
  }
  return results;
}

type CompiledMap = Extract<ReturnType<typeof compileParameters>, { ok: true }>['value'];

function value<T>(result: { ok: true; value: T } | { ok: false; error: unknown }): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

describe.each(TEMPLATES.map((template) => [template.name, template] as const))('template %s', (_name, template) => {
  it('is a valid document without an error or a warning', () => {
    const document = value(parseDocumentValue(JSON.parse(JSON.stringify(template.document))));
    expect(validateDocument(document, catalog, { configuredProviders: ['demo'] })).toEqual([]);
  });

  it('places every node, and none on another', () => {
    const places = Object.entries(template.document.layout.nodes);
    const ids = template.document.nodes.flatMap((node) => [node.id, ...(scopeBody(node)?.nodes.map((inner) => inner.id) ?? [])]);
    expect(places.map(([id]) => id).sort()).toEqual(ids.sort());
  });

  it('takes its sample as its inputs say', () => {
    const given = { ...template.sampleInput, ...(template.siteInput && { [template.siteInput]: 'http://127.0.0.1:3000' }) };
    for (const name of template.document.inputs.required ?? []) expect(given).toHaveProperty(name);
  });
});

describe('the first template', () => {
  it('is small and ends with a letter that answers the message', async () => {
    const template = findTemplate(FIRST_TEMPLATE);
    if (!template) throw new Error('No first template');
    expect(template.document.nodes.length).toBeLessThanOrEqual(6);
    const { outputs, nodes, tokens } = await walk(template.document, template.sampleInput);
    expect(outputs.topic).toBe('returns');
    expect(nodes.get('shop_rules')).toBeNull();
    expect(nodes.get('read')).toMatchObject({ json: { order: 'TW-48213' } });
    expect(String(outputs.reply)).toMatch(
      /^Dear Priya,\n\n[\s\S]*We pay the shipping of every return[\s\S]*The refund takes[\s\S]*Tidewater Outdoor$/,
    );
    // At 40 tokens a second this is what a newcomer watches: long enough to see, short enough to stay.
    expect(tokens / 40).toBeGreaterThan(3);
    expect(tokens / 40).toBeLessThan(8);
  });

  it('goes the other way for another message', async () => {
    const { outputs, nodes } = await walk(TEMPLATES[0]?.document as FlowDocument, {
      name: 'Tom',
      message: 'Do you repair tents of other brands, and how long does it take?',
    });
    expect(outputs.topic).toBe('shop');
    expect(nodes.get('return_rules')).toBeNull();
    expect(String(outputs.reply)).toContain('We repair jackets, packs and tents of every brand');
  });
});

/** What a person says each of the tickets is about, in file order. */
const BY_HAND = (
  'refund bug delivery question complaint refund bug delivery question refund complaint bug delivery question refund complaint question bug ' +
  'delivery refund question complaint bug delivery question refund bug delivery question refund bug question delivery complaint refund bug ' +
  'question delivery complaint refund bug question delivery refund'
).split(' ');

const SHIPPED_TEXTS = [
  ['rill-8-manual.md', 'manual-answers', 'manual'],
  ['invoices.txt', 'invoice-fields', 'invoices'],
] as const;

it.each(SHIPPED_TEXTS)('ships %s in the file and in the template alike', (file, name, input) => {
  expect(findTemplate(name)?.sampleInput[input]).toBe(readFileSync(`public/samples/${file}`, 'utf8'));
});

it('ships a manual of at least six thousand words', () => {
  expect(SAMPLE_MANUAL.split(/\s+/).length).toBeGreaterThan(6000);
});

describe('support triage', () => {
  it('ships at least forty tickets, in the file and in the template alike', () => {
    expect(readFileSync('public/samples/support-tickets.txt', 'utf8')).toBe(SAMPLE_TICKETS);
    expect(SAMPLE_TICKETS.match(/^Ticket: \d+$/gm)?.length).toBeGreaterThanOrEqual(40);
  });

  it('sorts the shipped tickets as a person would, nearly always, and adds up', async () => {
    const { outputs } = await walk(findTemplate('support-triage')?.document as FlowDocument, { tickets: SAMPLE_TICKETS });
    const tickets = (outputs.tickets as JsonObject[]).map((ticket) => ticket.category);
    expect(tickets).toHaveLength(BY_HAND.length);
    const right = tickets.filter((category, index) => category === BY_HAND[index]).length;
    expect(right / BY_HAND.length).toBeGreaterThan(0.8);
    const counts = isJsonObject(outputs.by_category) ? Object.values(outputs.by_category) : [];
    expect(counts.reduce<number>((sum, count) => sum + Number(count), 0)).toBe(outputs.total);
    expect(String(outputs.summary)).toContain('44 support tickets were read');
    expect((outputs.tickets as JsonObject[]).filter(({ team }) => team === 'billing').every(({ category }) => category === 'refund')).toBe(
      true,
    );
  }, 30_000);
});
