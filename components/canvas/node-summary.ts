import type { NodeTypeDescription } from '@/lib/dsl/catalog';
import type { FlowNode } from '@/lib/dsl/document';

const SUMMARY_CHARS = 120;

/** The line or two that a card shows of a node's parameters: the one its type names, else the first text it has. */
export function nodeSummary(node: FlowNode, description: NodeTypeDescription): string | null {
  const named = description.summary === undefined ? undefined : node[description.summary];
  const text = textOf(named) ?? firstText(node, description);
  return text === null ? null : text.replaceAll(/\s+/g, ' ').slice(0, SUMMARY_CHARS);
}

function firstText(node: FlowNode, description: NodeTypeDescription): string | null {
  for (const name of Object.keys(description.parameters.properties ?? {})) {
    const text = textOf(node[name]);
    if (text !== null) return text;
  }
  return null;
}

function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value.trim() === '' ? null : value.trim();
  if (Array.isArray(value)) return value.length === 0 ? null : value.map((item) => conditionOf(item)).join(' · ');
  if (typeof value === 'object' && value !== null) return Object.keys(value).length === 0 ? null : Object.keys(value).join(', ');
  return null;
}

/** A case of a list is told by its condition, where it has one. */
function conditionOf(item: unknown): string {
  if (typeof item === 'object' && item !== null && 'when' in item && typeof item.when === 'string') return item.when;
  return typeof item === 'string' ? item : JSON.stringify(item);
}
