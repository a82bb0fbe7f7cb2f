import type { Run, StageAttempt } from '#lib/sync/client.ts';
import { count } from '#lib/kernel/words/numbers.ts';
import { sentences } from '#lib/kernel/words/text.ts';
import { Table, Td, Th } from '#components/ui/data-table/table.tsx';
import { Elapsed, Time } from '#components/ui/time/time.tsx';
import { stageTitle } from './record-words.ts';

interface EarlierAttemptsProps {
  readonly attempts: readonly StageAttempt[];
  readonly run: Run;
}

/** What each attempt came to that was followed by another one, and why. */
export function EarlierAttempts({ attempts, run }: EarlierAttemptsProps) {
  return (
    <Table label="Earlier attempts">
      <thead>
        <tr>
          <Th>Stage</Th>
          <Th numeric>Attempt</Th>
          <Th>Began</Th>
          <Th numeric>Took</Th>
          <Th numeric>Received</Th>
          <Th numeric>Written</Th>
          <Th numeric>Rejected</Th>
          <Th numeric>Dead</Th>
          <Th>Why it was begun again</Th>
        </tr>
      </thead>
      <tbody>
        {attempts.map((one) => (
          <tr key={`${one.stage} ${one.attempt}`}>
            <Td>{stageTitle(run, one.stage)}</Td>
            <Td numeric>{count(one.attempt)}</Td>
            <Td className="whitespace-nowrap">
              <Time at={one.startedAt} as="seconds" />
            </Td>
            <Td numeric>
              <Elapsed from={one.startedAt} to={one.endedAt} />
            </Td>
            <Td numeric>{count(one.received)}</Td>
            <Td numeric>{count(one.written)}</Td>
            <Td numeric>{count(one.rejected)}</Td>
            <Td numeric>{count(one.dead)}</Td>
            <Td className="min-w-56 print:min-w-0">
              {one.failure === null
                ? 'Not recorded: its worker, or the database, was gone.'
                : sentences(one.failure)}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
