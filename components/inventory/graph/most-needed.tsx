import Link from 'next/link';
import { Table, Td, Th } from '#components/ui/data-table/table.tsx';
import { Section } from '#components/ui/page/section.tsx';
import type { NeededItem } from '#lib/inventory/client.ts';
import { count } from '#lib/kernel/words/numbers.ts';
import { graphHref, whereWords } from '../words.ts';

/** Where to begin while nothing is chosen. */
export function MostNeeded({ starts }: { readonly starts: readonly NeededItem[] }) {
  if (starts.length === 0) return null;
  return (
    <Section title="On these the most hangs" sub="directly">
      <Table label="On these the most hangs">
        <thead>
          <tr>
            <Th>What</Th>
            <Th>Where</Th>
            <Th numeric>Needed by</Th>
          </tr>
        </thead>
        <tbody>
          {starts.map(({ item, neededBy }) => (
            <tr key={item.key}>
              <Td>
                <Link href={graphHref({ of: item.key })} className="font-bold wrap-anywhere">
                  {item.name}
                </Link>{' '}
                <span className="text-muted">{item.kindTitle}</span>
              </Td>
              <Td>{whereWords(item)}</Td>
              <Td numeric>{count(neededBy)}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}
