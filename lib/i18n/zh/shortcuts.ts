import type { Catalogue } from '@/lib/i18n/catalogue';

/** The sheet of keyboard shortcuts. */
export const shortcuts: Catalogue['shortcuts'] = {
  title: '键盘快捷键',
  text: '单字母快捷键在没有输入框获得焦点时有效。',
  everywhere: '所有页面',
  show: '显示此列表',
  toFlows: '前往流程',
  toRuns: '前往运行',
  toApprovals: '前往审批',
  toDashboard: '前往仪表盘',
  toSettings: '前往设置',
  or: '或',
  next: '再按',
};
