import type { Run } from '#lib/sync/client.ts';
import { Table, Td, Th } from '#components/ui/data-table/table.tsx';
import { NotKnown, Status } from '#components/ui/feedback/status.tsx';
import { count } from '#lib/kernel/words/numbers.ts';
import { participantName, stageStateStyle } from '../state-words.ts';

/** What can be seen of a sync that the existing services run, and what cannot. */
export function ObservedStages({ run }: { readonly run: Run }) {
  return (
    <>
      <Table label="Stages, as far as they can be seen" className="min-w-120 table-fixed">
        <thead>
          <tr>
            <Th>Stage</Th>
            <Th>Participant</Th>
            <Th>State</Th>
            <Th numeric>Documents with its fields</Th>
          </tr>
        </thead>
        <tbody>
          {run.stages.map((stage) => {
            const { word, tone } = stageStateStyle(stage);
            return (
              <tr key={stage.name}>
                <Td>{stage.title}</Td>
                <Td>{stage.participants.map(participantName).join(', ')}</Td>
                <Td>
                  <Status tone={tone}>{word}</Status>
                </Td>
                <Td numeric>{stage.state === 'waiting' ? <NotKnown /> : count(stage.written)}</Td>
              </tr>
            );
          })}
        </tbody>
      </Table>
      <p className="mt-2.5 max-w-prose text-dense text-muted">
        Ledger, gate and rollback are not available: this environment’s sync is run by the
        Integration service. Run by this console (driver: managed), every record would be counted,
        the index built beside the one that users read, and users moved to it at once, with a way
        back.
      </p>
    </>
  );
}
