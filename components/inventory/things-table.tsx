import clsx from 'clsx';
import Link from 'next/link';
import { cellClass } from '#components/ui/data-table/cell-class.ts';
import { Table, Td, Th } from '#components/ui/data-table/table.tsx';
import type { ThingColumns, ThingView } from '#lib/inventory/client.ts';
import { someWords } from '#lib/kernel/words/text.ts';
import { FactValue } from './fact-value.tsx';
import { itemHref } from './words.ts';

interface ThingsTableProps {
  readonly label: string;
  /** What one of them is called. */
  readonly of: string;
  readonly things: readonly ThingView[];
  /** What their kinds show of them. */
  readonly columns: ThingColumns;
  readonly showsEnvironments?: boolean;
}

// Where columns would be too narrow to read, each thing has its attributes below one another. Roles
// are said, since what is no table to look at is none to a screen reader either.
const stacked = 'max-m:block';
const headBefore =
  'max-m:block max-m:min-w-0 max-m:border-b-0 max-m:pr-0 ' +
  'max-m:before:block max-m:before:text-meta max-m:before:font-bold max-m:before:text-muted ' +
  'max-m:before:content-[attr(data-head)]';

/** Things of a kind with what sources say of them; each leads to its page, which names them. */
export function ThingsTable({
  label,
  of,
  things,
  columns,
  showsEnvironments = false,
}: ThingsTableProps) {
  if (things.length === 0)
    return <p className="mt-2 text-dense text-muted">None is in the inventory.</p>;
  const kinds = [...new Set(things.map(({ kind }) => kind))];
  const heads = new Map(kinds.flatMap((kind) => columns[kind] ?? []));
  return (
    <Table label={label} role="table" className={stacked}>
      <thead role="rowgroup" className="max-m:sr-only">
        <tr role="row">
          <Th role="columnheader">{of}</Th>
          {[...heads].map(([attribute, head]) => (
            <Th key={attribute} role="columnheader">
              {head}
            </Th>
          ))}
          {showsEnvironments && <Th role="columnheader">Environments</Th>}
        </tr>
      </thead>
      <tbody role="rowgroup" className={stacked}>
        {things.map(({ key, name, environments, facts }) => (
          <tr key={key} role="row" className={`${stacked} max-m:border-b max-m:border-rule`}>
            <th
              scope="row"
              role="rowheader"
              className={clsx(
                cellClass(false),
                'min-w-28 text-left font-normal max-m:border-b-0 max-m:font-bold',
                stacked,
              )}
            >
              <Link href={itemHref(key)} className="inline-block min-h-6 wrap-anywhere">
                {name}
              </Link>
            </th>
            {[...heads].map(([attribute, head]) => (
              <Td
                key={attribute}
                role="cell"
                data-head={head}
                className={clsx(attribute !== 'position' && 'min-w-32', headBefore)}
              >
                <FactValue of={facts[attribute]} isCode={attribute === 'command'} />
              </Td>
            ))}
            {showsEnvironments && (
              <Td role="cell" data-head="Environments" className={headBefore}>
                {someWords(environments)}
              </Td>
            )}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
