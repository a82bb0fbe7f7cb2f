import { Fragment } from 'react';
import type { QueueView } from '#lib/sync/client.ts';
import { Empty } from '#components/ui/feedback/empty.tsx';
import { count } from '#lib/kernel/words/numbers.ts';
import { NotKnown, Status } from '#components/ui/feedback/status.tsx';
import { Table, Td, Th } from '#components/ui/data-table/table.tsx';
import { Time } from '#components/ui/time/time.tsx';
import { useWait } from './waits.ts';

/**
 * Depth of each queue, in columns that keep their width while the numbers move; a queue that did
 * not respond keeps its last value and says since when it is not known.
 */
export function QueuesTable({
  queues,
  hasEnded,
}: {
  readonly queues: readonly QueueView[];
  readonly hasEnded: boolean;
}) {
  if (queues.length === 0) {
    return hasEnded ? (
      <Empty title="No longer watched">
        The queues are watched while the run lasts. It has ended.
      </Empty>
    ) : (
      <Empty title="No queue yet">The queues appear when the run declares them.</Empty>
    );
  }
  return (
    <Table label="Queues this run uses" className="min-w-150 table-fixed">
      <thead>
        <tr>
          <Th>Queue</Th>
          <Th numeric className="w-24">
            Ready
          </Th>
          <Th numeric className="w-32">
            Unacknowledged
          </Th>
          <Th numeric className="w-24">
            Consumers
          </Th>
          <Th className="w-44">State</Th>
        </tr>
      </thead>
      <tbody>
        {queues.map((queue) => (
          <tr key={queue.queue} className={queue.failedSince === null ? undefined : 'text-muted'}>
            <Td>
              <code className="wrap-anywhere">
                <Dotted name={queue.queue} />
              </code>
            </Td>
            <Depth value={queue.ready} />
            <Depth value={queue.unacknowledged} />
            <Depth value={queue.consumers} />
            <Td>
              <QueueStatus queue={queue} />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

/** A long name breaks after a dot first. */
const Dotted = ({ name }: { readonly name: string }) =>
  name.split('.').map((segment, i) => (
    <Fragment key={`${i}-${segment}`}>
      {i > 0 && (
        <>
          .<wbr />
        </>
      )}
      {segment}
    </Fragment>
  ));

const Depth = ({ value }: { readonly value: number | null }) => (
  <Td numeric>{value === null ? <NotKnown /> : count(value)}</Td>
);

function QueueStatus({
  queue: { ready, unacknowledged, consumers, failedSince },
}: {
  readonly queue: QueueView;
}) {
  const isHeldUp = useWait() !== null;
  if (failedSince !== null)
    return (
      <NotKnown>
        Not known since <Time at={failedSince} as="clock" />
      </NotKnown>
    );
  if (ready === null) return <NotKnown />;
  // A queue may hold what a consumer has received and not yet acknowledged.
  if (ready === 0 && unacknowledged === null) return <Status tone="wait">None ready</Status>;
  if (ready + (unacknowledged ?? 0) === 0)
    return <Status tone={isHeldUp ? 'wait' : 'ok'}>Empty</Status>;
  if (consumers === 0) return <Status tone="warn">Nobody reads</Status>;
  if (consumers === null && (unacknowledged ?? 0) === 0)
    return <NotKnown>Not known who reads</NotKnown>;
  return isHeldUp ? (
    <Status tone="warn">Standing still</Status>
  ) : (
    <Status tone="run">Flowing</Status>
  );
}
