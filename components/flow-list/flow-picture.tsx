import { Icon } from '@/components/ui/icon';
import type { FlowPicture as Picture } from '@/lib/contracts/flows';
import styles from './flow-picture.module.css';

const ICON = 16;

/** A flow in small, drawn from itself; what it shows is said beside it. */
export function FlowPicture({ picture }: { picture: Picture }) {
  const { width, height, nodes, edges } = picture;
  return (
    <svg className={styles.picture} viewBox={`0 0 ${width} ${height}`} aria-hidden="true" focusable="false">
      {nodes
        .filter(({ isScope }) => isScope)
        .map(({ id, x, y, w, h }) => (
          <rect key={id} className={styles.scope} x={x} y={y} width={w} height={h} rx={9} />
        ))}
      {edges.map(({ x1, y1, x2, y2 }) => {
        const bend = Math.max(10, (x2 - x1) / 2);
        return (
          <path
            key={`${x1} ${y1} ${x2} ${y2}`}
            className={styles.edge}
            d={`M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`}
          />
        );
      })}
      {nodes
        .filter(({ isScope }) => !isScope)
        .map(({ id, x, y, w, h, tint, icon }) => (
          <g key={id} className={styles.node} data-tint={tint} transform={`translate(${x} ${y})`}>
            <rect width={w} height={h} rx={7} />
            <g transform={`translate(${(w - ICON) / 2} ${(h - ICON) / 2})`}>
              <Icon name={icon} size={ICON} />
            </g>
          </g>
        ))}
    </svg>
  );
}
