'use client';

import Link from 'next/link';
import { parseAsString, useQueryStates } from 'nuqs';
import { useMemo } from 'react';
import { FactValue } from '#components/inventory/fact-value.tsx';
import { useEnvironments } from '#components/shell/environments.tsx';
import type { Column } from '#components/ui/data-table/column.ts';
import { DataTable } from '#components/ui/data-table/data-table.tsx';
import { Empty } from '#components/ui/feedback/empty.tsx';
import { TextField } from '#components/ui/form/field.tsx';
import { Pick } from '#components/ui/form/pick.tsx';
import type { PastIncidentView } from '#lib/inventory/client.ts';
import { count } from '#lib/kernel/words/numbers.ts';
import { listWords } from '#lib/kernel/words/text.ts';
import { filterPast, pastHref, pastThings } from './past-words.ts';

const asked = {
  past: parseAsString.withDefault(''),
  of: parseAsString.withDefault(''),
};

const namesOf = ({ of }: PastIncidentView): readonly string[] => [
  ...new Set(of.map(({ name }) => name)),
];

/** What public sources tell of these systems from before this console, and what of it is wanted. */
export function PastIncidents({ incidents }: { readonly incidents: readonly PastIncidentView[] }) {
  const { href } = useEnvironments();
  const [{ past, of }, setAsked] = useQueryStates(asked);
  const shown = filterPast(incidents, { text: past, of });
  const columns = useMemo(
    (): readonly Column<PastIncidentView>[] => [
      {
        id: 'name',
        head: 'What happened',
        role: 'name',
        cell: ({ key, name }) => (
          <Link href={href(pastHref(key))} className="inline-block min-h-6 wrap-anywhere">
            {name}
          </Link>
        ),
      },
      { id: 'when', head: 'When', cell: ({ facts }) => <FactValue of={facts['when']} /> },
      {
        id: 'effect',
        head: 'What users saw',
        cell: ({ facts }) => <FactValue of={facts['effect']} />,
      },
      { id: 'cause', head: 'Cause', cell: ({ facts }) => <FactValue of={facts['cause']} /> },
      {
        id: 'of',
        head: 'Happened to',
        cell: (incident) => listWords(namesOf(incident), 'and'),
      },
    ],
    [href],
  );
  return (
    <>
      <div className="grid max-w-[82ch] gap-x-6 m:grid-cols-2 print:hidden">
        <TextField
          label="Find among them"
          type="search"
          value={past}
          onTyped={(text) => void setAsked({ past: text })}
        />
        <Pick
          label="That happened to"
          value={of}
          options={[
            ['', 'anything'],
            ...pastThings(incidents).map((name) => [name, name] as const),
          ]}
          onPick={(name) => void setAsked({ of: name })}
        />
      </div>
      <p role="status" className="mt-3 text-dense text-muted">
        {count(shown.length)} of {count(incidents.length)}
      </p>
      {shown.length === 0 ? (
        <Empty title="None of them is like that">
          Use other words, or choose what else it may have happened to.
        </Empty>
      ) : (
        <DataTable
          label="Past incidents"
          columns={columns}
          rows={shown}
          rowKey={({ key }) => key}
        />
      )}
    </>
  );
}
