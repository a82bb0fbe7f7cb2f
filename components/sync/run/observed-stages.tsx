import { isEnded, type ObservedView, type Run } from '#lib/sync/client.ts';
import { Table, Td, Th } from '#components/ui/data-table/table.tsx';
import { NotKnown, Status } from '#components/ui/feedback/status.tsx';
import { count } from '#lib/kernel/words/numbers.ts';
import { participantName, stageStateStyle } from '../state-words.ts';
import { Confident } from './confident.tsx';

const known = (value: number | null | undefined) => (value == null ? <NotKnown /> : count(value));

interface ObservedStagesProps {
  readonly run: Run;
  /** Null: of a version of the console that this one does not know. */
  readonly observed: ObservedView | null;
}

/** What can be seen of a sync that the existing services run, and what cannot. */
export function ObservedStages({ run, observed }: ObservedStagesProps) {
  const seen = new Map(observed?.stages.map((stage) => [stage.name, stage]));
  const hasEnded = isEnded(run.state);
  return (
    <>
      <Table label="Stages, as far as they can be seen" className="min-w-160">
        <thead>
          <tr>
            <Th>Stage</Th>
            <Th>Participant</Th>
            <Th>State</Th>
            {!hasEnded && <Th>How sure</Th>}
            <Th numeric>Documents with its fields</Th>
            <Th numeric>Before the call</Th>
            {!hasEnded && <Th numeric>Messages waiting</Th>}
          </tr>
        </thead>
        <tbody>
          {run.stages.map((stage) => {
            const { word, tone } = stageStateStyle(stage);
            const now = seen.get(stage.name);
            return (
              <tr key={stage.name}>
                <Td>{stage.title}</Td>
                <Td>{stage.participants.map(participantName).join(', ')}</Td>
                <Td>
                  <Status tone={tone}>{word}</Status>
                </Td>
                {!hasEnded && (
                  <Td>
                    <Confident confidence={now?.confidence ?? 'not-known'} />
                  </Td>
                )}
                <Td numeric>{known(now?.documents)}</Td>
                <Td numeric>{known(now?.documentsBefore)}</Td>
                {!hasEnded && <Td numeric>{known(now?.messages)}</Td>}
              </tr>
            );
          })}
        </tbody>
      </Table>
      <p className="mt-2.5 max-w-prose text-dense text-muted">
        Ledger, gate and roll back are not available: this environment’s sync is run by the
        Integration service. Run by this console (driver: managed), every record would be counted,
        the index built beside the one that users read, and users moved to it at once, with a way
        back.
      </p>
    </>
  );
}
