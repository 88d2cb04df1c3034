import type { Catalogue } from '@/lib/i18n/catalogue';

/** The rail, the bar on top and the user menu. */
export const nav: Catalogue['nav'] = {
  main: '主导航',
  flows: '流程',
  runs: '运行',
  approvals: '审批',
  dashboard: '仪表盘',
  settings: '设置',
  userMenu: '您与此工作区',
  signOut: '退出登录',
  signingOut: '正在退出',
  signOutFailed: '退出登录失败，请重试。',
  language: '语言',
};
