'use client';

import { assertNever } from '@/lib/std/assert-never';
import { CasesWidget } from './cases-widget';
import { CredentialWidget, ModelWidget, NumberWidget, ProviderWidget, SelectWidget, SwitchWidget } from './choice-widgets';
import { CodeWidget } from './code-widget';
import type { WidgetProps } from './field-frame';
import { fieldKind } from './field-kind';
import { JsonWidget } from './json-widget';
import { KeyValuesWidget } from './key-values-widget';
import { SchemaWidget } from './schema-widget';
import { ExpressionWidget, TextWidget } from './text-widgets';

/** One value by its schema: the widget its schema asks for. */
export function SchemaField(field: WidgetProps) {
  const kind = fieldKind(field.schema, field.value);
  switch (kind) {
    case 'text':
      return <TextWidget field={field} multiline={false} />;
    case 'textarea':
      return <TextWidget field={field} multiline />;
    case 'code':
      return <CodeWidget field={field} />;
    case 'expression':
      return <ExpressionWidget field={field} />;
    case 'number':
      return <NumberWidget field={field} />;
    case 'switch':
      return <SwitchWidget field={field} />;
    case 'select':
      return <SelectWidget field={field} />;
    case 'json':
      return <JsonWidget field={field} />;
    case 'key_values':
      return <KeyValuesWidget field={field} />;
    case 'cases':
      return <CasesWidget field={field} />;
    case 'schema':
      return <SchemaWidget field={field} />;
    case 'provider':
      return <ProviderWidget field={field} />;
    case 'model':
      return <ModelWidget field={field} />;
    case 'credential':
      return <CredentialWidget field={field} />;
    default:
      return assertNever(kind);
  }
}
