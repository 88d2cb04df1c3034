import type { Catalogue } from '@/lib/i18n/catalogue';
import { approvals } from './approvals';
import { canvas } from './canvas';
import { common } from './common';
import { dashboard } from './dashboard';
import { editor } from './editor';
import { errors } from './errors';
import { failures } from './failures';
import { flows } from './flows';
import { form } from './form';
import { fixes, issues } from './issues';
import { nav } from './nav';
import { nodes } from './nodes';
import { run } from './run';
import { runs } from './runs';
import { settings } from './settings';
import { shortcuts } from './shortcuts';
import { signIn } from './sign-in';
import { templates } from './templates';
import { transfer } from './transfer';
import { versions } from './versions';

/** The Simplified Chinese catalogue. */
export const zh: Catalogue = {
  common,
  nav,
  flows,
  templates,
  transfer,
  editor,
  form,
  canvas,
  run,
  dashboard,
  approvals,
  runs,
  settings,
  shortcuts,
  signIn,
  versions,
  nodes,
  issues,
  fixes,
  failures,
  errors,
};
