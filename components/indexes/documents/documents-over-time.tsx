'use client';

import Link from 'next/link';
import { parseAsString, useQueryState } from 'nuqs';
import { documentsQuery, type CountedSeries, type DocumentsView } from '#lib/indexes/client.ts';
import { parseRunName } from '#lib/sync/client.ts';
import { count } from '#lib/kernel/words/numbers.ts';
import { Table, Td, Th } from '#components/ui/data-table/table.tsx';
import { NotKnown } from '#components/ui/feedback/status.tsx';
import { Pick } from '#components/ui/form/pick.tsx';
import { useLive } from '#components/ui/live/use-live.ts';
import { Section } from '#components/ui/page/section.tsx';
import { Age } from '#components/ui/time/age.tsx';
import { Time } from '#components/ui/time/time.tsx';
import { DocumentsChart } from './documents-chart.tsx';
import { drawingOf, happeningsOf, type Happening } from './drawing.ts';

const shownRows = 50;

const valueOf = ({ about, name }: CountedSeries): string => `${about}:${name}`;

const seriesWords = ({ about, name }: CountedSeries): string =>
  about === 'index' ? `${name}, the generation that users read` : `${name}, as users see it`;

function seriesOf(value: string | null): CountedSeries | null {
  const [, about, name] = /^(index|alias):(.+)$/.exec(value ?? '') ?? [];
  return name !== undefined && (about === 'index' || about === 'alias') ? { about, name } : null;
}

/** The number of documents over time, with the swaps and roll backs. */
export function DocumentsOverTime({ environment }: { readonly environment: string }) {
  const [chosen, setChosen] = useQueryState('documents', parseAsString);
  const live = useLive(documentsQuery(environment, seriesOf(chosen)));
  const view = live.data;
  if (view === undefined || view.of === null) return null;
  const drawing = drawingOf(view);
  return (
    <Section
      title="Documents over time"
      sub="of 30 days, as the contract monitor counted them; the runs that moved users are above"
      age={<Age at={live.asOf} fault={live.fault} failedSince={null} />}
      isStale={live.fault !== null}
    >
      <div className="mt-3 max-w-md">
        <Pick
          label="Documents of"
          value={valueOf(view.of)}
          options={view.series.map((one) => [valueOf(one), seriesWords(one)])}
          onPick={(value) => void setChosen(value)}
        />
      </div>
      {drawing === null ? (
        <p className="py-3 text-dense text-muted">None of these numbers is known yet.</p>
      ) : (
        <DocumentsChart drawing={drawing} points={view.points} hrefOf={(run) => `/sync/${run}`} />
      )}
      <Happenings view={view} />
    </Section>
  );
}

function Happenings({ view }: { readonly view: DocumentsView }) {
  const all = happeningsOf(view);
  return (
    <details className="mt-2 text-dense">
      <summary className="min-h-6 text-link">The same as a table</summary>
      <Table label="Documents over time">
        <thead>
          <tr>
            <Th className="pl-2.5">From</Th>
            <Th numeric>Documents</Th>
            <Th numeric>Change</Th>
            <Th>What happened</Th>
          </tr>
        </thead>
        <tbody>
          {all.slice(0, shownRows).map((one) => (
            <tr key={`${one.is} ${one.at}`}>
              <Td className="pl-2.5 whitespace-nowrap">
                <Time at={one.at} as="near" />
              </Td>
              <HappeningCells happening={one} />
            </tr>
          ))}
        </tbody>
      </Table>
      {all.length > shownRows && (
        <p className="mt-1.5 text-meta text-muted">
          The newest {shownRows} of {count(all.length)}.
        </p>
      )}
    </details>
  );
}

const changeWords = (change: number): string =>
  change === 0 ? '0' : `${change > 0 ? '+' : '−'}${count(Math.abs(change))}`;

function HappeningCells({ happening }: { readonly happening: Happening }) {
  if (happening.is === 'count') {
    const { documents, change } = happening;
    return (
      <>
        <Td numeric>{documents === null ? <NotKnown /> : count(documents)}</Td>
        <Td numeric>{change === null ? '' : changeWords(change)}</Td>
        <Td>{documents === null ? 'Nobody could count them, or nobody looked' : 'Counted'}</Td>
      </>
    );
  }
  const { run, actor } = happening;
  const number = run === null ? null : parseRunName(run)?.number;
  return (
    <>
      <Td numeric>{''}</Td>
      <Td numeric>{''}</Td>
      <Td>
        {run === null || number == null ? (
          `Users were moved by ${actor}`
        ) : (
          <>
            Users were moved by <Link href={`/sync/${run}`}>run {number}</Link>
          </>
        )}
      </Td>
    </>
  );
}
