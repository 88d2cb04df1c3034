'use client';

import { Button } from '@/components/ui/button';
import { useT } from '@/components/ui/i18n-provider';
import type { IconName } from '@/components/ui/icon';
import { useTools, useUi } from './editor-context';
import frame from './editor-frame.module.css';
import type { UiState } from './editor-ui';

const SHEETS = [
  { sheet: 'palette', icon: 'plus', label: 'editor.palette' },
  { sheet: 'inspector', icon: 'settings', label: 'editor.inspector' },
  { sheet: 'panel', icon: 'list', label: 'editor.runAndProblems' },
] as const satisfies readonly { sheet: NonNullable<UiState['sheet']>; icon: IconName; label: string }[];

/** On phones: opens what stands beside the canvas on wider screens. */
export function MobileBar() {
  const t = useT();
  const { ui } = useTools();
  const open = useUi((state) => state.sheet);
  return (
    <div className={frame.mobileBar} role="toolbar" aria-label={t('editor.sheets')}>
      {SHEETS.map(({ sheet, icon, label }) => (
        <Button
          key={sheet}
          variant="ghost"
          icon={icon}
          aria-pressed={open === sheet}
          onClick={() => ui.setState({ sheet: open === sheet ? null : sheet, ...(sheet === 'panel' ? { panelOpen: true } : {}) })}
        >
          {t(label)}
        </Button>
      ))}
    </div>
  );
}
