import clsx from 'clsx';
import type { ReactNode } from 'react';
import {
  hasDrifted,
  isUnbuilt,
  type AliasCheck,
  type IndexesView,
  type UnexpectedAlias,
} from '#lib/indexes/client.ts';
import { count } from '#lib/kernel/words/numbers.ts';
import type { Column } from '#components/ui/data-table/column.ts';
import { DataTable } from '#components/ui/data-table/data-table.tsx';
import { Time } from '#components/ui/time/time.tsx';
import { NotKnown, Status } from '#components/ui/feedback/status.tsx';
import { AcceptButton, RemoveButton, type Deciding } from './contract/unexpected-buttons.tsx';
import { IndexName } from './index-name.tsx';
import { AliasStatus } from './alias-status.tsx';
import { checkWords, noteWords } from './alias-words.ts';
import { RepairButton, type Repairing } from './repair-button.tsx';

/** An alias of the contract, or one on our generations that the contract does not name. */
type AliasRow = AliasCheck | { readonly name: string; readonly unexpected: UnexpectedAlias };

const Muted = ({ children }: { readonly children: string }) => (
  <span className="text-muted">{children}</span>
);
const none = <Muted>none</Muted>;

/** What is expected and what is there, of each kind of alias. */
const column = (
  given: Omit<Column<AliasRow>, 'cell' | 'sort'>,
  ofContract: (check: AliasCheck) => ReactNode,
  ofUnexpected: (alias: UnexpectedAlias) => ReactNode,
): Column<AliasRow> => ({
  ...given,
  cell: (row) => ('unexpected' in row ? ofUnexpected(row.unexpected) : ofContract(row)),
});

const observed = (check: AliasCheck, value: ReactNode): ReactNode =>
  value ?? (check.state === 'not-known' ? <NotKnown /> : none);

/** What only an alias that is there can have. */
const ofExisting = (check: AliasCheck, value: ReactNode): ReactNode =>
  check.state === 'missing' ? <Muted>not applicable</Muted> : value;

/** The filter, and what else the alias carries. */
const observedWords = ({ observed }: AliasCheck): string | null =>
  [observed?.filter, observed?.settings].filter((words) => words != null).join('; ') || null;

const targetsOf = ({ observed }: AliasCheck): string | null => observed?.targets.join(', ') ?? null;

/** Beside it what it should be, where that is something else. */
function DocumentsSeen({ shows, shouldShow }: Pick<AliasCheck, 'shows' | 'shouldShow'>) {
  if (shows === null) return <NotKnown />;
  return (
    <>
      {count(shows)}
      {shouldShow !== null && shouldShow !== shows && (
        <span className="block text-meta text-muted">{count(shouldShow)} expected</span>
      )}
    </>
  );
}

const columns: readonly Column<AliasRow>[] = [
  {
    id: 'alias',
    head: 'Alias',
    role: 'name',
    cell: (row) => <code className={clsx(isDrift(row) && 'font-bold')}>{row.name}</code>,
  },
  column(
    { id: 'state', head: 'State', role: 'state' },
    ({ state }) => <AliasStatus verdict={state} />,
    () => <Status tone="warn">Unexpected</Status>,
  ),
  column(
    { id: 'expected-target', head: 'Expected target', isWide: true },
    ({ expected }) => <IndexName index={expected.target} />,
    () => <Muted>not in the contract</Muted>,
  ),
  column(
    { id: 'observed-target', head: 'Observed target', isWide: true },
    (check) => {
      const targets = targetsOf(check);
      return observed(check, targets && <IndexName index={targets} />);
    },
    ({ target }) => <IndexName index={target} />,
  ),
  column(
    { id: 'expected-filter', head: 'Expected filter', isWide: true, className: 'min-w-40' },
    ({ expected }) => expected.filter ?? none,
    () => <Muted>not applicable</Muted>,
  ),
  column(
    { id: 'observed-filter', head: 'Observed filter', isWide: true, className: 'min-w-40' },
    (check) => ofExisting(check, observed(check, observedWords(check))),
    ({ filter }) => filter ?? none,
  ),
  column(
    { id: 'documents', head: 'Documents seen', numeric: true, isWide: true },
    (check) =>
      ofExisting(check, <DocumentsSeen shows={check.shows} shouldShow={check.shouldShow} />),
    () => <NotKnown />,
  ),
];

const sinceOf = ({ drifts }: IndexesView, name: string): string | null =>
  drifts.find(({ alias, until }) => alias === name && until === null)?.since ?? null;

const isDrift = (row: AliasRow): boolean => !('unexpected' in row) && hasDrifted(row);

interface AliasesTableProps {
  readonly view: IndexesView;
  readonly repairing: Repairing;
  readonly deciding: Deciding;
}

