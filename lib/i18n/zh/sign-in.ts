import type { Catalogue } from '@/lib/i18n/catalogue';

/** The sign-in pages. */
export const signIn: Catalogue['signIn'] = {
  title: '登录',
  text: '此 Millrace 没有密码。所有者使用一次性链接登录，链接会显示在启动它的地方。',
  stepCommand: '在项目文件夹中运行',
  stepOpen: '在这台计算机上打开它显示的链接。链接只能使用一次，十分钟内有效。',
  command: 'npm run link',
  linkTitle: '登录 Millrace',
  linkText: '此链接将在此浏览器中以该 Millrace 所有者的身份登录。',
  linkSubmit: '登录',
  linkInvalidTitle: '此链接已失效',
  linkInvalidText: '登录链接只能使用一次，十分钟内有效。请生成新链接：',
  expired: '会话已结束，请重新登录。',
};
