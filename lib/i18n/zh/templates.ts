import type { Catalogue } from '@/lib/i18n/catalogue';

/** The gallery of templates. */
export const templates: Catalogue['templates'] = {
  needsNothing: '无需其他准备：自带示例数据，无需密钥和网络',
  time: '使用演示模型约 {time}，{calls, plural, other {# 次模型调用}}',
  cost: '使用演示模型免费；使用 {model} 每次运行约 {cost}（{tokens} 个 token，按 {asOf} 的价格）',
  welcome: {
    title: '回复客户',
    text: '阅读来信，选出适用的规则，并写好回信。',
    needs: '自带一封来信；无需密钥和网络',
  },
  'support-triage': {
    title: '分拣客服工单',
    text: '拆分工单文件，让模型逐张阅读，分派给相应团队，并统计和总结当天情况。',
    needs: '自带 44 张工单；无需密钥和网络',
  },
  'manual-answers': {
    title: '根据手册回答',
    text: '在一份很长的 Markdown 手册中找出与问题相关的章节，据此回答，并逐条核对引文。',
    needs: '自带约 6,700 个英文单词的手册；无需密钥和网络',
  },
  'link-check': {
    title: '检查链接',
    text: '逐个读取列表中的网址，指出哪些失效、缓慢、已迁移或内容不符，并写成报告。',
    needs: '自带 7 个由 Millrace 自己提供的页面；无需密钥和网络',
  },
  'invoice-fields': {
    title: '读取发票',
    text: '把各种版式的发票读成字段，并用代码核对金额是否相符、日期是否存在。',
    needs: '自带 14 张发票，共 7 种货币；无需密钥和网络',
  },
};
