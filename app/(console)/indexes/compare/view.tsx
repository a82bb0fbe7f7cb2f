'use client';

import { useRef } from 'react';
import { parseAsBoolean, parseAsString, useQueryStates } from 'nuqs';
import { ChoosePair } from '#components/indexes/compare/choose-pair.tsx';
import { chosenPair, comparable } from '#components/indexes/compare/comparable.ts';
import { ComparisonProgress } from '#components/indexes/compare/comparison-progress.tsx';
import {
  ComparisonResult,
  type ResultView,
} from '#components/indexes/compare/comparison-result.tsx';
import { useComparison, type ComparisonState } from '#components/indexes/compare/use-comparison.ts';
import { AskedIndexName } from '#components/indexes/index-name.tsx';
import { useEnvironments } from '#components/shell/environments.tsx';
import { useAnnounceChange } from '#components/ui/feedback/announcer.tsx';
import { Empty } from '#components/ui/feedback/empty.tsx';
import { FaultNote } from '#components/ui/feedback/fault-note.tsx';
import { Note } from '#components/ui/feedback/note.tsx';
import { SkeletonRows } from '#components/ui/feedback/skeleton.tsx';
import { Button } from '#components/ui/form/button.tsx';
import { useLive } from '#components/ui/live/use-live.ts';
import { PageHead } from '#components/ui/page/page-head.tsx';
import { NotKnown } from '#components/ui/feedback/status.tsx';
import { Section } from '#components/ui/page/section.tsx';
import { Age } from '#components/ui/time/age.tsx';
import { indexesQuery } from '#lib/indexes/client.ts';

const parameters = {
  a: parseAsString,
  b: parseAsString,
  fields: parseAsString,
  values: parseAsString,
  all: parseAsBoolean.withDefault(false),
};

/** States that are said aloud; a number that grows is none. */
function spoken(state: ComparisonState | null): string | null {
  switch (state?.is) {
    case 'going':
      return 'The comparison has begun.';
    case 'done':
      return `The comparison has ended. ${state.comparison.says}`;
    case 'cancelled':
      return 'The comparison was cancelled.';
    case 'failed':
      return 'The comparison failed.';
    case undefined:
      return null;
  }
}

export function ComparePage({
  environment,
  notAllowed,
}: {
  readonly environment: string;
  /** Why this person may not compare, in words; null when they may. */
  readonly notAllowed: string | null;
}) {
  const { href } = useEnvironments();
  const [{ a, b, fields, values, all }, setAddress] = useQueryStates(parameters);
  const live = useLive(indexesQuery(environment));
  const generations = live.data?.generations;
  const isUnknown = generations?.length === 0 && live.data?.asOf === null;
  const order = live.data?.aliases.map(({ name }) => name);
  const choices = comparable(generations ?? [], order);
  const chosen = chosenPair(choices, { a, b });
  const [indexA, indexB] = [chosen?.a.index, chosen?.b.index];
  const { state, start, cancel } = useComparison(
    environment,
    chosen && { a: chosen.a.index, b: chosen.b.index },
  );
  useAnnounceChange(spoken(state));
  const button = useRef<HTMLButtonElement>(null);
  // What was pressed goes, and with it the focus would.
  const startAgain = (): void => {
    button.current?.focus();
    start();
  };
  const stop = (): void => {
    button.current?.focus();
    cancel();
  };
  const isNamedAbsent =
    generations !== undefined &&
    [a, b].find((name) => name !== null && ![indexA, indexB].includes(name));
  const change = (next: Partial<ResultView>): void => {
    const { isAll, ...orders } = next;
    void setAddress({ ...orders, ...(isAll !== undefined && { all: isAll || null }) });
  };
  return (
    <>
      <PageHead
        trail={[{ href: href('/indexes'), text: 'Indexes' }]}
        here="Compare"
        title="Compare generations"
        lead={
          'What one generation of an index has that another has not, document by document and ' +
          'field by field. Numbers and names of doctors are not shown.'
        }
      />
      <Section
        title="Two generations of one index"
        age={<Age at={live.data?.asOf ?? null} fault={live.fault} failedSince={null} />}
      >
        {chosen !== null && (
          <ChoosePair
            pair={chosen}
            choices={choices}
            notNow={
              notAllowed ??
              (state?.is === 'going' ? 'The comparison goes on. Cancel it first.' : null)
            }
            button={button}
            onChoose={(named) => void setAddress(named)}
            onStart={start}
          />
        )}
        {typeof isNamedAbsent === 'string' && (
          <div className="mt-3">
            <Note tone="warn" title="That index cannot be compared here">
              <p>
                <AskedIndexName index={isNamedAbsent} /> was dropped, was never whole, or is of
                another index than the other one. The two above are chosen instead.
              </p>
            </Note>
          </div>
        )}
        {isUnknown && (
          <Empty title={<NotKnown />}>
            The search engine has not answered yet, so it is not known which generations there are.
          </Empty>
        )}
        {generations !== undefined && chosen === null && !isUnknown && (
          <Empty title="There are no two generations to compare">
            It takes two of one index that were whole: the one that users read and one that they
            have left. The second sync that settles leaves the first.
          </Empty>
        )}
        {generations === undefined && live.fault === null && (
          <SkeletonRows label="generations" rows={2} />
        )}
        {generations === undefined && live.fault !== null && (
          <FaultNote
            title="The console cannot say which generations there are"
            fault={live.fault}
            meaning="Users’ pages are not affected by this."
            onRetry={live.refetch}
          />
        )}
        {chosen !== null && state?.is === 'going' && (
          <ComparisonProgress pair={chosen} progress={state.progress} onCancel={stop} />
        )}
        {state?.is === 'cancelled' && (
          <div className="mt-3">
            <Note
              tone="off"
              title="The comparison was cancelled"
              actions={<Button onClick={startAgain}>Compare again</Button>}
            >
              <p>Nothing more is read, and nothing was kept.</p>
            </Note>
          </div>
        )}
        {state?.is === 'failed' && (
          <FaultNote
            title="It is not known what has changed"
            fault={state.fault}
            meaning="Users’ pages are not affected by this."
            onRetry={startAgain}
          />
        )}
      </Section>
      {chosen !== null && state?.is === 'done' && (
        <ComparisonResult
          comparison={state.comparison}
          pair={chosen}
          view={{ fields, values, isAll: all }}
          onView={change}
        />
      )}
    </>
  );
}
