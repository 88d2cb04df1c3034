'use client';

import { type ChangeEvent, type DragEvent, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { cx } from '@/components/ui/cx';
import { Field } from '@/components/ui/field';
import { useT } from '@/components/ui/i18n-provider';
import { Icon } from '@/components/ui/icon';
import { TextArea } from '@/components/ui/text-input';
import { DSL_LIMITS } from '@/lib/dsl/limits';
import styles from './flow-transfer.module.css';

/** Where the text comes from: a file dropped or chosen, or pasted. */
export function ImportSource(props: {
  text: string;
  error: string | null;
  onText: (text: string) => void;
  onError: (error: string) => void;
}) {
  const t = useT();
  const { onText, onError } = props;
  const [fileName, setFileName] = useState<string | null>(null);
  const [isOver, setOver] = useState(false);
  const read = async (file: File) => {
    if (file.size > DSL_LIMITS.textBytes) return onError(t('transfer.tooLarge'));
    try {
      onText(new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer()));
      setFileName(file.name);
    } catch {
      onError(t('transfer.unreadable'));
    }
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file) void read(file);
  };
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the button inside does the same for who cannot drag */}
      <div
        className={cx(styles.drop, isOver && styles.isOver)}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <Icon name="file-text" size={20} />
        <span>{fileName ?? t('transfer.drop')}</span>
        <FileButton onFile={(file) => void read(file)} />
      </div>
      <Field label={t('transfer.paste')} error={props.error}>
        <TextArea
          mono
          rows={10}
          spellCheck={false}
          value={props.text}
          placeholder={t('transfer.placeholder')}
          onChange={(event) => {
            setFileName(null);
            onText(event.target.value);
          }}
        />
      </Field>
    </>
  );
}

function FileButton({ onFile }: { onFile: (file: File) => void }) {
  const t = useT();
  const input = useRef<HTMLInputElement>(null);
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    event.target.value = '';
    if (file) onFile(file);
  };
  return (
    <>
      <input ref={input} type="file" accept=".json,.yaml,.yml,application/json,text/yaml" hidden onChange={choose} />
      <Button size="small" data-autofocus onClick={() => input.current?.click()}>
        {t('transfer.file')}
      </Button>
    </>
  );
}
