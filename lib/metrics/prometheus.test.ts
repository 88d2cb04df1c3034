import { describe, expect, it } from 'vitest';
import { toPrometheus } from './prometheus';

describe('toPrometheus', () => {
  it('writes help, type and a line for each sample', () => {
    const text = toPrometheus([
      { name: 'a_total', help: 'All a.', type: 'counter', samples: [{ labels: { route: 'getRun', status: 200 }, value: 3 }] },
      { name: 'b', help: 'B now.', type: 'gauge', samples: [{ value: 0.5 }] },
    ]);
    expect(text).toBe(
      '# HELP a_total All a.\n# TYPE a_total counter\na_total{route="getRun",status="200"} 3\n# HELP b B now.\n# TYPE b gauge\nb 0.5\n',
    );
  });

  it('escapes what would end a label early', () => {
    const samples = [{ labels: { text: 'a"b\\c\nd' }, value: 1 }];
    expect(toPrometheus([{ name: 'x', help: 'X.', type: 'gauge', samples }])).toContain('x{text="a\\"b\\\\c\\nd"} 1');
  });

  it('leaves out a metric nobody sampled', () => {
    expect(toPrometheus([{ name: 'x', help: 'X.', type: 'gauge', samples: [] }])).not.toContain('x');
  });
});
