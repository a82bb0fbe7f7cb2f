'use client';

import Link from 'next/link';
import { Table, Td, Th } from '#components/ui/data-table/table.tsx';
import { FaultNote } from '#components/ui/feedback/fault-note.tsx';
import { Status } from '#components/ui/feedback/status.tsx';
import { useLive } from '#components/ui/live/use-live.ts';
import { Section } from '#components/ui/page/section.tsx';
import { Age } from '#components/ui/time/age.tsx';
import { Time } from '#components/ui/time/time.tsx';
import { observedQuery, type DriftRow, type Verdict } from '#lib/inventory/client.ts';
import { DriftDetail } from './drift-detail.tsx';
import { declaredWords, importWords, observedWords, stateTones, stateWords } from './words.ts';

const verdictWords: Readonly<Record<Verdict, string>> = {
  agrees: 'the same',
  differs: 'differs',
  adds: 'not declared',
  unclear: 'cannot be compared',
};

const verdictOf = (verdict: Verdict) =>
  verdict === 'differs' ? <strong>differs</strong> : verdictWords[verdict];

export function ObservedRow({ row }: { readonly row: DriftRow }) {
  return (
    <div className="mt-3">
      <p className="flex flex-wrap items-baseline gap-x-3 text-dense">
        <Status tone={row.known === null ? stateTones[row.state] : 'off'}>
          {stateWords[row.state]}
          {row.known !== null && ', known'}
        </Status>
        {row.importKind !== null && importWords[row.importKind]}
        {row.seenAt !== null && (
          <span className="text-muted">
            seen <Time at={row.seenAt} as="full-ago" />
          </span>
        )}
        <Link href="/inventory/drift">Drift register</Link>
      </p>
      {row.differences.length > 0 && (
        <Table label={`Declared and observed, ${row.address ?? row.name}`}>
          <thead>
            <tr>
              <Th>Fact</Th>
              <Th>Declared</Th>
              <Th>Observed</Th>
              <Th className="max-m:hidden">Are they the same</Th>
            </tr>
          </thead>
          <tbody>
            {row.differences.map(({ attribute, label, declared, observed, verdict }) => (
              <tr key={attribute}>
                <Td>
                  {label}
                  <span className="block text-meta m:hidden">{verdictOf(verdict)}</span>
                </Td>
                <Td className="min-w-28 wrap-anywhere">{declaredWords(declared)}</Td>
                <Td className="min-w-28 wrap-anywhere">{observedWords(observed)}</Td>
                <Td className="max-m:hidden">{verdictOf(verdict)}</Td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      <DriftDetail row={{ ...row, differences: [] }} />
    </div>
  );
}

/** What the newest imports say of a component, beside what is declared; nothing where none do. */
export function ObservedSection({ itemKey }: { readonly itemKey: string }) {
  const { data, fault, asOf, refetch } = useLive(observedQuery(itemKey));
  if (data === undefined ? fault === null : data.length === 0) return null;
  return (
    <Section
      title="Declared and observed"
      age={<Age at={asOf} fault={fault} />}
      isStale={fault !== null && data !== undefined}
    >
      {data === undefined
        ? fault !== null && (
            <FaultNote
              title="What was observed cannot be shown"
              fault={fault}
              meaning="What is declared is not affected by this."
              onRetry={refetch}
            />
          )
        : data.map((row) => <ObservedRow key={row.id} row={row} />)}
    </Section>
  );
}
