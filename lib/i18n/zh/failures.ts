import type { Catalogue } from '@/lib/i18n/catalogue';

/** What a failure code means, and what to do about it. The server's own sentence names the thing; this stands beside it. */
export const failures: Catalogue['failures'] = {
  aborted: { title: '已中止', remedy: '运行不再需要此调用，因此将其中止。' },
  answer_garbled: { title: '响应无法读取', remedy: '对方返回的内容已损坏。请重试；若仍如此，请联系对方的管理员。' },
  certificate_invalid: { title: '证书无效', remedy: '请联系该服务器的管理员更新证书。' },
  connection_lost: { title: '连接中断', remedy: '请重试；如果经常发生，请为节点设置重试。' },
  connection_refused: { title: '对方没有应答', remedy: '请检查主机和端口，并确认服务器正在运行。' },
  effect_denied: { title: '没有发生', remedy: '有人确认该外部写入没有发生。如需写入，请重新运行。' },
  effect_uncertain: { title: '不确定', remedy: '请到对方系统查看是否已发生，然后在此页面上告知结果。' },
  egress_denied: {
    title: '地址被拒绝',
    remedy: '内网地址会被拒绝。运维人员可以用 MILLRACE_EGRESS_ALLOW 放行。',
  },
  expression_limit: { title: '表达式开销过大', remedy: '请简化表达式，或减少处理的数据。' },
  expression_syntax: { title: '表达式无法解析', remedy: '请在编辑器中打开节点，修正表达式。' },
  expression_type: {
    title: '值的类型不对',
    remedy: '请查看任务的输入：有值的类型与表达式的预期不同。',
  },
  host_not_found: { title: '未知主机', remedy: '请检查主机名的拼写。' },
  http_status: {
    title: '对方拒绝了请求',
    remedy: '状态码小于 500 时，请检查节点的 URL、查询参数、请求头和正文；从 500 起，问题在对方，请稍后重试。',
  },
  invalid_request: { title: '请求无法发送', remedy: '请检查节点的方法和请求头。' },
  invalid_parameters: { title: '参数不符合要求', remedy: '请在编辑器中打开节点，检查其参数。' },
  items_not_a_list: { title: '不是列表', remedy: '“逐项处理”节点的项目必须是列表。请检查其表达式。' },
  missing_value: {
    title: '缺少值',
    remedy: '表达式读取了不存在的内容。请检查名称，或先用 has() 判断。',
  },
  model_answer_garbled: {
    title: '响应无法读取',
    remedy: '请重试；若仍如此，请检查接口地址是否确实使用 OpenAI 协议。',
  },
  model_answer_invalid: {
    title: '回答的结构不符',
    remedy: '模型没有遵守 Schema。请简化 Schema，或改用更强的模型。',
  },
  model_denied: { title: '密钥被拒绝', remedy: '请在“设置 > 模型”中检查密钥。' },
  model_not_found: { title: '未知模型', remedy: '请在节点中另选模型，或在“设置 > 模型”中检查接口地址。' },
  model_quota: { title: '额度已用完', remedy: '请为账户充值，或改用其他密钥。' },
  model_rate_limited: { title: '调用过于频繁', remedy: '请降低并发数，或为节点设置重试。' },
  model_request_invalid: { title: '请求未被接受', remedy: '请检查节点的参数：模型可能不支持其中某一项。' },
  model_unavailable: { title: '无法连接模型', remedy: '问题出在服务商一方，请稍后重试。' },
  node_defect: { title: '节点有缺陷', remedy: '这是我们的问题，与您无关。请附上此运行的代码进行反馈。' },
  output_too_large: { title: '输出过大', remedy: '请减少要求的内容，或用“逐项处理”节点拆分工作。' },
  poison: { title: '已崩溃三次', remedy: '此运行三次使其工作进程崩溃。请查看最后开始的任务。' },
  provider_not_configured: {
    title: '此服务商没有密钥',
    remedy: '请在“设置 > 模型”中添加密钥，或在节点中选择演示模型。',
  },
  run_timeout: { title: '运行耗时过长', remedy: '请为流程设置更长的时限，或减少一次处理的内容。' },
  stream_cut: { title: '回答中断', remedy: '已收到的文本会保留。如需完整回答，请重试。' },
  timeout: { title: '过慢', remedy: '请为节点设置更长的时限，或减少要求的内容。' },
  too_many_items: { title: '项目过多', remedy: '请将列表拆分成较小的列表。' },
  too_many_redirects: { title: '重定向过多', remedy: '请检查 URL：对方一直把请求转到别处。' },
  unknown: { title: '未知问题', remedy: '请重试；若仍如此，请附上此运行的代码进行反馈。' },
  worker_lost: { title: '工作进程已离线', remedy: '另一个工作进程已接管。如果任务没有完成，请重新运行。' },
};
