export { type CanvasViewProps, PALETTE_DATA } from './canvas-props';
export { CanvasView } from './canvas-view';
export { type CanvasOverlay, createCanvasOverlay, type OverlayState, pathOf } from './overlay';
export { RunCanvas, type RunCanvasProps } from './run-canvas';
export { CARD_WIDTH, type CanvasMark, type CanvasMarks, type NodeIssues, shownBody } from './to-canvas';
