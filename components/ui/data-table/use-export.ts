'use client';

import { useRef, useState } from 'react';
import { countOf } from '#lib/kernel/words/numbers.ts';
import type { Page } from '#lib/kernel/list.ts';
import { sentences } from '#lib/kernel/words/text.ts';
import { useToast } from '../feedback/toast.tsx';
import { faultShown } from '../live/use-live.ts';
import { tableOf, type Column } from './column.ts';
import { csvOf } from './csv.ts';

/** More rows than a spreadsheet is pleasant with; a file never holds more. */
const mostRows = 50_000;

interface Exported<R> {
  readonly name: string;
  readonly columns: readonly Column<R>[];
  readonly rowKey: (row: R) => string;
  /** Rows from `offset` on, as many as the server gives at once. */
  readonly read: (offset: number) => Promise<Page<R>>;
}

/**
 * Every row that `read` gives, page by page. Rows that come while it reads push others to a later
 * page, so a row that is there already is left out. Stops at `most`.
 */
export async function readAll<R>(
  { read, rowKey }: Pick<Exported<R>, 'read' | 'rowKey'>,
  onProgress: (rows: number, total: number) => void,
  most = mostRows,
): Promise<{ readonly rows: readonly R[]; readonly isCut: boolean }> {
  const rows = new Map<string, R>();
  let offset = 0;
  for (;;) {
    const page = await read(offset);
    for (const row of page.rows) if (rows.size < most) rows.set(rowKey(row), row);
    offset += page.rows.length;
    onProgress(rows.size, page.total);
    if (page.rows.length === 0 || offset >= page.total)
      return { rows: [...rows.values()], isCut: false };
    if (rows.size >= most) return { rows: [...rows.values()], isCut: true };
  }
}

/** Hands text to the browser as a file. */
function download(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}

export interface Export {
  /** Rows so far and in all, while a file is being made. */
  readonly progress: { readonly rows: number; readonly total: number } | null;
  start(): void;
}

/** CSV of everything that the filter shows, not only of the page in sight. */
export function useExport<R>({ name, columns, ...reading }: Exported<R>): Export {
  const toast = useToast();
  const [progress, setProgress] = useState<Export['progress']>(null);
  const isRunning = useRef(false);
  const run = async () => {
    try {
      const { rows, isCut } = await readAll(reading, (read, total) =>
        setProgress({ rows: read, total }),
      );
      const table = tableOf(columns, rows);
      download(`${name}.csv`, csvOf(table.head, table.rows));
      if (isCut)
        toast({
          tone: 'bad',
          title: 'The CSV does not hold everything',
          body:
            `It holds the first ${countOf(rows.length, 'row')}. ` +
            'Filter the list to get the rest.',
        });
    } catch (error) {
      const { says } = faultShown(error);
      toast({ tone: 'bad', title: 'No CSV was made', body: sentences(says, 'Try again') });
    } finally {
      isRunning.current = false;
      setProgress(null);
    }
  };
  return {
    progress,
    start() {
      if (isRunning.current) return;
      isRunning.current = true;
      setProgress({ rows: 0, total: 0 });
      void run();
    },
  };
}
