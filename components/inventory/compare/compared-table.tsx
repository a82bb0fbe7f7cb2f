import clsx from 'clsx';
import Link from 'next/link';
import { cellClass } from '#components/ui/data-table/cell-class.ts';
import { Table, Td, Th } from '#components/ui/data-table/table.tsx';
import { Tag } from '#components/ui/feedback/status.tsx';
import type { EnvironmentsView } from '#lib/inventory/client.ts';
import { FactValue } from '../fact-value.tsx';
import { itemHref } from '../words.ts';

interface ComparedTableProps extends Pick<EnvironmentsView, 'environments' | 'rows'> {
  readonly isOnlyDifferent: boolean;
}

/** A row a fact, a column an environment. */
export function ComparedTable({ environments, rows, isOnlyDifferent }: ComparedTableProps) {
  const shown = isOnlyDifferent ? rows.filter(({ differs }) => differs) : rows;
  return (
    <Table label="Environments beside each other" keepsHead>
      <thead>
        <tr>
          <Th>Fact</Th>
          {environments.map(({ key, name, isProduction }) => (
            <Th key={key}>
              <Link href={itemHref(key)} className="inline-block min-h-6">
                {name}
              </Link>
              {isProduction && <span className="block font-normal">production</span>}
            </Th>
          ))}
        </tr>
      </thead>
      <tbody>
        {shown.map(({ attribute, label, differs, cells }) => (
          <tr key={attribute}>
            <th
              scope="row"
              className={clsx(
                cellClass(false),
                'border-l-4 pl-2 text-left font-normal text-muted',
                differs ? 'border-l-warn-fill' : 'border-l-transparent',
              )}
            >
              {label}
              {differs && (
                <span className="block">
                  <Tag tone="warn">Differs</Tag>
                </span>
              )}
            </th>
            {cells.map((cell, at) => (
              <Td key={environments[at]?.key ?? at} className="min-w-36">
                <FactValue of={cell ?? undefined} />
              </Td>
            ))}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
