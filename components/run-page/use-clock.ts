'use client';

import { useEffect, useState } from 'react';

const TICK_MS = 200;

/** The clock in steps of 200 ms while `isRunning`; still afterwards. */
export function useClock(isRunning: boolean): number {
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    if (!isRunning) return;
    const timer = setInterval(() => setNowMs(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, [isRunning]);
  return nowMs;
}
