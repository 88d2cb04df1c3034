'use client';

import { useEffect, useRef } from 'react';
import styles from './run-list.module.css';

/** A box that chooses runs; `some` is drawn as a dash. Hears whether shift was held. */
export function RunBox({
  state,
  label,
  onChange,
}: {
  state: 'none' | 'some' | 'all';
  label: string;
  onChange: (isIn: boolean, isRange: boolean) => void;
}) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    // The dash is no attribute: only the element itself can be told.
    if (input.current) input.current.indeterminate = state === 'some';
  }, [state]);
  return (
    <label className={styles.box}>
      <input
        ref={input}
        type="checkbox"
        aria-label={label}
        checked={state === 'all'}
        onChange={(event) => {
          // The browser makes a change out of a click, or of the space bar.
          const { nativeEvent } = event;
          onChange(event.target.checked, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey);
        }}
      />
    </label>
  );
}
