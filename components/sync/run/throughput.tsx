'use client';

import { lazy, Suspense } from 'react';
import type { RunDetail } from '#lib/sync/client.ts';
import { Empty } from '#components/ui/feedback/empty.tsx';
import { count } from '#lib/kernel/words/numbers.ts';
import { Table, Td, Th } from '#components/ui/data-table/table.tsx';
import { rangeWords } from '#lib/kernel/words/times.ts';
import { ratesOf, summarise } from './rates.ts';

// The chart library is fetched only where a chart is shown.
const ThroughputChart = lazy(() =>
  import('./throughput-chart.tsx').then((module) => ({ default: module.ThroughputChart })),
);

/** Fewer steps make no line: the table says all there is to say. */
const drawnFrom = 6;

/** Records written per minute, as a chart and as a table with the same facts. */
export function Throughput({ detail: { run, samples } }: { readonly detail: RunDetail }) {
  const rates = ratesOf(samples);
  if (rates.length === 0) {
    return (
      <Empty title={run.endedAt === null ? 'No rate yet' : 'No rate to show'}>
        A rate takes a stage that writes records for a few seconds, and is kept for some time after
        the end of a run.
      </Empty>
    );
  }
  const titleOf = (name: string): string =>
    run.stages.find((stage) => stage.name === name)?.title ?? name;
  const summary = summarise(rates);
  return (
    <>
      {rates.length >= drawnFrom && (
        <Suspense fallback={<div className="h-50" />}>
          <ThroughputChart rates={rates} titleOf={titleOf} />
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
            </tr>
          </thead>
          <tbody>
            {summary.map(({ stage, from, to, average, highest }) => (
              <tr key={stage}>
                <Td>{titleOf(stage)}</Td>
                <Td>{rangeWords(from, to)}</Td>
                <Td numeric>{count(average)}</Td>
                <Td numeric>{count(highest)}</Td>
              </tr>
            ))}
          </tbody>
        </Table>
      </details>
    </>
  );
}
