import type { JsonSchema } from '@/lib/dsl/json-schema';

/** The schema of an object's property; undefined where the schema says nothing of it. */
export function propertySchema(schema: JsonSchema | undefined, key: string): JsonSchema | undefined {
  if (!schema) return undefined;
  if (schema.properties && Object.hasOwn(schema.properties, key)) return schema.properties[key];
  return typeof schema.additionalProperties === 'object' ? schema.additionalProperties : undefined;
}

/** The schema of a list's members. */
export function memberSchema(schema: JsonSchema | undefined): JsonSchema | undefined {
  return schema?.items;
}

/** True where nothing but text fits, so that other values are written as text. */
export function takesOnlyText(schema: JsonSchema | undefined): boolean {
  const type = schema?.type;
  return type === 'string' || (Array.isArray(type) && type.length === 1 && type[0] === 'string');
}
