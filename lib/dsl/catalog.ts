import type { JsonSchema } from './json-schema';

/** All the engine knows of a node: how it takes part in the walk. */
export type NodeControl = 'task' | 'branch' | 'scope' | 'wait' | 'subflow';

/** What a node does to the outside: nothing, reads it, or writes to it. */
export type EffectKind = 'none' | 'read' | 'write';

/** The effect as data: looked up by one enumerated parameter, else `default`. */
export interface EffectRule {
  default: EffectKind;
  by?: { parameter: string; values: Record<string, EffectKind> };
}

/** Output ports as data: fixed names, and names read from a list parameter (`cases[].port`). */
export interface PortsRule {
  fixed: string[];
  fromList?: { parameter: string; field: string };
}

/** What to do when a write ended without an answer. */
export type OnUncertain = 'retry' | 'verify' | 'ask' | 'fail';

/** A node type as plain JSON: everything the editor, the validator and the engine may ask of it. */
export interface NodeTypeDescription {
  type: string;
  /** Version of the definition; recorded in the snapshot. */
  version: number;
  control: NodeControl;
  category: 'model' | 'connect' | 'shape' | 'decide' | 'code';
  /** Colour family of the icon tile, a token name. */
  tint: 'model' | 'http' | 'logic' | 'data' | 'code';
  /** A lucide icon name in kebab case. */
  icon: string;
  title: string;
  description: string;
  /** Object schema of the type's own parameters, flat beside the common fields. */
  parameters: JsonSchema;
  /** Schema of `nodes.<id>.output`; absent members are dynamic. */
  output: JsonSchema;
  ports: PortsRule;
  effect: EffectRule;
  /** Policy where the node names none, for write effects and for calls that cost. */
  onUncertain: OnUncertain;
  /** Parameter whose text the canvas shows in the node's body. */
  summary?: string;
  /** What a node of control `wait` waits for. */
  waitsFor?: 'timer' | 'person' | 'callback';
  /** The node streams text while it runs. */
  streams?: boolean;
  /** Parameters a fresh node starts with. */
  defaults?: Record<string, import('@/lib/std/json').Json>;
}

/** A set of node types, passed in as an argument: `lib/dsl` has none of its own. */
export interface NodeCatalog {
  get(type: string): NodeTypeDescription | undefined;
  list(): readonly NodeTypeDescription[];
}

/** A catalog over a list of descriptions. Throws when two share a type name. */
export function createCatalog(descriptions: readonly NodeTypeDescription[]): NodeCatalog {
  const byType = new Map<string, NodeTypeDescription>();
  for (const description of descriptions) {
    if (byType.has(description.type)) throw new Error(`Two node types are called ${description.type}`);
    byType.set(description.type, description);
  }
  return { get: (type) => byType.get(type), list: () => descriptions };
}
