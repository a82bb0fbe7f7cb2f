import type { GenerationCheck, GenerationFinding } from '#lib/indexes/client.ts';
import { count, countOf } from '#lib/kernel/words/numbers.ts';
import type { Column } from '#components/ui/data-table/column.ts';
import { DataTable } from '#components/ui/data-table/data-table.tsx';
import { Empty } from '#components/ui/feedback/empty.tsx';
import { NotKnown, Status } from '#components/ui/feedback/status.tsx';
import { Definition, DefinitionList } from '#components/ui/page/definition-list.tsx';
import { WholeIndexName } from '../index-name.tsx';
import { RoleStatus } from '../role-status.tsx';

const concernWords = {
  users: 'Users are affected',
  writes: 'Writes are affected',
  'nobody-yet': 'To know',
} as const;
const concernTones = { users: 'bad', writes: 'warn', 'nobody-yet': 'off' } as const;

/** `Matches`, `Drift`; the worst of what it differs in decides the colour. */
function CheckStatus({ check: { state, findings } }: { readonly check: GenerationCheck }) {
  if (state === 'not-known') return <NotKnown />;
  if (state === 'matches') return <Status tone="ok">Matches</Status>;
  return (
    <Status tone={findings.some(({ concerns }) => concerns === 'users') ? 'bad' : 'warn'}>
      Drift
    </Status>
  );
}

function Finding({ concerns, says }: GenerationFinding) {
  return (
    <li>
      <Status tone={concernTones[concerns]}>{concernWords[concerns]}</Status>
      <span className="block">{says}</span>
    </li>
  );
}

function Findings({ check: { findings, says } }: { readonly check: GenerationCheck }) {
  if (findings.length === 0) return says;
  return (
    <ul className="space-y-1.5">
      {findings.map((finding) => (
        <Finding key={finding.says} {...finding} />
      ))}
    </ul>
  );
}

const columns: readonly Column<GenerationCheck>[] = [
  {
    id: 'index',
    head: 'Index',
    role: 'name',
    cell: ({ index }) => <WholeIndexName index={index} />,
  },
  { id: 'state', head: 'State', role: 'state', cell: (check) => <CheckStatus check={check} /> },
  {
    id: 'role',
    head: 'Role',
    // There are findings only where the aliases have been read.
    cell: ({ role }) => <RoleStatus of={{ role, isSeen: true }} />,
  },
  {
    id: 'says',
    head: 'Against the contract',
    isWide: true,
    cell: (check) => <Findings check={check} />,
  },
];

/** What users read and what a run fills, each against what the contract says. */
export function GenerationChecks({ checks }: { readonly checks: readonly GenerationCheck[] }) {
  if (checks.length === 0)
    return (
      <Empty title="Nothing to compare yet">
        Users read no index that the contract names, and no run fills one. The first settled sync
        makes them.
      </Empty>
    );
  return (
    <DataTable
      label="Generations against the contract"
      columns={columns}
      rows={checks}
      rowKey={({ index }) => index}
    />
  );
}

/** The same of one generation, with its settings. */
export function GenerationContract({ check }: { readonly check: GenerationCheck | undefined }) {
  if (check === undefined)
    return (
      <p className="text-dense text-muted">
        Only what users read, and what a run fills, is compared with the contract.
      </p>
    );
  const { observed } = check;
  return (
    <>
      <div className="mb-3 space-y-1.5 text-dense">
        <p>
          <CheckStatus check={check} />
        </p>
        <Findings check={check} />
      </div>
      {observed === null ? (
        check.state !== 'not-known' && (
          <p className="text-dense text-muted">
            Shards, copies and refresh are not applicable: the search side is embedded in the
            database of this console.
          </p>
        )
      ) : (
        <DefinitionList>
          <Definition term="Fields">
            {count(observed.fields)} of at most {count(observed.mostFields)}
          </Definition>
          <Definition term="Shards">
            {countOf(observed.shards, 'shard')}, {countOf(observed.replicas, 'copy', 'copies')} each
          </Definition>
          <Definition term="Refresh">
            {observed.refresh === 'never' ? 'never' : `every ${observed.refresh}`}
          </Definition>
          <Definition term="Blocks">
            {observed.blocks.length === 0 ? 'none' : observed.blocks.join(', ')}
          </Definition>
        </DefinitionList>
      )}
    </>
  );
}
