import clsx from 'clsx';
import Link from 'next/link';
import { RecordedValue } from '#components/ui/page/recorded.tsx';
import { cellClass } from '#components/ui/data-table/cell-class.ts';
import { Table, Td, Th } from '#components/ui/data-table/table.tsx';
import type { FactValue, FactView, FollowingFact } from '#lib/inventory/client.ts';
import { asOfWords, evidenceWords, itemHref, speaksOfWords } from './words.ts';

function ValueWords({ value }: { readonly value: FactValue }) {
  if (typeof value === 'string') return <span className="wrap-anywhere">{value}</span>;
  return (
    <ul className="list-disc pl-4">
      {value.map((one) => (
        <li key={one} className="wrap-anywhere">
          {one}
        </li>
      ))}
    </ul>
  );
}

interface FactsTableProps {
  readonly facts: readonly FactView[];
  readonly follows: readonly FollowingFact[];
}

/**
 * What each source says, what somebody should know and no source says, and what follows from
 * another thing.
 */
export function FactsTable({ facts, follows }: FactsTableProps) {
  return (
    <Table label="Facts">
      <thead>
        <tr>
          <Th>Fact</Th>
          <Th>Declared</Th>
          <Th className="max-m:hidden">Source</Th>
          <Th className="max-m:hidden">As of</Th>
        </tr>
      </thead>
      <tbody>
        {facts.map(({ attribute, label, declared, note, source }) => (
          <tr key={attribute}>
            <th scope="row" className={clsx(cellClass(false), 'text-left font-normal text-muted')}>
              {label}
            </th>
            <Td>
              {declared !== null && (
                <RecordedValue
                  of={
                    declared.state === 'value'
                      ? { state: 'value', value: <ValueWords value={declared.value} /> }
                      : declared
                  }
                />
              )}
              {note !== null && <span className="block max-w-[70ch] text-muted">{note}</span>}
              {source !== null && (
                <span className="block text-meta text-muted m:hidden">
                  {source.title}, {speaksOfWords(source)}
                </span>
              )}
            </Td>
            <Td className="max-m:hidden">
              {source !== null && (
                <>
                  {source.title}
                  {source.evidence !== null && (
                    <span className="block text-muted">{evidenceWords[source.evidence]}</span>
                  )}
                </>
              )}
            </Td>
            <Td className="max-m:hidden">{source !== null && asOfWords(source)}</Td>
          </tr>
        ))}
        {follows.map(({ label, says, from }) => (
          <tr key={label}>
            <th scope="row" className={clsx(cellClass(false), 'text-left font-normal text-muted')}>
              {label}
            </th>
            <Td>
              {says}
              <span className="block max-w-[70ch] text-muted">
                No source says it of this itself: it follows from{' '}
                <Link href={itemHref(from.key)}>{from.name}</Link>.
              </span>
            </Td>
            <Td className="max-m:hidden" />
            <Td className="max-m:hidden" />
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
