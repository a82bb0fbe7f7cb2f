import clsx from 'clsx';
import { cellClass } from '#components/ui/data-table/cell-class.ts';
import { Table, Td, Th } from '#components/ui/data-table/table.tsx';
import type { SizeLine } from '#lib/inventory/client.ts';
import { count } from '#lib/kernel/words/numbers.ts';

/** Each number with what it takes for granted. */
export function SizeTable({ lines }: { readonly lines: readonly SizeLine[] }) {
  return (
    <Table label="Size of the task">
      <thead>
        <tr>
          <Th>What is counted</Th>
          <Th numeric>Number</Th>
          <Th className="max-m:hidden">What it takes for granted</Th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ id, label, value, assumption }) => (
          <tr key={id}>
            <th scope="row" className={clsx(cellClass(false), 'text-left font-normal')}>
              {label}
              <span className="block text-meta text-muted m:hidden">{assumption}</span>
            </th>
            <Td numeric className="font-bold">
              {count(value)}
            </Td>
            <Td className="max-w-[70ch] text-muted max-m:hidden">{assumption}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
