import styles from './skeleton.module.css';

/** A quiet place-holder of the size of what is coming, so that nothing jumps when it comes. */
export function Skeleton({ width = '100%', height = 14 }: { width?: number | string; height?: number | string }) {
  return <span className={styles.skeleton} style={{ width, height }} aria-hidden="true" />;
}
