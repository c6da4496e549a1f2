"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { Scroll } from "./scroll";

export type Column = { readonly title: string; readonly right: boolean };

type Props = {
  /** Name of the table, and what opens it. */
  readonly label: string;
  readonly summary: string;
  readonly columns: readonly Column[];
  /** One array of cells for each row; the first cell is the row's header and tells the rows apart. */
  readonly rows: () => readonly (readonly string[])[];
};

/**
 * A chart's data. With script its hundreds of rows are made when they are opened, or printed; without script they are
 * there from the beginning.
 */
export function DataTable({ label, summary, columns, rows }: Props) {
  const [wanted, setWanted] = useState(false);
  const details = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    // Opened before this script was there to hear of it.
    if (details.current?.open) setWanted(true);
    const want = () => flushSync(() => setWanted(true));
    addEventListener("beforeprint", want);
    return () => removeEventListener("beforeprint", want);
  }, []);
  const table = () => <Table label={label} columns={columns} rows={rows()} />;
  return (
    <details ref={details} className="chart-table" onToggle={() => setWanted(true)}>
      <summary data-table-toggle>{summary}</summary>
      {wanted ? table() : <noscript>{table()}</noscript>}
    </details>
  );
}

type TableProps = Pick<Props, "label" | "columns"> & { readonly rows: readonly (readonly string[])[] };

function Table({ label, columns, rows }: TableProps) {
  return (
    <Scroll label={label}>
      <table className="dt" aria-label={label}>
        <thead>
          <tr>
            {columns.map(({ title, right }) => (
              <th key={title} scope="col" className={right ? "r" : undefined}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([head, ...cells]) => (
            <tr key={head}>
              <th scope="row">{head}</th>
              {cells.map((cell, index) => toCell(cell, columns[index + 1]))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function toCell(text: string, column: Column | undefined): ReactNode {
  return (
    <td key={column?.title} className={column?.right === true ? "r" : undefined}>
      {text}
    </td>
  );
}
