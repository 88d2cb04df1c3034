import type { Json } from '@/lib/std/json';

/**
 * The subset of JSON Schema (2020-12) that flows, node types and forms speak.
 * `x-` members are ours: how a parameter is written and drawn.
 */
export interface JsonSchema {
  $schema?: string;
  type?: string | string[];
  title?: string;
  description?: string;
  default?: Json;
  examples?: Json[];
  enum?: Json[];
  const?: Json;
  format?: string;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: boolean | JsonSchema;
  items?: JsonSchema;
  minItems?: number;
  maxItems?: number;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  pattern?: string;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
  /** The text may hold `{{ … }}`; it is rendered before the executor sees it. */
  'x-template'?: boolean;
  /** The text is one bare expression; the executor evaluates it through its context. */
  'x-expression'?: boolean;
  /** The text is a JavaScript function body: nothing in it is rendered, and the nodes it names are read before it runs. */
  'x-code'?: boolean;
  'x-widget'?: 'text' | 'textarea' | 'code' | 'select' | 'json' | 'model' | 'provider' | 'credential' | 'cases' | 'key_values' | 'schema';
  /** Drawn under "More" instead of at the top of the inspector. */
  'x-advanced'?: boolean;
}
