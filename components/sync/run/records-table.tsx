import type { Run, RunRecord } from '#lib/sync/client.ts';
import { Empty } from '#components/ui/feedback/empty.tsx';
import { count } from '#lib/kernel/words/numbers.ts';
import { Status } from '#components/ui/feedback/status.tsx';
import { Table, Td, Th } from '#components/ui/data-table/table.tsx';

const kinds: Readonly<
  Record<
    RunRecord['kind'],
    { readonly word: string; readonly tone: 'bad' | 'warn' | 'off'; readonly meaning: string }
  >
> = {
  rejected: { word: 'Rejected', tone: 'bad', meaning: 'refused by the index' },
  conflict: {
    word: 'Conflict',
    tone: 'warn',
    meaning: 'two trainee records with one GMC number, written once',
  },
  quarantined: {
    word: 'Quarantined',
    tone: 'off',
    meaning: 'refused by a rule, kept with its reason',
  },
  noted: {
    word: 'Noted',
    tone: 'off',
    meaning: 'written, without what could not be used',
  },
};

function References({ shown, all }: { readonly shown: readonly string[]; readonly all: number }) {
  if (shown.length === 0) return null;
  const more = all - shown.length;
  return (
    <details>
      <summary className="min-h-6 text-link">Which ones</summary>
      <p className="max-w-prose pb-1 text-muted">
        {shown.join(', ')}
        {more > 0 ? ` and ${count(more)} more` : ''}
      </p>
    </details>
  );
}

const hasCountedRecords = ({ conflicts, stages }: Run): boolean =>
  conflicts > 0 || stages.some(({ quarantined, rejected }) => quarantined + rejected > 0);

/**
 * Records that did not go the usual way, counted by reason; each by its person id, or its GMC
 * number masked.
 */
export function RecordsTable({
  records,
  run,
}: {
  readonly records: readonly RunRecord[];
  readonly run: Run;
}) {
  if (records.length === 0) {
    if (run.endedAt !== null && hasCountedRecords(run))
      return (
        <Empty title="No longer kept">
          Single records are kept for some time after the end of a run; the ledger keeps their
          counts.
        </Empty>
      );
    return (
      <Empty title={run.endedAt === null ? 'None so far' : 'None'}>
        Records that a rule or the index refused, and conflicts between two records, are counted
        here by reason.
      </Empty>
    );
  }
  const titleOf = (name: string): string =>
    run.stages.find((stage) => stage.name === name)?.title ?? name;
  return (
    <Table label="Records by reason">
      <thead>
        <tr>
          <Th>What</Th>
          <Th>Reason</Th>
          <Th className="max-m:hidden">Stage</Th>
          <Th numeric>Records</Th>
        </tr>
      </thead>
      <tbody>
        {records.map(({ kind, stage, reason, count: number, references }) => (
          <tr key={`${kind}-${stage}-${reason}`}>
            <Td title={kinds[kind].meaning}>
              <Status tone={kinds[kind].tone}>{kinds[kind].word}</Status>
            </Td>
            <Td>
              {reason}
              <span className="text-muted m:hidden">, stage {titleOf(stage)}</span>
              <References shown={references} all={number} />
            </Td>
            <Td className="max-m:hidden">{titleOf(stage)}</Td>
            <Td numeric>{count(number)}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
