import { type FlowBody, type FlowDocument, type FlowEdge, type FlowNode, scopeBody, type TriggerDeclaration } from '@/lib/dsl/document';
import type { JsonSchema } from '@/lib/dsl/json-schema';
import type { Json } from '@/lib/std/json';

/** Nodes and edges of one scope, written as a chain. */
export interface ScopeBuilder {
  /** Without a type the node is a `template` that renders its own id. */
  node(id: string, type?: string, fields?: Record<string, Json>): ScopeBuilder;
  edge(from: string, to: string, port?: string): ScopeBuilder;
  /** Fills the body of a node added before. Throws when there is no such node in this scope. */
  body(nodeId: string, build: (body: ScopeBuilder) => void): ScopeBuilder;
}

/** A whole document, written as a chain; `build` ends it. */
export interface FlowBuilder extends ScopeBuilder {
  node(id: string, type?: string, fields?: Record<string, Json>): FlowBuilder;
  edge(from: string, to: string, port?: string): FlowBuilder;
  body(nodeId: string, build: (body: ScopeBuilder) => void): FlowBuilder;
  input(schema: JsonSchema): FlowBuilder;
  output(name: string, template: Json): FlowBuilder;
  trigger(trigger: TriggerDeclaration): FlowBuilder;
  build(): FlowDocument;
}

/** A document for tests: `aFlow().node('a').node('b').edge('a', 'b').build()`. */
export function aFlow(name = 'A flow'): FlowBuilder {
  const document: FlowDocument = {
    dsl: 1,
    name,
    inputs: { type: 'object', properties: {} },
    nodes: [],
    edges: [],
    outputs: {},
    triggers: [],
    layout: { nodes: {}, notes: [], groups: [] },
  };
  const builder: FlowBuilder = {
    ...inScope(document, () => builder),
    input(schema) {
      document.inputs = schema;
      return builder;
    },
    output(outputName, template) {
      document.outputs[outputName] = template;
      return builder;
    },
    trigger(trigger) {
      document.triggers.push(trigger);
      return builder;
    },
    build: () => structuredClone(document),
  };
  return builder;
}

function inScope<B extends ScopeBuilder>(scope: FlowBody, self: () => B) {
  return {
    node(id: string, type = 'template', fields?: Record<string, Json>): B {
      scope.nodes.push({ id, type, ...(fields ?? (type === 'template' ? { template: id } : {})) });
      return self();
    },
    edge(from: string, to: string, port?: string): B {
      const edge: FlowEdge = port === undefined ? { from, to } : { from, port, to };
      scope.edges.push(edge);
      return self();
    },
    body(nodeId: string, build: (body: ScopeBuilder) => void): B {
      const node = nodeIn(scope, nodeId);
      const body = scopeBody(node) ?? { nodes: [], edges: [] };
      node.body = body;
      const inner: ScopeBuilder = { ...inScope<ScopeBuilder>(body, () => inner) };
      build(inner);
      return self();
    },
  };
}

function nodeIn(scope: FlowBody, nodeId: string): FlowNode {
  const node = scope.nodes.find((candidate) => candidate.id === nodeId);
  if (!node) throw new Error(`Add node ${nodeId} before filling its body`);
  return node;
}
