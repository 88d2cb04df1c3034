import type { FlowBody, FlowDocument, FlowNode } from '@/lib/dsl/document';
import { FACTS_TEMPLATE, REPORT_TEMPLATE, SUMMARY_PROMPT } from './prompts';

/** Longer than this is slow, in ms. */
const PATIENCE_MS = 3000;

const VERDICT = `{{ nodes.fetch.output == null
  ? (nodes.fetch.error.code == 'http_status' ? 'broken' : (nodes.fetch.error.class == 'timeout' ? 'slow' : 'unreachable'))
  : (item.expect != '' && !string(nodes.fetch.output.body).contains(item.expect) ? 'wrong content'
  : (nodes.fetch.output.url != item.url ? 'moved' : 'fine')) }}`;

const DETAIL = `{{ nodes.fetch.output == null ? nodes.fetch.error.message
  : (item.expect != '' && !string(nodes.fetch.output.body).contains(item.expect) ? 'Does not say "' + item.expect + '"'
  : (nodes.fetch.output.url != item.url ? 'Now at ' + nodes.fetch.output.url : 'Status ' + string(nodes.fetch.output.status))) }}`;

/** One address: fetched, and judged by what came back. A failure is a finding here, not the end. */
const LINK_BODY: FlowBody = {
  nodes: [
    {
      id: 'fetch',
      type: 'http_request',
      label: 'Fetch the page',
      method: 'GET',
      url: '{{ item.url }}',
      timeout_ms: PATIENCE_MS,
      retry: { max: 0 },
      on_error: 'continue',
    },
    { id: 'judge', type: 'transform', label: 'Judge it', values: { url: '{{ item.url }}', verdict: VERDICT, detail: DETAIL } },
  ],
  edges: [{ from: 'fetch', to: 'judge' }],
};

const LINES = "{{ input.links.replace('\\r', '').split('\\n').map(l, l.trim()).filter(l, l != '') }}";

/** `address | words that must be there`; an address that begins with a slash belongs to the site. */
const LINKS = `{{ nodes.lines.output.lines.map(l, {
  'url': (l.startsWith('/') ? input.site : '') + l.split('|')[0].trim(),
  'expect': size(l.split('|')) > 1 ? l.split('|')[1].trim() : ''}) }}`;

const NODES: FlowNode[] = [
  { id: 'lines', type: 'transform', label: 'Read the list', values: { lines: LINES } },
  { id: 'links', type: 'transform', label: 'Complete the addresses', values: { links: LINKS } },
  {
    id: 'each_link',
    type: 'map',
    label: 'Each link',
    items: '{{ nodes.links.output.links }}',
    concurrency: 5,
    on_item_error: 'continue',
    result: '{{ nodes.judge.output }}',
    body: LINK_BODY,
  },
  {
    id: 'tally',
    type: 'transform',
    label: 'Count',
    values: {
      total: '{{ size(nodes.each_link.output.items) }}',
      by_verdict: "{{ nodes.each_link.output.items.filter(l, l != null).groupCount('verdict') }}",
      bad: "{{ nodes.each_link.output.items.filter(l, l != null && l.verdict != 'fine') }}",
    },
  },
  { id: 'facts', type: 'template', label: 'Findings in sentences', template: FACTS_TEMPLATE },
  { id: 'summary', type: 'llm_completion', label: 'Sum up', provider: 'demo', prompt: SUMMARY_PROMPT },
  { id: 'report', type: 'template', label: 'Report', template: REPORT_TEMPLATE },
];

/** A list of addresses: each fetched and judged, counted, summed up, and written into a report. */
export const linkCheckDocument: FlowDocument = {
  dsl: 1,
  name: 'Check links',
  description: 'Fetches every address of a list and reports what is broken, slow, moved or says something else than it should.',
  inputs: {
    type: 'object',
    required: ['site', 'links'],
    properties: {
      site: {
        type: 'string',
        title: 'Site',
        description: 'Where addresses that begin with a slash belong, without a slash at its end.',
        pattern: '^https?://[^/]+$',
        examples: ['https://www.example.com'],
      },
      links: {
        type: 'string',
        title: 'Links',
        description: 'One address a line; after a bar (|), words that must be on the page.',
        'x-widget': 'textarea',
        examples: ['/about | Our history'],
      },
    },
  },
  nodes: NODES,
  edges: [
    { from: 'lines', to: 'links' },
    { from: 'links', to: 'each_link' },
    { from: 'each_link', to: 'tally' },
    { from: 'tally', to: 'facts' },
    { from: 'facts', to: 'summary' },
    { from: 'summary', to: 'report' },
  ],
  outputs: {
    report: '{{ nodes.report.output.text }}',
    summary: '{{ nodes.summary.output.text }}',
    by_verdict: '{{ nodes.tally.output.by_verdict }}',
    links: '{{ nodes.each_link.output.items }}',
  },
  triggers: [],
  layout: {
    nodes: {
      lines: { x: 0, y: 140 },
      links: { x: 280, y: 140 },
      each_link: { x: 560, y: 140 },
      fetch: { x: 40, y: 120 },
      judge: { x: 340, y: 120 },
      tally: { x: 860, y: 140 },
      facts: { x: 1140, y: 140 },
      summary: { x: 1420, y: 140 },
      report: { x: 1700, y: 140 },
    },
    notes: [],
    groups: [],
  },
};
