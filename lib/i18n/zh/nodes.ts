import type { Catalogue } from '@/lib/i18n/catalogue';

/** Names of the node types and their groups. A type without an entry (a plugin's) shows its own title. */
export const nodes: Catalogue['nodes'] = {
  category: { model: '模型', connect: '连接', shape: '加工', decide: '判断与重复', code: '代码' },
  llm_completion: { title: '语言模型', description: '询问聊天模型，并流式返回回答。' },
  http_request: { title: 'HTTP 请求', description: '调用网址并读取其响应。' },
  template: { title: '文本模板', description: '将值填入文本。' },
  transform: { title: '转换', description: '由已有的值生成新值。' },
  switch: { title: '分支', description: '从几条路径中选择一条。' },
  code: { title: '代码', description: '在隔离环境中运行 JavaScript。' },
  map: { title: '逐项处理', description: '对列表中的每一项执行相同的操作，可同时处理多项。' },
  wait: { title: '等待', description: '等待一段时间，或等到指定时刻再继续。' },
  approval: { title: '审批', description: '由人员批准或拒绝后，运行才会继续。' },
  callback: { title: '回调', description: '等待其他系统回调。' },
};
