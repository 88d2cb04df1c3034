import { type ExecutionContext, type HttpAnswer, type HttpCall, type NodeExecutor, NodeFailure } from '@/lib/nodes/contract';
import { isJsonObject, type Json, type JsonObject } from '@/lib/std/json';
import { parseBody } from './parse-body';
import { statusFailure } from './status-failure';

/** Makes the call and reads its answer. A status of 400 and more is a failure. */
export const httpRequestExecutor: NodeExecutor = {
  type: 'http_request',
  async execute(parameters, context) {
    const url = toUrl(parameters);
    const call = toCall(parameters, url, context);
    const answer = await context.http(call);
    if (answer.status >= 400) throw failureFor(call, url, answer);
    const body = parseBody(answer.body, answer.headers['content-type']);
    return { output: { url: answer.url, status: answer.status, headers: answer.headers, body }, receipt: receiptOf(answer) };
  },
};

function toUrl({ url, query }: JsonObject): URL {
  const text = String(url);
  if (!URL.canParse(text)) {
    throw new NodeFailure('invalid', 'invalid_url', 'The URL is not valid; it must begin with http:// or https:// and name a host');
  }
  const target = new URL(text);
  for (const [name, value] of Object.entries(isJsonObject(query) ? query : {})) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== null) target.searchParams.append(name, asText(one));
    }
  }
  return target;
}

function toCall(parameters: JsonObject, url: URL, context: ExecutionContext): HttpCall {
  const { method, body, credential } = parameters;
  const headers = toHeaders(parameters.headers);
  const hasBody = body !== undefined && body !== null;
  if (hasBody && !hasHeader(headers, 'content-type')) headers['content-type'] = contentTypeOf(body);
  if (context.idempotencyHeader) headers[context.idempotencyHeader] = context.effectKey;
  return {
    method: String(method),
    url: url.href,
    headers,
    ...(hasBody && { body: asText(body) }),
    ...(typeof credential === 'string' && credential !== '' && { credential }),
  };
}

function toHeaders(value: Json | undefined): Record<string, string> {
  const given = Object.entries(isJsonObject(value) ? value : {}).filter(([, text]) => text !== null);
  return Object.fromEntries(given.map(([name, text]) => [name, asText(text)]));
}

function hasHeader(headers: Record<string, string>, name: string): boolean {
  return Object.keys(headers).some((candidate) => candidate.toLowerCase() === name);
}

function contentTypeOf(body: Json): string {
  return typeof body === 'string' ? 'text/plain; charset=utf-8' : 'application/json';
}

function asText(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function failureFor(call: HttpCall, url: URL, answer: HttpAnswer): NodeFailure {
  return statusFailure({
    method: call.method,
    host: url.host,
    status: answer.status,
    retryAfter: answer.headers['retry-after'],
    nowMs: Date.now(),
  });
}

function receiptOf({ status, headers }: HttpAnswer): JsonObject {
  return {
    status,
    request_id: headers['x-request-id'] ?? headers['request-id'] ?? headers['x-amzn-requestid'] ?? null,
    location: headers.location ?? null,
  };
}
