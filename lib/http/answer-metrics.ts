import { type Metric, PROMETHEUS_TYPE, type RunCount, toPrometheus } from '@/lib/metrics';
import type { HttpDeps } from './http-deps';

/** `GET /metrics`: what this process and its database know, as Prometheus reads it. What does not answer is left out. */
export async function answerMetrics(deps: HttpDeps): Promise<Response> {
  const [runs, depth] = await Promise.all([deps.countRuns().catch((): RunCount[] => []), deps.queueDepth().catch(() => null)]);
  return new Response(toPrometheus([...requestMetrics(deps), ...stateMetrics(deps, runs, depth)]), {
    headers: { 'Content-Type': PROMETHEUS_TYPE, 'Cache-Control': 'no-store' },
  });
}

function requestMetrics({ metrics }: HttpDeps): Metric[] {
  const counts = metrics.list();
  const sample = (value: (count: (typeof counts)[number]) => number) =>
    counts.map((count) => ({ labels: { route: count.route, status: count.status }, value: value(count) }));
  return [
    { name: 'millrace_http_requests_total', help: 'Requests answered.', type: 'counter', samples: sample(({ count }) => count) },
    {
      name: 'millrace_http_request_seconds_total',
      help: 'Time spent answering them.',
      type: 'counter',
      samples: sample(({ durationMsSum }) => durationMsSum / 1000),
    },
  ];
}

function stateMetrics({ feed, services }: HttpDeps, runs: RunCount[], depth: number | null): Metric[] {
  const { rss } = process.memoryUsage();
  return [
    gauge(
      'millrace_runs',
      'Runs by status, counted every 15 s.',
      runs.map(({ status, count }) => ({ labels: { status }, value: Number(count) })),
    ),
    gauge('millrace_bell_depth', 'Rings no worker has taken yet.', depth === null ? [] : [{ value: depth }]),
    gauge('millrace_runs_watched', 'Runs followed live through this process.', [{ value: feed.watched }]),
    gauge('process_resident_memory_bytes', 'Memory of this process.', [{ value: rss }]),
    gauge('process_uptime_seconds', 'Age of this process.', [{ value: process.uptime() }]),
    {
      name: 'millrace_live_hints_dropped_total',
      help: 'Live hints that could not be sent.',
      type: 'counter',
      samples: [{ value: services.live.dropped }],
    },
  ];
}

function gauge(name: string, help: string, samples: Metric['samples']): Metric {
  return { name, help, type: 'gauge', samples };
}
