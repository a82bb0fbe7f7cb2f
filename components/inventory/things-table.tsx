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
    <Table label={label}>
      <thead>
        <tr>
          <Th>{of}</Th>
          {[...heads].map(([attribute, head]) => (
            <Th key={attribute}>{head}</Th>
          ))}
          {showsEnvironments && <Th>Environments</Th>}
        </tr>
      </thead>
      <tbody>
        {things.map(({ key, name, environments, facts }) => (
          <tr key={key}>
            <th scope="row" className={`${cellClass(false)} min-w-28 text-left font-normal`}>
              <Link href={itemHref(key)} className="inline-block min-h-6 wrap-anywhere">
                {name}
              </Link>
            </th>
            {[...heads.keys()].map((attribute) => (
              <Td key={attribute} className={attribute === 'position' ? undefined : 'min-w-32'}>
                <FactValue of={facts[attribute]} isCode={attribute === 'command'} />
              </Td>
            ))}
            {showsEnvironments && <Td>{someWords(environments)}</Td>}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
