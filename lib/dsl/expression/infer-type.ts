import type { ASTNode } from '@marcbachmann/cel-js';
import type { JsonSchema } from '@/lib/dsl/json-schema';
import type { ParamType } from './functions/function-spec';
import type { ValueKind } from './value';

/** What is known of a value before it exists: its kind, null where it may be several, and its schema where it has one. */
export interface StaticType {
  kind: ValueKind | null;
  schema: JsonSchema | undefined;
}

/** The type of which nothing is known; never a clash. */
export const DYNAMIC: StaticType = { kind: null, schema: undefined };

const KIND_OF_TYPE: Record<string, ValueKind> = {
  string: 'text',
  number: 'number',
  integer: 'number',
  boolean: 'bool',
  array: 'list',
  object: 'map',
  null: 'null',
};

/** The type of a value of a schema. Several types, `anyOf`, `oneOf` and `allOf` say nothing for certain. */
export function typeOfSchema(schema: JsonSchema | undefined): StaticType {
  if (!schema || schema.anyOf || schema.oneOf || schema.allOf || typeof schema.type !== 'string') return DYNAMIC;
  const kind = Object.hasOwn(KIND_OF_TYPE, schema.type) ? KIND_OF_TYPE[schema.type] : undefined;
  return kind ? { kind, schema } : DYNAMIC;
}

/** A type of which only the kind is known. */
export function typeOfKind(kind: ValueKind): StaticType {
  return { kind, schema: undefined };
}

/** The type of a literal. */
export function typeOfLiteral(literal: Extract<ASTNode, { op: 'value' }>['args']): StaticType {
  if (typeof literal === 'string') return typeOfKind('text');
  if (typeof literal === 'boolean') return typeOfKind('bool');
  return literal === null ? typeOfKind('null') : typeOfKind('number');
}

/** The type of what a function answers. */
export function typeOfResult(returns: ParamType): StaticType {
  if (returns === 'any') return DYNAMIC;
  return typeOfKind(returns === 'int' ? 'number' : returns);
}

/** The parameter type as a kind; null where any value is taken. */
export function kindOfParam(type: ParamType | undefined): ValueKind | null {
  if (type === undefined || type === 'any') return null;
  return type === 'int' ? 'number' : type;
}

/** Names that a closed schema has; null where the schema is open, so that no name is certainly wrong. */
export function closedNames(schema: JsonSchema | undefined): string[] | null {
  if (schema?.additionalProperties !== false || !schema.properties) return null;
  return Object.keys(schema.properties);
}
