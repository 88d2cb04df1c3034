'use client';

import { isMacKeyboard } from '@/components/shortcuts';
import { useT } from '@/components/ui/i18n-provider';
import { IconButton } from '@/components/ui/icon-button';
import { type ActionId, actionOf } from './editor-actions';
import { useTools } from './editor-context';
import { shortcutText } from './shortcuts';

/** An action as a button of its icon; its tooltip names the shortcut. */
export function ActionButton({ id, disabled = false, pressed }: { id: ActionId; disabled?: boolean; pressed?: boolean }) {
  const t = useT();
  const tools = useTools();
  const action = actionOf(id);
  return (
    <IconButton
      icon={action.icon}
      size="small"
      label={`${t(action.label)} (${shortcutText(id, isMacKeyboard())})`}
      {...(pressed === undefined ? {} : { pressed })}
      disabled={disabled || !action.isEnabled(tools)}
      onClick={() => action.perform?.(tools)}
    />
  );
}
