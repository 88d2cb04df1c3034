import type { Json, JsonObject } from '@/lib/std/json';
import type { JsonSchema } from './json-schema';

/** The document version this code reads and writes. */
export const DSL_VERSION = 1;

/** Node ids: also their names in expressions, so no CEL reserved word either. */
export const NODE_ID_PATTERN = /^[a-z][a-z0-9_]{0,63}$/;

/** Classes of failure that retry policies name. */
export const FAILURE_CLASSES = ['rate_limited', 'timeout', 'unavailable', 'invalid', 'denied', 'bug'] as const;
export type FailureClass = (typeof FAILURE_CLASSES)[number];

/** `max` = tries after the first. Times in ms. */
export interface RetryField {
  max: number;
  backoff?: 'fixed' | 'exp';
  initial_ms?: number;
  max_ms?: number;
  jitter?: boolean;
  on?: FailureClass[];
}

/** Fields every node may carry; definitions may not declare parameters of these names. */
export const COMMON_NODE_FIELDS = [
  'id',
  'type',
  'label',
  'notes',
  'retry',
  'timeout_ms',
  'on_error',
  'join',
  'compensate',
  'cache',
  'cost_tag',
  'pool',
  'disabled',
  'on_uncertain',
  'idempotency',
  'body',
] as const;

/** A node as written: common fields, and its type's own parameters flat beside them. */
export interface FlowNode {
  id: string;
  type: string;
  label?: string;
  notes?: string;
  retry?: RetryField;
  timeout_ms?: number;
  on_error?: 'fail' | 'continue' | 'branch';
  join?: 'all' | 'any';
  compensate?: JsonObject;
  cache?: { ttl_ms: number; key?: string };
  cost_tag?: string;
  pool?: string;
  disabled?: boolean;
  on_uncertain?: 'retry' | 'verify' | 'ask' | 'fail';
  idempotency?: { header: string };
  /**
   * Nodes and edges of its own, for node types whose control is `scope` (read it by `scopeBody`); for a type that declares a
   * parameter of this name, such as the body of an HTTP request, any JSON.
   */
  body?: FlowBody | Json;
  [parameter: string]: Json | FlowBody | RetryField | undefined;
}

/** A node's own nodes and edges; undefined where its `body` is a parameter or absent. An object with both lists is a scope. */
export function scopeBody(node: Pick<FlowNode, 'body'>): FlowBody | undefined {
  const { body } = node;
  if (typeof body !== 'object' || body === null || !('nodes' in body && 'edges' in body)) return undefined;
  // Both members are lists of nodes and edges once the shape was checked.
  return Array.isArray(body.nodes) && Array.isArray(body.edges) ? (body as FlowBody) : undefined;
}

/** Nodes and edges of one scope. */
export interface FlowBody {
  nodes: FlowNode[];
  edges: FlowEdge[];
}

/** An edge; identity is the four values with their defaults `out` and `in`. */
export interface FlowEdge {
  from: string;
  port?: string;
  to: string;
  input?: string;
}

/** Place of a node on the canvas, in canvas pixels. */
export interface NodeLayout {
  x: number;
  y: number;
  w?: number;
  h?: number;
}

/** A sticky note on the canvas; text is Markdown. */
export interface LayoutNote {
  id: string;
  x: number;
  y: number;
  w: number;
  h: number;
  text: string;
  color?: string;
}

/** A named frame around nodes. */
export interface LayoutGroup {
  id: string;
  title: string;
  nodeIds: string[];
  description?: string;
}

/** Pixels: kept apart so that moving a box is never a change of meaning. */
export interface Layout {
  nodes: Record<string, NodeLayout>;
  notes: LayoutNote[];
  groups: LayoutGroup[];
}

/** A declared trigger; publishing activates it. */
export interface TriggerDeclaration {
  id: string;
  type: 'manual' | 'api' | 'webhook' | 'schedule' | 'event' | 'chat';
  path?: string;
  auth?: 'none' | 'token' | 'hmac';
  credential?: string;
  respond?: 'accepted' | 'result';
  input?: Json;
}

/** A whole flow document, DSL version 1. */
export interface FlowDocument {
  dsl: 1;
  name: string;
  description?: string;
  inputs: JsonSchema;
  nodes: FlowNode[];
  edges: FlowEdge[];
  outputs: Record<string, Json>;
  triggers: TriggerDeclaration[];
  timeout_ms?: number;
  /** Business keys of every run, name -> text or template over `input` and `vars`: at most eight, evaluated when a run is made. */
  labels?: Record<string, string>;
  /** Under which money is summed, for nodes that have no tag of their own. */
  cost_tag?: string;
  layout: Layout;
}
