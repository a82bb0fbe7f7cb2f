'use client';

import { useMemo } from 'react';
import type { Both, Comparison, GenerationView } from '#lib/indexes/client.ts';
import { count, countOf } from '#lib/kernel/words/numbers.ts';
import { durationWords } from '#lib/kernel/words/times.ts';
import { sentences } from '#lib/kernel/words/text.ts';
import { Note } from '#components/ui/feedback/note.tsx';
import { TickBox } from '#components/ui/form/field.tsx';
import { KeyFigure, KeyFigures } from '#components/ui/page/key-figures.tsx';
import { Section } from '#components/ui/page/section.tsx';
import { Time } from '#components/ui/time/time.tsx';
import { headName, shortName } from './comparable.ts';
import { FieldsTable } from './fields-table.tsx';
import { SamplesTable } from './samples-table.tsx';
import { ValuesTable, valueRows } from './values-table.tsx';
import { signed } from './words.ts';

/** What of a result is in the address. */
export interface ResultView {
  /** Orders of the tables of fields and of values. */
  readonly fields: string | null;
  readonly values: string | null;
  /** Fields and values that are as before are shown too. */
  readonly isAll: boolean;
}

interface ComparisonResultProps {
  readonly comparison: Comparison;
  readonly pair: Both<GenerationView>;
  readonly view: ResultView;
  readonly onView: (change: Partial<ResultView>) => void;
}

/** What could not be compared, in sentences; empty: all of it could. */
function leftOutWords({ withoutKey, repeated }: Comparison): string {
  const [keyless, further] = [withoutKey.a + withoutKey.b, repeated.a + repeated.b];
  return sentences(
    keyless > 0 &&
      `${countOf(keyless, 'document has', 'documents have')} no usable GMC number, so ` +
        'nobody can tell which of the others they are',
    further > 0 &&
      `${countOf(further, 'document has', 'documents have')} the GMC number of another document ` +
        'of the same index, of which the first is compared',
  );
}

/** What has come out: how many, then field by field, value by value, and a few documents. */
export function ComparisonResult({ comparison, pair, view, onView }: ComparisonResultProps) {
  const { state, documents, added, removed, changed, same, fields, samples } = comparison;
  const names = { a: shortName(pair.a), b: shortName(pair.b) };
  const [headA, headB] = [headName(pair.a, 'the first'), headName(pair.b, 'the second')];
  const heads = useMemo(() => ({ a: headA, b: headB }), [headA, headB]);
  const leftOut = leftOutWords(comparison);
  const rows = valueRows(fields, view.isAll);
  const differing = fields.filter(
    ({ changed, empty, values }) =>
      changed > 0 ||
      empty.a !== empty.b ||
      values?.listed.some((one) => one.documents.a !== one.documents.b) === true,
  );
  const shown = view.isAll ? fields : differing;
  const tookMs = new Date(comparison.endedAt).getTime() - new Date(comparison.startedAt).getTime();
  const age = (
    <span className="text-meta text-muted">
      Read <Time at={comparison.startedAt} as="near" />
      {tookMs >= 1_000 && `, which took ${durationWords(tookMs)}`}
    </span>
  );
  const difference = documents.b - documents.a;
  return (
    <>
      <Section title="What has changed" age={age}>
        <KeyFigures>
          <KeyFigure
            label="Documents"
            value={count(documents.b)}
            detail={
              difference === 0
                ? `as many as ${names.a}`
                : `${count(documents.a)} in ${names.a}: ${signed(difference)}`
            }
          />
          <KeyFigure label="Added" value={count(added)} detail={`only in ${names.b}`} />
          <KeyFigure label="Removed" value={count(removed)} detail={`only in ${names.a}`} />
          <KeyFigure label="Changed" value={count(changed)} detail="in both, with a difference" />
          <KeyFigure label="The same" value={count(same)} detail="in both, field by field" />
        </KeyFigures>
        {state === 'equal' && (
          <div className="mt-3">
            <Note tone="ok" title="There is no difference">
              <p>{comparison.says}</p>
            </Note>
          </div>
        )}
        {leftOut !== '' && (
          <div className="mt-3">
            <Note
              tone="warn"
              title={
                state === 'not-known'
                  ? 'It is not known whether they differ'
                  : 'Not every document could be compared'
              }
            >
              <p>{leftOut}</p>
            </Note>
          </div>
        )}
      </Section>
      {fields.length > 0 && (
        <Section
          title="Fields"
          sub={
            `${countOf(differing.length, 'field differs', 'fields differ')} of ` +
            `${count(fields.length)}; empty is absent, null or an empty list` +
            (comparison.hasMoreFields ? '. There are more, which are not counted one by one' : '')
          }
        >
          <TickBox
            label="Show fields and values that are as before too"
            checked={view.isAll}
            onTick={(isAll) => onView({ isAll })}
          />
          {shown.length > 0 ? (
            <FieldsTable
              fields={shown}
              heads={heads}
              sort={view.fields}
              onSort={(text) => onView({ fields: text })}
            />
          ) : (
            <p className="py-3 text-dense text-muted">Every field is as before.</p>
          )}
        </Section>
      )}
      {fields.some(({ values }) => values !== null) && (
        <Section
          title="Values"
          sub="of fields that have few, and say nothing about who somebody is"
        >
          {rows.length > 0 ? (
            <ValuesTable
              rows={rows}
              heads={heads}
              sort={view.values}
              onSort={(text) => onView({ values: text })}
            />
          ) : (
            <p className="py-3 text-dense text-muted">
              Every value has as many documents as before.
            </p>
          )}
        </Section>
      )}
      {samples.length > 0 && (
        <Section
          title="Samples"
          sub="a few documents of each kind of change; what may say who somebody is is not shown"
        >
          <SamplesTable samples={samples} />
        </Section>
      )}
    </>
  );
}
