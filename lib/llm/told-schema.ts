import type { JsonSchema } from '@/lib/dsl/json-schema';
import type { ChatMessage } from '@/lib/nodes/contract';
import type { ChatCall } from './chat-call';

/** The shape to ask for by the provider's own field; undefined where none is wanted or it has to be told in words. */
export function nativeSchema({ request, schemaMode }: ChatCall): JsonSchema | undefined {
  return schemaMode === 'native' ? request.outputSchema : undefined;
}

/** The conversation, with the shape in words first where it has to be told. */
export function messagesFor({ request, schemaMode }: ChatCall): ChatMessage[] {
  if (!request.outputSchema || schemaMode === 'native') return request.messages;
  const told = `Answer with JSON only, no other words, that satisfies this JSON Schema:\n${JSON.stringify(request.outputSchema)}`;
  return [{ role: 'system', content: told }, ...request.messages];
}

/** Every object in it names all that it may hold. */
export function isClosed(schema: JsonSchema): boolean {
  const closed = schema.type !== 'object' || schema.additionalProperties === false;
  return closed && innerOf(schema).every(isClosed);
}

/** OpenAI's strict mode wants every object closed and every property required. */
export function isStrict(schema: JsonSchema): boolean {
  const names = Object.keys(schema.properties ?? {});
  return isClosed(schema) && names.every((name) => schema.required?.includes(name)) && innerOf(schema).every(isStrict);
}

function innerOf(schema: JsonSchema): JsonSchema[] {
  return [...Object.values(schema.properties ?? {}), ...(schema.items ? [schema.items] : []), ...(schema.anyOf ?? [])];
}
