import Link from 'next/link';
import { Table, Td, Th } from '#components/ui/data-table/table.tsx';
import { Time } from '#components/ui/time/time.tsx';
import type { ImportView } from '#lib/inventory/client.ts';
import { itemHref } from '../words.ts';
import { countWords, importWords } from './words.ts';

/** The newest import of each environment and kind. */
export function ImportsTable({ imports }: { readonly imports: readonly ImportView[] }) {
  return (
    <Table label="Newest imports">
      <thead>
        <tr>
          <Th>Environment</Th>
          <Th>Import</Th>
          <Th>Seen</Th>
          <Th>What it says</Th>
          <Th>Taken by</Th>
        </tr>
      </thead>
      <tbody>
        {imports.map((one) => (
          <tr key={one.id}>
            <Td>
              <Link href={itemHref(one.environmentKey)}>
                {one.estateTitle} {one.environment}
              </Link>
            </Td>
            <Td>
              {importWords[one.kind]}
              <span className="block text-meta text-muted">{one.format}</span>
            </Td>
            <Td>
              <Time at={one.seenAt} as="past" />
            </Td>
            <Td>
              {countWords(one.counts)}
              {one.isPartial && (
                <span className="block text-meta">Partial: nothing is missing</span>
              )}
              {one.told.length > 0 && (
                <details className="text-meta">
                  <summary className="min-h-6 cursor-pointer">What was told of the file</summary>
                  <ul>
                    {one.told.map(({ place, says }) => (
                      <li key={`${place ?? ''} ${says}`} className="wrap-anywhere">
                        {place !== null && `${place}: `}
                        {says}
                      </li>
                    ))}
                  </ul>
                </details>
              )}
            </Td>
            <Td>{one.actor}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
