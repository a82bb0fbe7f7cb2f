import Link from 'next/link';
import { Table, Td, Th } from '#components/ui/data-table/table.tsx';
import type { RelationView } from '#lib/inventory/client.ts';
import { itemHref, speaksOfWords, whereWords } from './words.ts';

/** What leads from a thing and to it, each in the words of this end. */
export function RelationsList({ relations }: { readonly relations: readonly RelationView[] }) {
  return (
    <Table label="Relations">
      <thead>
        <tr>
          <Th>Relation</Th>
          <Th>With</Th>
          <Th>Where</Th>
          <Th>Source</Th>
        </tr>
      </thead>
      <tbody>
        {relations.map((relation) => (
          <tr key={`${relation.direction} ${relation.kind} ${relation.key}`}>
            <Td>{relation.words}</Td>
            <Td>
              <Link href={itemHref(relation.key)} className="font-bold wrap-anywhere">
                {relation.name}
              </Link>{' '}
              <span className="text-muted">{relation.kindTitle}</span>
              {relation.note !== null && (
                <span className="block max-w-[70ch] text-muted">{relation.note}</span>
              )}
            </Td>
            <Td>{whereWords(relation)}</Td>
            <Td>
              {relation.source.title}
              <span className="block text-muted">{speaksOfWords(relation.source)}</span>
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
