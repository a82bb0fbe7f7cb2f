import type { HealthFinding, HealthVerdict } from '#lib/indexes/client.ts';
import { listWords } from '#lib/kernel/words/text.ts';
import type { Column } from '#components/ui/data-table/column.ts';
import { DataTable } from '#components/ui/data-table/data-table.tsx';
import { NotKnown, Status } from '#components/ui/feedback/status.tsx';
import { verdictWords, worstFirst } from './health-words.ts';

export function VerdictStatus({ verdict }: { readonly verdict: HealthVerdict }) {
  if (verdict === 'not-known') return <NotKnown />;
  const { word, tone } = verdictWords[verdict];
  return <Status tone={tone}>{word}</Status>;
}

const columns: readonly Column<HealthFinding>[] = [
  { id: 'name', head: 'What', role: 'name', cell: ({ name }) => name },
  {
    id: 'state',
    head: 'State',
    role: 'state',
    cell: ({ state }) => <VerdictStatus verdict={state} />,
  },
  { id: 'value', head: 'Now', isWide: true, cell: ({ value }) => value ?? 'not known' },
  {
    id: 'says',
    head: 'What it means here',
    isWide: true,
    cell: ({ says, source }) => (
      <>
        {says}
        {source !== null && (
          <span className="block text-meta text-muted">Limits from {source}.</span>
        )}
      </>
    ),
  },
];

interface ClusterFindingsProps {
  readonly label: string;
  readonly findings: readonly HealthFinding[];
}

/** The findings of one group, what needs a person first; what does not apply is named below. */
export function ClusterFindings({ label, findings }: ClusterFindingsProps) {
  const rows = worstFirst(findings.filter(({ state }) => state !== 'not-applicable'));
  const absent = findings.filter(({ state }) => state === 'not-applicable');
  return (
    <>
      {rows.length > 0 && (
        <DataTable label={label} columns={columns} rows={rows} rowKey={({ key }) => key} />
      )}
      {absent.length > 0 && (
        <p className="mt-2 max-w-[82ch] text-dense text-muted">
          Not applicable, because the search side is embedded in the database of this console:{' '}
          {listWords(
            absent.map(({ name }) => name),
            'and',
          )}
          .
        </p>
      )}
    </>
  );
}
