'use client';

import { useState } from 'react';
import Link from 'next/link';
import { FaultNote } from '#components/ui/feedback/fault-note.tsx';
import { Button } from '#components/ui/form/button.tsx';
import { useLive } from '#components/ui/live/use-live.ts';
import { Table, Td, Th } from '#components/ui/data-table/table.tsx';
import {
  firstRelations,
  wholeItemQuery,
  type ItemView,
  type RelationView,
} from '#lib/inventory/client.ts';
import { count } from '#lib/kernel/words/numbers.ts';
import { itemHref, speaksOfWords, whereWords } from './words.ts';

/**
 * What leads from a thing and to it, each in the words of this end: the first in each direction,
 * and all of them for whoever wants them.
 */
export function RelationsList({
  item: { key, relations, relationCount },
}: {
  readonly item: Pick<ItemView, 'key' | 'relations' | 'relationCount'>;
}) {
  const [wantsAll, setWantsAll] = useState(false);
  if (relations.length >= relationCount) return <RelationsTable relations={relations} />;
  if (wantsAll) return <AllRelations itemKey={key} first={relations} />;
  return (
    <>
      <RelationsTable relations={relations} />
      <p className="mt-2 flex flex-wrap items-center gap-3 text-meta text-muted">
        The first {count(firstRelations)} in each direction, and incidents.
        <Button small onClick={() => setWantsAll(true)}>
          Show all {count(relationCount)}
        </Button>
      </p>
    </>
  );
}

function AllRelations({
  itemKey,
  first,
}: {
  readonly itemKey: string;
  readonly first: readonly RelationView[];
}) {
  const { data, fault, refetch } = useLive(wholeItemQuery(itemKey));
  return (
    <>
      {data === undefined && fault !== null && (
        <FaultNote
          title="The other relations cannot be shown"
          fault={fault}
          meaning="What exists in the estates is not affected by this."
          onRetry={refetch}
        />
      )}
      <RelationsTable
        relations={data?.relations ?? first}
        isBusy={data === undefined && fault === null}
      />
    </>
  );
}

function RelationsTable({
  relations,
  isBusy = false,
}: {
  readonly relations: readonly RelationView[];
  readonly isBusy?: boolean;
}) {
  return (
    <Table label="Relations" aria-busy={isBusy} keepsHead>
      <thead>
        <tr>
          <Th>Relation</Th>
          <Th>With</Th>
          <Th className="max-m:hidden">Where</Th>
          <Th className="max-m:hidden">Source</Th>
        </tr>
      </thead>
      <tbody>
        {relations.map((relation) => (
          <tr key={`${relation.direction} ${relation.kind} ${relation.key}`}>
            <Td>{relation.words}</Td>
            <Td>
              <Link
                href={itemHref(relation.key)}
                prefetch={false}
                className="font-bold wrap-anywhere"
              >
                {relation.name}
              </Link>{' '}
              <span className="text-muted">{relation.kindTitle}</span>
              {relation.note !== null && (
                <span className="block max-w-[70ch] text-muted">{relation.note}</span>
              )}
              <span className="block text-meta text-muted m:hidden">
                {whereWords(relation)}. {relation.source.title}, {speaksOfWords(relation.source)}
              </span>
            </Td>
            <Td className="max-m:hidden">{whereWords(relation)}</Td>
            <Td className="max-m:hidden">
              {relation.source.title}
              <span className="block text-muted">{speaksOfWords(relation.source)}</span>
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
