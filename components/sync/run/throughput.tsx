'use client';

import { lazy, Suspense, useMemo } from 'react';
import type { RunDetail } from '#lib/sync/client.ts';
import { Empty } from '#components/ui/feedback/empty.tsx';
import { count } from '#lib/kernel/words/numbers.ts';
import { Table, Td, Th } from '#components/ui/data-table/table.tsx';
import { rangeWords } from '#lib/kernel/words/times.ts';
import { ratesOf, shortStagesOf, summarise } from './rates.ts';
import { stageTitle } from './record-words.ts';
import { drawnFrom, spreadWords, usualRateOf, type EarlierRates } from './usual-rates.ts';

// The chart library is fetched only where a chart is shown.
const ThroughputChart = lazy(() =>
  import('./throughput-chart.tsx').then((module) => ({ default: module.ThroughputChart })),
);

/** Records written per minute, as a chart and as a table with the same facts. */
export function Throughput({ detail }: { readonly detail: RunDetail }) {
  const { run, samples, earlierRates } = detail;
  const rates = useMemo(() => ratesOf(samples), [samples]);
  const shortStages = useMemo(
    () => shortStagesOf(run.stages, samples, rates),
    [run.stages, samples, rates],
  );
  if (rates.length === 0 && shortStages.length === 0) {
    return (
      <Empty title={run.endedAt === null ? 'No rate yet' : 'No rate to show'}>
        A rate takes a stage that writes records for a few seconds, and is kept for some time after
        the end of a run.
      </Empty>
    );
  }
  const titleOf = (name: string): string => stageTitle(run, name);
  const positionOf = ({ stage }: { readonly stage: string }): number =>
    run.stages.findIndex(({ name }) => name === stage);
  const summary = [
    ...summarise(rates),
    ...shortStages.map((short) => ({ ...short, average: null, highest: null })),
  ].sort((a, b) => positionOf(a) - positionOf(b));
  return (
    <>
      {rates.length >= drawnFrom && (
        <Suspense fallback={<div className="mb-9 h-50" />}>
          <ThroughputChart
            rates={rates}
            shortStages={shortStages}
            earlier={earlierRates}
            titleOf={titleOf}
          />
        </Suspense>
      )}
      <details className="mt-2 text-dense" open={rates.length < drawnFrom}>
        <summary className="min-h-6 text-link">
          {rates.length < drawnFrom ? 'As a table' : 'The same as a table'}
        </summary>
        <Table label="Records written per minute by stage">
          <thead>
            <tr>
              <Th>Stage</Th>
              <Th>When</Th>
              <Th numeric>Average per minute</Th>
              <Th numeric>Highest</Th>
              <Th numeric>Usual</Th>
              <Th numeric>Rejected</Th>
            </tr>
          </thead>
          <tbody>
            {summary.map(({ stage, from, to, average, highest, rejected }) => (
              <tr key={stage}>
                <Td>{titleOf(stage)}</Td>
                <Td>{rangeWords(from, to)}</Td>
                <Td numeric>{rateWords(average)}</Td>
                <Td numeric>{rateWords(highest)}</Td>
                <Td numeric>{usualWords(stage, earlierRates)}</Td>
                <Td numeric>{count(rejected)}</Td>
              </tr>
            ))}
          </tbody>
        </Table>
      </details>
    </>
  );
}

const rateWords = (rate: number | null): string =>
  rate === null ? 'too short to measure' : count(rate);

function usualWords(stage: string, earlier: EarlierRates): string {
  const usual = usualRateOf(stage, earlier);
  return usual === null ? 'not known' : spreadWords(usual);
}
