'use client';

import { Minus, PencilLine, Plus } from 'lucide-react';
import type { ComparisonSample, SampledField } from '#lib/indexes/client.ts';
import { countOf } from '#lib/kernel/words/numbers.ts';
import type { Column } from '#components/ui/data-table/column.ts';
import { DataTable } from '#components/ui/data-table/data-table.tsx';
import { Status } from '#components/ui/feedback/status.tsx';

interface SampleRow extends ComparisonSample {
  readonly key: string;
}

const changes = {
  changed: { icon: PencilLine, word: 'Changed' },
  added: { icon: Plus, word: 'Added' },
  removed: { icon: Minus, word: 'Removed' },
} as const;

const maskedWords = {
  gained: 'had none before, not shown',
  lost: 'has none now, not shown',
  changed: 'differs, not shown',
} as const;

function Change({ field: { change, isMasked, before, after } }: { readonly field: SampledField }) {
  if (isMasked) return <span className="text-muted">{maskedWords[change]}</span>;
  return (
    <>
      {before === null ? <span className="text-muted">nothing</span> : <code>{before}</code>}
      <span aria-hidden="true"> → </span>
      <span className="sr-only"> to </span>
      {after === null ? <span className="text-muted">nothing</span> : <code>{after}</code>}
    </>
  );
}

const mostShown = 5;

function FieldList({ fields }: Pick<ComparisonSample, 'fields'>) {
  return (
    <ul>
      {fields.map((field) => (
        <li key={field.field} className="wrap-anywhere">
          <code>{field.field}</code>: <Change field={field} />
        </li>
      ))}
    </ul>
  );
}

const columns: readonly Column<SampleRow>[] = [
  {
    id: 'document',
    head: 'Document',
    role: 'name',
    className: 'whitespace-nowrap',
    cell: ({ document }) => document,
  },
  {
    id: 'change',
    head: 'Change',
    role: 'state',
    cell: ({ change }) => (
      <Status tone="off" icon={changes[change].icon}>
        {changes[change].word}
      </Status>
    ),
  },
  {
    id: 'fields',
    head: 'What differs',
    isWide: true,
    cell: ({ fields }) => (
      <>
        <FieldList fields={fields.slice(0, mostShown)} />
        {fields.length === 0 && <span className="text-muted">nothing that may be shown</span>}
        {fields.length > mostShown && (
          <details>
            <summary className="min-h-6 cursor-pointer leading-6 text-link">
              {countOf(fields.length - mostShown, 'more field')}
            </summary>
            <FieldList fields={fields.slice(mostShown)} />
          </details>
        )}
      </>
    ),
  },
];

/** A few documents of each kind of change, masked. */
export function SamplesTable({ samples }: { readonly samples: readonly ComparisonSample[] }) {
  const rows = samples.map((sample, at): SampleRow => ({ ...sample, key: String(at) }));
  return <DataTable label="Samples" columns={columns} rows={rows} rowKey={({ key }) => key} />;
}
