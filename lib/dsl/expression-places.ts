import type { NodeCatalog } from './catalog';
import type { CheckContext } from './check-context';
import { parametersOf } from './check-parameters';
import { collectTexts, type TextPlace } from './collect-texts';
import type { FlowNode } from './document';
import type { DocumentPath } from './graph';

/** An expression of the document, and what it may see. */
export interface ExpressionPlace extends TextPlace {
  /** The node that holds it; null for `outputs` and `labels`. */
  nodeId: string | null;
  /** Top-level field of the node or document, for fixes. */
  field: string;
  /** Evaluated once per item, inside the node's body. */
  seesBody: boolean;
  /** Evaluated after the node itself, when its effect is undone. */
  seesItself: boolean;
  /** Evaluated before anything ran: sees inputs and variables alone. */
  isBeforeRun: boolean;
}

/** Parameters of scope nodes that are evaluated after each round of the body, and so see into it. */
const BODY_PARAMETERS: ReadonlySet<string> = new Set(['result', 'until']);

/** Every expression of a document, in document order: parameters by their schemas, cache keys, compensations, outputs, labels. */
export function expressionPlaces({ scopes, catalog, document }: CheckContext): ExpressionPlace[] {
  const places: ExpressionPlace[] = [];
  for (const { body, path } of scopes) {
    body.nodes.forEach((node, index) => {
      places.push(...placesOfNode(node, [...path, 'nodes', index], catalog));
    });
  }
  const base = { nodeId: null, seesBody: false, seesItself: false };
  for (const place of collectTexts(document.outputs, {}, ['outputs']))
    places.push({ ...place, ...base, field: 'outputs', isBeforeRun: false });
  for (const place of collectTexts(document.labels ?? {}, {}, ['labels']))
    places.push({ ...place, ...base, field: 'labels', isBeforeRun: true });
  return places;
}

function placesOfNode(node: FlowNode, path: DocumentPath, catalog: NodeCatalog): ExpressionPlace[] {
  const description = catalog.get(node.type);
  const own = description ? collectTexts(parametersOf(node), description.parameters) : [];
  if (node.cache?.key !== undefined) own.push(...collectTexts(node.cache.key, {}, ['cache', 'key']));
  const isScope = description?.control === 'scope';
  const places = own.map((place) =>
    toPlace(node, place, path, { seesBody: isScope && BODY_PARAMETERS.has(String(place.path[0])), seesItself: false }),
  );
  const compensation = typeof node.compensate?.type === 'string' ? catalog.get(node.compensate.type) : undefined;
  if (node.compensate && compensation) {
    const undo = collectTexts(parametersOf(node.compensate), compensation.parameters, ['compensate']);
    places.push(...undo.map((place) => toPlace(node, place, path, { seesBody: false, seesItself: true })));
  }
  return places;
}

function toPlace(
  node: FlowNode,
  place: TextPlace,
  path: DocumentPath,
  sees: Pick<ExpressionPlace, 'seesBody' | 'seesItself'>,
): ExpressionPlace {
  return { ...place, ...sees, isBeforeRun: false, nodeId: node.id, field: String(place.path[0]), path: [...path, ...place.path] };
}
