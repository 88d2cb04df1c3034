'use client';

import { useEffect, useState } from 'react';
import { Button } from './button';
import { useT } from './i18n-provider';
import { IconButton } from './icon-button';

/** Copies a text; says so for two seconds. With `label` it is a button with words, without one an icon. */
export function CopyButton({ text, label, size = 'small' }: { text: string | (() => string); label?: string; size?: 'small' | 'medium' }) {
  const t = useT();
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const copy = async () => {
    await writeClipboard(typeof text === 'string' ? text : text());
    setCopied(true);
  };
  const icon = isCopied ? 'check' : 'copy';
  if (label) {
    return (
      <Button icon={icon} size={size} onClick={copy}>
        {isCopied ? t('common.copied') : label}
      </Button>
    );
  }
  return <IconButton icon={icon} size={size} label={isCopied ? t('common.copied') : t('common.copy')} onClick={copy} />;
}

/** `navigator.clipboard` exists only on https and localhost; elsewhere the selection does it. */
async function writeClipboard(text: string): Promise<void> {
  if (navigator.clipboard) {
    await navigator.clipboard.writeText(text);
    return;
  }
  const area = document.createElement('textarea');
  area.value = text;
  document.body.append(area);
  area.select();
  document.execCommand('copy');
  area.remove();
}
