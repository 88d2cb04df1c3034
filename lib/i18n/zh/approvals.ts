import type { Catalogue } from '@/lib/i18n/catalogue';

/** What waits for a person's decision. */
export const approvals: Catalogue['approvals'] = {
  title: '审批',
  mine: '等待我处理',
  all: '全部',
  waiting: '{count, plural, other {# 项等待您处理}}',
  empty: {
    title: '没有等待您处理的审批',
    text: '当运行到达您可以决定的“审批”节点时，会显示在这里。',
  },
  run: '运行',
  opened: '开始等待：',
  due: '截止：',
  approvers: '审批人：{names}',
  notYours: '此事应由其他人决定。',
  comment: '备注',
  approve: '批准',
  reject: '拒绝',
  approved: '已批准，运行将继续。',
  rejected: '已拒绝，运行将继续。',
};
