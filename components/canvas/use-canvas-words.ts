'use client';

import type { AriaLabelConfig } from '@xyflow/react';
import { useMemo } from 'react';
import { useT } from '@/components/ui/i18n-provider';
import type { Translate } from '@/lib/i18n';
import type { CanvasWords } from './to-canvas';

/** The canvas' words in the language of the screen. */
export function useCanvasWords(): { words: CanvasWords; aria: Partial<AriaLabelConfig> } {
  const t = useT();
  return useMemo(() => ({ words: toWords(t), aria: toAria(t) }), [t]);
}

function toWords(t: Translate): CanvasWords {
  return {
    typeTitle: (type, description) => {
      const key = `nodes.${type}.title`;
      return t.has(key) ? t(key) : (description?.title ?? type);
    },
    node: (title, type) => t('canvas.node', { title, type }),
    edge: (from, to, port) => t('canvas.edge', { from, to, port }),
  };
}

function toAria(t: Translate): Partial<AriaLabelConfig> {
  return {
    'node.a11yDescription.default': t('canvas.help'),
    'node.a11yDescription.keyboardDisabled': t('canvas.help'),
    'node.a11yDescription.ariaLiveMessage': ({ direction, x, y }) => t('canvas.moved', { direction, x: Math.round(x), y: Math.round(y) }),
    'edge.a11yDescription.default': t('canvas.edgeHelp'),
    'minimap.ariaLabel': t('canvas.minimap'),
  };
}
