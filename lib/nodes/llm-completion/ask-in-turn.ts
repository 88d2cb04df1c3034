import type { FailureClass } from '@/lib/dsl/document';
import { type ChatAnswer, type ChatRequest, type ExecutionContext, NodeFailure } from '@/lib/nodes/contract';

/** Who may answer. */
export type Asked = Pick<ChatRequest, 'provider' | 'model' | 'credential'>;

/** A model that was asked and did not answer, and the code of why. */
export interface Tried {
  provider: string;
  model: string | null;
  code: string;
}

/** Failures that another model may not share: anything but a request that is itself wrong. */
const NEXT_ON: ReadonlySet<FailureClass> = new Set(['unavailable', 'rate_limited', 'timeout', 'denied']);

/**
 * Asks one model after another until one answers. Each but the last gets an even share of the time that is left, so that one which
 * hangs leaves time for the next. Throws the failure when none answers.
 */
export async function askInTurn(
  context: ExecutionContext,
  asked: readonly Asked[],
  request: Omit<ChatRequest, keyof Asked | 'onText'>,
): Promise<{ answer: ChatAnswer; tried: Tried[] }> {
  const deadline = performance.now() + context.timeoutMs;
  const failures: { asked: Asked; failure: NodeFailure }[] = [];
  const text = streamInTurn(context);
  for (const [index, one] of asked.entries()) {
    const left = asked.length - index;
    const timeoutMs = left > 1 ? Math.max(1, Math.floor((deadline - performance.now()) / left)) : null;
    text.next();
    try {
      const answer = await context.chat({ ...request, ...one, onText: text.push, ...(timeoutMs !== null && { timeoutMs }) });
      return { answer, tried: failures.map(triedOf) };
    } catch (error) {
      if (!(error instanceof NodeFailure) || !NEXT_ON.has(error.failureClass) || context.signal.aborted) throw error;
      failures.push({ asked: one, failure: error });
    }
  }
  throw noneAnswered(failures);
}

/** Streams each model's text; a new one begins below what an earlier one left unfinished. The recorded answer is the last one's alone. */
function streamInTurn(context: ExecutionContext): { push: (delta: string) => void; next: () => void } {
  let isDirty = false;
  let isNew = true;
  return {
    push(delta) {
      if (isNew && isDirty) context.streamText('\n\n');
      isNew = false;
      isDirty = true;
      context.streamText(delta);
    },
    next() {
      isNew = true;
    },
  };
}

function triedOf({ asked, failure }: { asked: Asked; failure: NodeFailure }): Tried {
  return { provider: asked.provider, model: failure.model ?? asked.model ?? null, code: failure.code };
}

/** One failure for all. Its class is that of the first that may pass by itself, so that the node's retries go by it. */
function noneAnswered(failures: readonly { asked: Asked; failure: NodeFailure }[]): NodeFailure {
  const told = failures.find(({ failure }) => failure.failureClass !== 'denied') ?? failures[0];
  if (!told) return new NodeFailure('invalid', 'missing_parameter', 'No model was named to ask; choose a provider');
  const { failure } = told;
  if (failures.length === 1) return failure;
  const list = failures.map(({ asked, failure: each }) => `${asked.provider} (${each.code})`).join(', ');
  const partial = failure.partial ?? failures.findLast((each) => each.failure.partial !== undefined)?.failure.partial;
  return new NodeFailure(failure.failureClass, failure.code, `None of ${list} answered. ${failure.message}`, {
    ...(failure.retryAfterMs !== undefined && { retryAfterMs: failure.retryAfterMs }),
    ...(partial !== undefined && { partial }),
    unanswered: failure.unanswered,
    cause: failure,
  });
}
