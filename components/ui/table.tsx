import type { ReactNode } from 'react';
import { cx } from './cx';
import styles from './table.module.css';

export interface Column<Row> {
  id: string;
  title: string;
  /** The title is for readers only, as over a column of buttons. */
  isTitleHidden?: boolean;
  /** Stands in the head instead of the title, as a box that chooses all. */
  header?: ReactNode;
  /** Heads its row; without one the first column does. */
  isRowHeader?: boolean;
  align?: 'start' | 'end';
  width?: string;
  /** Left out where the screen is narrow. */
  hideOnPhone?: boolean;
  cell: (row: Row) => ReactNode;
}

/** A table of rows, with its caption for readers. One column heads its row. */
export function Table<Row>({
  caption,
  columns,
  rows,
  rowKey,
  fixed = false,
}: {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Widths come from the columns alone, so that they hold still when rows come. */
  fixed?: boolean;
}) {
  const head = Math.max(
    0,
    columns.findIndex((column) => column.isRowHeader),
  );
  return (
    <div className={styles.scroll}>
      <table className={cx(styles.table, fixed && styles.fixed)}>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.id} scope="col" style={{ width: column.width }} className={cellClass(column)}>
                {column.header ?? (column.isTitleHidden ? <span className="visually-hidden">{column.title}</span> : column.title)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map((column, index) =>
                index === head ? (
                  <th key={column.id} scope="row" className={cellClass(column)}>
                    {column.cell(row)}
                  </th>
                ) : (
                  <td key={column.id} className={cellClass(column)}>
                    {column.cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function cellClass<Row>(column: Column<Row>): string {
  return cx(column.align === 'end' && styles.end, column.hideOnPhone && styles.hideOnPhone);
}