/**
 * Every alias that must exist against what the engine says. Drift comes first, open in its row; so
 * is why one is not known.
 */
export function AliasesTable({ view, repairing, deciding }: AliasesTableProps) {
  const rows: AliasRow[] = [
    ...[...view.aliases].sort((a, b) => Number(hasDrifted(b)) - Number(hasDrifted(a))),
    ...view.unexpected.map((unexpected) => ({ name: unexpected.name, unexpected })),
  ];
  return (
    <DataTable
      label="Aliases against the contract"
      columns={columns}
      rows={rows}
      rowKey={(row) => ('unexpected' in row ? `${row.name} ${row.unexpected.target}` : row.name)}
      rowTone={(row) => (isDrift(row) ? 'bad' : 'plain')}
      detail={(row) =>
        'unexpected' in row ? (
          <Unexpected alias={row.unexpected} deciding={deciding} since={sinceOf(view, row.name)} />
        ) : !hasDrifted(row) ? (
          noteOf(row)
        ) : (
          <Drift
            check={row}
            usersSee={view.affected.byAlias[row.name] ?? null}
            repairing={repairing}
            isBefore={isUnbuilt(view)}
            since={sinceOf(view, row.name)}
          />
        )
      }
    />
  );
}

/** Why it is not known, or that its documents were compared; null where there is nothing to add. */
function noteOf(check: AliasCheck): ReactNode {
  const words = noteWords(check);
  return words === null ? null : <p className="max-w-prose pb-1.5">{words}</p>;
}

/** What no change of an alias puts right. */
const mendWords = ({ health, state, searchFails }: AliasCheck, isBefore: boolean): string | null =>
  isBefore
    ? 'The first settled sync puts it right.'
    : health === 'closed'
      ? 'Open the index in the search engine; the next settled sync leads to a new one.'
      : state === 'unreadable' && searchFails
        ? 'It works once a document has that field.'
        : state === 'unreadable'
          ? 'The search engine has to put it right; the next settled sync leads to a new index.'
          : null;

interface DriftProps {
  readonly check: AliasCheck;
  /** Null: not known. */
  readonly usersSee: string | null;
  readonly repairing: Repairing;
  /** No run has settled: there is nothing that an alias could be led to. */
  readonly isBefore: boolean;
  /** When the contract monitor first saw it so; null: it has not yet. */
  readonly since: string | null;
}

function Drift({ check, usersSee, repairing, isBefore, since }: DriftProps) {
  const mend = mendWords(check, isBefore);
  return (
    <div className="grid gap-4 pb-1.5 l:grid-cols-2">
      <div>
        <h3 className="text-meta font-bold">Contract and what is there</h3>
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 text-meta">
          <dt>Contract</dt>
          <dd className="font-mono wrap-anywhere">
            {check.expected.target}: {check.expected.filter ?? 'no filter'}
          </dd>
          <dt>There</dt>
          <dd className="font-mono wrap-anywhere">
            {check.observed === null
              ? 'nothing'
              : `${check.observed.targets.join(', ')}: ${observedWords(check) ?? 'no filter'}`}
          </dd>
          {check.observed?.filterText != null && (
            <>
              <dt>Filter there</dt>
              <dd className="font-mono wrap-anywhere">{check.observed.filterText}</dd>
            </>
          )}
        </dl>
      </div>
      <div>
        <h3 className="text-meta font-bold">What it means</h3>
        <p>
          {checkWords(check)}{' '}
          {since !== null && (
            <>
              First seen <Time at={since} as="near" />.{' '}
            </>
          )}
          <b>Users see:</b> {usersSee ?? 'not known.'} {mend}
        </p>
        {mend === null && (
          <div className="mt-2 flex flex-wrap items-center gap-2">
            <RepairButton repairing={repairing} alias={check.name}>
              Repair…
            </RepairButton>
          </div>
        )}
      </div>
    </div>
  );
}

/** What an alias outside the contract means, and what may become of it. */
function Unexpected({
  alias: { name },
  deciding,
  since,
}: {
  readonly alias: UnexpectedAlias;
  readonly deciding: Deciding;
  readonly since: DriftProps['since'];
}) {
  return (
    <div className="pb-1.5">
      <p>
        The contract does not name <code>{name}</code>: no sync moves it, so it stays on this index,
        which is kept for as long as it does.
        {since !== null && (
          <>
            {' '}
            First seen <Time at={since} as="near" />.
          </>
        )}
      </p>
      <div className="mt-2 flex flex-wrap items-start gap-2">
        <div>
          <AcceptButton deciding={deciding} alias={name} />
        </div>
        <div>
          <RemoveButton deciding={deciding} alias={name} />
        </div>
      </div>
    </div>
  );
}
