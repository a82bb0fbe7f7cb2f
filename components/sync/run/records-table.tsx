import Link from 'next/link';
import type { Run, RunRecord } from '#lib/sync/client.ts';
import { Empty } from '#components/ui/feedback/empty.tsx';
import { count } from '#lib/kernel/words/numbers.ts';
import { Status } from '#components/ui/feedback/status.tsx';
import { Table, Td, Th } from '#components/ui/data-table/table.tsx';
import { hasCountedRecords, kindWords, recordsHref, stageTitle } from './record-words.ts';

function References({
  record: { kind, stage, reason, references, count: all },
  run,
}: {
  readonly record: RunRecord;
  readonly run: Run;
}) {
  if (references.length === 0) return null;
  return (
    <details>
      <summary className="min-h-6 text-link">Which ones</summary>
      <p className="max-w-prose pb-1 text-muted">
        {references.join(', ')}
        {all > references.length && (
          <>
            {' '}
            and{' '}
            <Link href={recordsHref(run.run, { kind, stage, reason })}>
              {count(all - references.length)} more
            </Link>
          </>
        )}
      </p>
    </details>
  );
}

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
  return (
    <Table label="Records by reason">
      <thead>
        <tr>
          <Th>What</Th>
          <Th>Reason</Th>
          <Th className="max-m:hidden">Stage</Th>
          <Th numeric>{run.endedAt === null ? 'Records so far' : 'Records'}</Th>
        </tr>
      </thead>
      <tbody>
        {records.map((record) => {
          const { kind, stage, reason, count: number } = record;
          return (
            <tr key={`${kind}-${stage}-${reason}`}>
              <Td title={kindWords[kind].meaning}>
                <Status tone={kindWords[kind].tone}>{kindWords[kind].word}</Status>
              </Td>
              <Td>
                {reason}
                <span className="text-muted m:hidden">, stage {stageTitle(run, stage)}</span>
                <References record={record} run={run} />
              </Td>
              <Td className="max-m:hidden">{stageTitle(run, stage)}</Td>
              <Td numeric>
                <Link
                  href={recordsHref(run.run, { kind, stage, reason })}
                  aria-label={`${count(number)} ${kindWords[kind].word.toLowerCase()}: ${reason}`}
                  className="inline-block min-h-6 min-w-6"
                >
                  {count(number)}
                </Link>
              </Td>
            </tr>
          );
        })}
      </tbody>
    </Table>
  );
}
