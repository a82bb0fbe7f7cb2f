'use client';

import { lazy, Suspense } from 'react';
import { Table, Td, Th } from '#components/ui/data-table/table.tsx';
import { Empty } from '#components/ui/feedback/empty.tsx';
import { Time } from '#components/ui/time/time.tsx';
import type { BurnUpPoint } from '#lib/inventory/client.ts';
import { count } from '#lib/kernel/words/numbers.ts';

// The chart library is fetched only where a chart is shown.
const BurnUpChart = lazy(() =>
  import('./burn-up-chart.tsx').then((module) => ({ default: module.BurnUpChart })),
);

interface BurnUpProps {
  readonly points: readonly BurnUpPoint[];
  /** When it was read: the last of them holds until then. */
  readonly until: string;
}

/** How many items no longer run on Azure, as a chart and as a table with the same facts. */
export function BurnUp({ points, until }: BurnUpProps) {
  if (points.length === 0)
    return (
      <Empty title="Nothing is recorded yet">
        The curve begins when the first item of the move is taken into the inventory.
      </Empty>
    );
  return (
    <>
      <Suspense fallback={<div className="mb-9 h-45" />}>
        <BurnUpChart points={points} until={until} />
      </Suspense>
      <details className="text-dense" open={points.length === 1}>
        <summary className="min-h-6 text-link">The same as a table</summary>
        <Table label="Items of the move over time">
          <thead>
            <tr>
              <Th>From</Th>
              <Th numeric>Cut over</Th>
              <Th numeric>Decommissioned</Th>
              <Th numeric>Parallel run</Th>
              <Th numeric>Not started</Th>
              <Th numeric>Not recorded</Th>
              <Th numeric>Not applicable</Th>
              <Th numeric>None</Th>
              <Th numeric>In all</Th>
            </tr>
          </thead>
          <tbody>
            {points.map(({ at, counts, total }) => (
              <tr key={at}>
                <Td>
                  <Time at={at} as="near" />
                </Td>
                <Td numeric>{count(counts['cut over'])}</Td>
                <Td numeric>{count(counts.decommissioned)}</Td>
                <Td numeric>{count(counts['parallel run'])}</Td>
                <Td numeric>{count(counts['not started'])}</Td>
                <Td numeric>{count(counts['not-recorded'])}</Td>
                <Td numeric>{count(counts['not-applicable'])}</Td>
                <Td numeric>{count(counts.none)}</Td>
                <Td numeric>{count(total)}</Td>
              </tr>
            ))}
          </tbody>
        </Table>
      </details>
    </>
  );
}
