import type { Json, JsonObject } from '@/lib/std/json';
import type { FlowDocument, FlowEdge, FlowNode, Layout, NodeLayout } from './document';

/** How a command enters the undo history: its own entry, merged into the one before with the same key, or not at all. */
export type HistoryPolicy = 'record' | 'merge' | 'skip';

/**
 * One edit of a flow document. `scope` names the node whose body is meant; null is the top level.
 * Editor and server apply the same commands through `applyCommand`.
 */
export type FlowCommand =
  /** `index`: place in the list; absent, or past the end: last. */
  | { kind: 'add_node'; scope: string | null; node: FlowNode; at?: NodeLayout; index?: number }
  | { kind: 'remove_node'; scope: string | null; nodeId: string }
  | { kind: 'rename_node'; nodeId: string; newId: string }
  | { kind: 'set_node_field'; nodeId: string; field: string; value: Json | undefined }
  | { kind: 'replace_node'; nodeId: string; node: FlowNode }
  | { kind: 'add_edge'; scope: string | null; edge: FlowEdge; index?: number }
  | { kind: 'remove_edge'; scope: string | null; edge: FlowEdge }
  /** null takes a node's place away, so that the canvas places it. */
  | { kind: 'move_nodes'; moves: Record<string, NodeLayout | null> }
  | { kind: 'set_layout'; layout: Layout }
  | {
      kind: 'set_document_field';
      field: 'name' | 'description' | 'inputs' | 'outputs' | 'triggers' | 'labels' | 'cost_tag' | 'timeout_ms';
      value: Json | undefined;
    }
  | { kind: 'replace_document'; document: FlowDocument }
  | { kind: 'batch'; commands: FlowCommand[] };

/** The answer of `applyCommand`: the new document and the command that takes it back. */
export interface AppliedCommand {
  document: FlowDocument;
  inverse: FlowCommand;
}

export type { JsonObject };
