import type { Context } from 'hono';
import { requirePermission } from '@/lib/auth';
import { exportRunsQuerySchema } from '@/lib/contracts/runs';
import { exportRuns } from '@/lib/services/runs/export-runs';
import { authenticate, callerKey } from './authorise';
import type { HttpDeps } from './http-deps';
import { parseWith } from './parse-with';
import { cleanQuery, queryValues } from './read-input';
import type { RouterEnv } from './router-env';

const TYPES = { csv: 'text/csv; charset=utf-8', jsonl: 'application/x-ndjson; charset=utf-8' } as const;

/** `GET /api/runs/export`: a file that is written as it is read, no faster than the caller takes it. */
export async function answerRunExport(deps: HttpDeps, c: Context<RouterEnv>): Promise<Response> {
  const { principal } = await authenticate(deps.authenticator, c.req.raw.headers);
  deps.buckets.take(callerKey(principal));
  requirePermission(principal, 'run:read');
  const query = parseWith(exportRunsQuerySchema, cleanQuery(queryValues(c.req.queries())), 'query');
  const pieces = exportRuns(deps.services, principal, query);
  // Before the headers: what fails at once is still an error of its own.
  const first = await pieces.next();
  const day = new Date(deps.services.clock()).toISOString().slice(0, 10);
  const { format } = query;
  return new Response(toBody(first, pieces), {
    headers: {
      'Content-Type': TYPES[format],
      'Content-Disposition': `attachment; filename="runs-${day}.${format}"`,
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
    },
  });
}

const encoder = new TextEncoder();

/** Reads on only when what was written is taken; whoever goes away ends the reading. */
function toBody(first: IteratorResult<string>, rest: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  let next: IteratorResult<string> | null = first;
  return new ReadableStream(
    {
      async pull(controller) {
        const piece = next ?? (await rest.next());
        next = null;
        if (piece.done) controller.close();
        else controller.enqueue(encoder.encode(piece.value));
      },
      cancel: async () => void (await rest.return(undefined)),
    },
    { highWaterMark: 0 },
  );
}
