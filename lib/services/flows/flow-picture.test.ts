import { describe, expect, it } from 'vitest';
import { catalog } from '@/lib/nodes/catalog';
import { TEMPLATES } from '@/lib/templates';
import { flowPicture } from './flow-picture';

describe.each(TEMPLATES.map(({ name, document }) => [name, document] as const))('the picture of %s', (_name, document) => {
  const { width, height, nodes, edges } = flowPicture(document, catalog);

  it('holds every node, and none reaches over the edge', () => {
    expect(nodes.length).toBeGreaterThanOrEqual(document.nodes.length);
    for (const { x, y, w, h } of nodes) {
      expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
      expect(x + w).toBeLessThanOrEqual(width);
      expect(y + h).toBeLessThanOrEqual(height);
    }
  });

  it('lays no node on another, but for those inside a body', () => {
    const over = nodes.flatMap((one, at) =>
      nodes
        .slice(at + 1)
        .filter(
          (other) =>
            !one.isScope &&
            !other.isScope &&
            one.x < other.x + other.w &&
            other.x < one.x + one.w &&
            one.y < other.y + other.h &&
            other.y < one.y + one.h,
        )
        .map((other) => [one.id, other.id]),
    );
    expect(over).toEqual([]);
  });

  it('draws its arrows from left to right', () => {
    expect(edges.length).toBeGreaterThan(0);
    for (const { x1, x2 } of edges) expect(x2).toBeGreaterThan(x1);
  });
});
