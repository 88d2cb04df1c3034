'use client';

import { Button } from '@/components/ui/button';
import { useT } from '@/components/ui/i18n-provider';
import { useRun, useTools } from './editor-context';
import { isRunGoingOn } from './run-state';
import { useStopRun } from './use-run-control';

/** Run, and while a run goes on, Stop. */
export function RunButton() {
  const t = useT();
  const { ui } = useTools();
  const isOn = useRun(isRunGoingOn);
  const starting = useRun((state) => state.starting);
  const stopping = useRun((state) => state.stopping);
  const stop = useStopRun();
  if (isOn) {
    return (
      <Button variant="danger" icon="square" busy={stopping} onClick={stop}>
        {t(stopping ? 'editor.stopping' : 'editor.stop')}
      </Button>
    );
  }
  return (
    <Button variant="primary" icon="play" busy={starting} onClick={() => ui.setState({ dialog: 'run' })}>
      {t(starting ? 'editor.starting' : 'editor.run')}
    </Button>
  );
}
