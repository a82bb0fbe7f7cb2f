import { Table, Td, Th } from '#components/ui/data-table/table.tsx';
import { Time } from '#components/ui/time/time.tsx';
import { countOf } from '#lib/kernel/words/numbers.ts';
import type { LatencyPoint, ServiceView } from '#lib/status/client.ts';
import { LatencyChart } from './latency-chart.tsx';
import { msWords } from './ms-words.ts';

const shownRows = 50;

const isAnswered = ({ medianMs }: LatencyPoint): boolean => medianMs !== null;

/** How long answers took: a chart, and the same as a table. */
export function Latency({ latency: { points, by } }: Pick<ServiceView, 'latency'>) {
  const answered = points.filter(isAnswered);
  if (answered.length === 0)
    return (
      <p className="mt-2 text-dense text-muted">
        Nothing is summed up of the last {by === 'hour' ? '14 days' : '24 hours'}: it gave no
        answer, or is asked since a moment ago.
      </p>
    );
  const newest = [...points].reverse().slice(0, shownRows);
  return (
    <>
      <LatencyChart points={points} />
      <details className="mt-2 text-dense">
        <summary className="min-h-6 text-link">The same as a table</summary>
        <Table label="How long answers took">
          <thead>
            <tr>
              <Th className="pl-2.5">From</Th>
              <Th numeric>Median</Th>
              <Th numeric>95th</Th>
            </tr>
          </thead>
          <tbody>
            {newest.map((point) => (
              <tr key={point.at}>
                <Td className="pl-2.5 whitespace-nowrap">
                  <Time at={point.at} as="near" />
                </Td>
                {isAnswered(point) ? (
                  <>
                    <Td numeric>{msWords(point.medianMs)}</Td>
                    <Td numeric>{msWords(point.percentile95Ms)}</Td>
                  </>
                ) : (
                  <Td colSpan={2}>no answer</Td>
                )}
              </tr>
            ))}
          </tbody>
        </Table>
        {points.length > shownRows && (
          <p className="mt-1.5 text-meta text-muted">
            The newest {shownRows} of {countOf(points.length, by === 'hour' ? 'hour' : 'time')}.
          </p>
        )}
      </details>
    </>
  );
}
