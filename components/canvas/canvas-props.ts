import type { NodeCatalog } from '@/lib/dsl/catalog';
import type { FlowDocument, FlowEdge, NodeLayout } from '@/lib/dsl/document';
import type { CanvasOverlay } from './overlay';
import type { CanvasMarks, NodeIssues } from './to-canvas';

/** What the drawing shows and what it tells. Gestures come back as plain data; the owner turns them into edit commands. */
export interface CanvasViewProps {
  document: FlowDocument;
  /** Id of the node whose body is shown; null is the top level. */
  scope: string | null;
  catalog: NodeCatalog;
  selection: ReadonlySet<string>;
  selectedEdge?: FlowEdge | null;
  overlay: CanvasOverlay;
  issues: ReadonlyMap<string, NodeIssues>;
  readOnly: boolean;
  /** Once per drag end, and per nudge by arrow key. */
  onMove?: (moves: Record<string, NodeLayout>) => void;
  onConnect?: (edge: FlowEdge) => void;
  /** Why an edge is refused; null when it may be. */
  connectProblem?: (edge: FlowEdge) => string | null;
  /** A connection was dropped where it may not be; `problem` is what `connectProblem` said. */
  onConnectRefused?: (problem: string) => void;
  /** Once per change by the person; `onSelectEdge` follows with the selected edge, or null. */
  onSelect: (nodeIds: string[]) => void;
  onSelectEdge?: (edge: FlowEdge | null) => void;
  onDelete?: (nodeIds: string[], edges: FlowEdge[]) => void;
  onOpenBody?: (nodeId: string) => void;
  /** A node type was dropped from the palette. */
  onDropType?: (type: string, at: NodeLayout) => void;
  /** Double-click on empty canvas. */
  onAddAt?: (at: NodeLayout) => void;
  /** What a comparison says of nodes and edges. */
  marks?: CanvasMarks;
  /** Pans there when it changes. */
  focusNodeId?: string | null;
}

/** Drag data type of a node type on its way from the palette. */
export const PALETTE_DATA = 'application/x-millrace-node';
