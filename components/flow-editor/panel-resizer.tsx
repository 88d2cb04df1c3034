'use client';

import type { KeyboardEvent, PointerEvent } from 'react';
import { useT } from '@/components/ui/i18n-provider';
import styles from './bottom-panel.module.css';
import { useTools, useUi } from './editor-context';
import { PANEL_HEIGHT } from './editor-ui';

const STEP_PX = 24;

/** The upper edge of the panel, dragged or moved by arrow keys. */
export function PanelResizer() {
  const t = useT();
  const { ui } = useTools();
  const height = useUi((state) => state.panelHeightPx);
  const set = (next: number) => ui.setState({ panelHeightPx: Math.min(PANEL_HEIGHT.max, Math.max(PANEL_HEIGHT.min, Math.round(next))) });
  const onPointerMove = (event: PointerEvent<HTMLHRElement>) => {
    if (event.currentTarget.hasPointerCapture(event.pointerId)) set(height - event.movementY);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowUp: STEP_PX, ArrowDown: -STEP_PX }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    set(height + step);
  };
  return (
    <hr
      aria-orientation="horizontal"
      aria-label={t('editor.resizePanel')}
      aria-valuemin={PANEL_HEIGHT.min}
      aria-valuemax={PANEL_HEIGHT.max}
      aria-valuenow={height}
      tabIndex={0}
      className={styles.resizer}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={onPointerMove}
      onKeyDown={onKeyDown}
    />
  );
}
