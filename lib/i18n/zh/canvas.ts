import type { Catalogue } from '@/lib/i18n/catalogue';

/** Sentences of the drawing: nodes, edges, controls. */
export const canvas: Catalogue['canvas'] = {
  label: '流程画布',
  node: '{title}，{type}',
  edge: '从 {from}{port, select, out {} other {（端口 {port}）}} 到 {to}',
  moved: '已向{direction, select, up {上} down {下} left {左} other {右}}移动到 {x}，{y}',
  edgeHelp: '按 Enter 选中连线，按 Delete 删除。',
  itemsFailed: '{count, plural, other {# 项失败}}',
  openBody: '打开“{title}”的内部',
  bodySize: '{count, plural, other {内含 # 个节点}}',
  items: '{done} / {total}',
  tokens: '{count} token',
  firstToken: '首个 token {ms}',
  disabled: '已停用',
  fit: '缩放至完整显示流程',
  zoomIn: '放大',
  zoomOut: '缩小',
  minimap: '缩略图',
  streamed: '“{title}”目前的文本',
  help: '按 Enter 选中节点，用方向键移动，按 Delete 删除。',
};
