import { NodeFailure } from '@/lib/nodes/contract';

const READS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** How far a call had come when it broke. */
export interface CallProgress {
  method: string;
  host: string;
  /** The request was on the wire: the other side may have acted on it. */
  sent: boolean;
  signal: AbortSignal;
}

interface Rule {
  codes: RegExp;
  failureClass: NodeFailure['failureClass'];
  code: string;
  sentence: (host: string, cause: string) => string;
}

const LOST: Rule = {
  codes: /./,
  failureClass: 'unavailable',
  code: 'connection_lost',
  sentence: (host) => `The connection to ${host} broke before the whole answer came; try again later`,
};

// Codes of Node, OpenSSL, zlib (Z_BUF_ERROR: the rest never came) and undici; `TimeoutError`, `AbortError` and `TypeError` are names of errors without a code.
const RULES: readonly Rule[] = [
  {
    codes: /^(ETIMEDOUT|UND_ERR_(CONNECT|HEADERS|BODY)_TIMEOUT|TimeoutError)$/,
    failureClass: 'timeout',
    code: 'timeout',
    sentence: (host) => `${host} did not answer in time; try later or give the node a longer timeout`,
  },
  {
    codes: /^(AbortError|UND_ERR_ABORTED)$/,
    failureClass: 'unavailable',
    code: 'aborted',
    sentence: (host) => `The call to ${host} was stopped`,
  },
  {
    codes: /^(ENOTFOUND|EAI_)/,
    failureClass: 'unavailable',
    code: 'host_not_found',
    sentence: (host) => `No address is known for ${host}; check the spelling of the host`,
  },
  {
    codes: /^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL)$/,
    failureClass: 'unavailable',
    code: 'connection_refused',
    sentence: (host) => `Nothing answers at ${host}; check host and port, or start the server`,
  },
  {
    codes: /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|^ERR_(TLS|SSL)/,
    failureClass: 'denied',
    code: 'certificate_invalid',
    sentence: (host, cause) => `The certificate of ${host} is not valid (${cause}); ask whoever runs it to renew it`,
  },
  {
    codes: /^(Z_(?!BUF_)|ERR_BROTLI|ERR__ERROR)/,
    failureClass: 'invalid',
    code: 'answer_garbled',
    sentence: (host) => `The compressed answer of ${host} cannot be read`,
  },
  {
    codes: /^(UND_ERR_INVALID_ARG|UND_ERR_NOT_SUPPORTED|TypeError)$/,
    failureClass: 'invalid',
    code: 'invalid_request',
    sentence: (host) => `The request to ${host} cannot be sent; check its method and headers`,
  },
];

/** Turns whatever a socket, TLS, undici or an abort threw into a NodeFailure; a write that was sent is `unanswered`. */
export function toNodeFailure(thrown: unknown, progress: CallProgress): NodeFailure {
  const { host, signal } = progress;
  const unanswered = progress.sent && !READS.has(progress.method);
  // Whatever broke after an abort broke because of it.
  const error: unknown = signal.aborted ? signal.reason : thrown;
  if (error instanceof NodeFailure) {
    if (error.unanswered === unanswered) return error;
    return new NodeFailure(error.failureClass, error.code, error.message, { unanswered, cause: error });
  }
  const code = errorCode(error) || (signal.aborted ? 'AbortError' : '');
  const rule = RULES.find((candidate) => candidate.codes.test(code)) ?? LOST;
  return new NodeFailure(rule.failureClass, rule.code, rule.sentence(host, code), { unanswered, cause: error });
}

/** The error's code, else its name where that says something; a DOMException's numeric code is not one of ours. */
function errorCode(error: unknown): string {
  // Node tries several addresses of a name at once and reports an AggregateError.
  const inner: unknown = error instanceof AggregateError ? (error.errors[0] ?? error) : error;
  if (!(inner instanceof Error)) return '';
  if ('code' in inner && typeof inner.code === 'string') return inner.code;
  return inner.name === 'Error' ? '' : inner.name;
}
