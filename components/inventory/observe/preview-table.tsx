import Link from 'next/link';
import { Table, Td, Th } from '#components/ui/data-table/table.tsx';
import { Status } from '#components/ui/feedback/status.tsx';
import type { DriftRow } from '#lib/inventory/client.ts';
import { count } from '#lib/kernel/words/numbers.ts';
import { itemHref } from '../words.ts';
import { DriftDetail } from './drift-detail.tsx';
import { stateTones, stateWords } from './words.ts';

const mostShown = 200;
const order = ['changed', 'missing', 'unexpected', 'planned', 'matched'];

/** What an import would say, what differs first. */
export function PreviewTable({ rows }: { readonly rows: readonly DriftRow[] }) {
  const sorted = [...rows].sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
  return (
    <>
      <Table label="What would come of it">
        <thead>
          <tr>
            <Th>State</Th>
            <Th>What</Th>
            <Th className="max-m:hidden">Kind</Th>
            <Th className="max-m:hidden">How it was found</Th>
          </tr>
        </thead>
        <tbody>
          {sorted.slice(0, mostShown).map((row) => (
            <tr key={row.id}>
              <Td>
                <Status tone={stateTones[row.state]}>{stateWords[row.state]}</Status>
              </Td>
              <Td className="min-w-28 wrap-anywhere">
                {row.key === null ? row.name : <Link href={itemHref(row.key)}>{row.name}</Link>}
                <div className="m:hidden">
                  <span className="text-meta text-muted">{row.kindTitle}</span>
                  <DriftDetail row={row} />
                </div>
              </Td>
              <Td className="min-w-28 wrap-anywhere max-m:hidden">{row.kindTitle}</Td>
              <Td className="max-m:hidden">
                <DriftDetail row={row} />
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
      {rows.length > mostShown && (
        <p className="mt-2 text-dense text-muted">
          And {count(rows.length - mostShown)} more, which the register has after the import.
        </p>
      )}
    </>
  );
}
