import clsx from 'clsx';
import type { AliasCheck, IndexesView } from '#lib/indexes/client.ts';
import { count } from '#lib/kernel/words/numbers.ts';
import { NotKnown, Status } from '#components/ui/feedback/status.tsx';
import { Table, Td, Th } from '#components/ui/data-table/table.tsx';
import { IndexName } from './index-name.tsx';
import { AliasStatus } from './alias-status.tsx';
import { driftWords, hasDrifted } from './alias-words.ts';

const none = <span className="text-muted">none</span>;

/** Every alias that must exist against what the engine says. Drift comes first, open in its row. */
export function AliasesTable({ view }: { readonly view: IndexesView }) {
  const sorted = [...view.aliases].sort((a, b) => Number(hasDrifted(b)) - Number(hasDrifted(a)));
  return (
    <Table label="Aliases against the contract">
      <thead>
        <tr>
          <Th className="pl-2.5!">Alias</Th>
          <Th>Expected target</Th>
          <Th>Observed target</Th>
          <Th className="min-w-40">Expected filter</Th>
          <Th className="min-w-40">Observed filter</Th>
          <Th numeric>Documents seen</Th>
          <Th className="max-m:hidden">State</Th>
        </tr>
      </thead>
      <tbody>
        {sorted.map((check) => (
          <AliasRows key={check.name} check={check} />
        ))}
        {view.unexpected.map(({ name, target }) => (
          <tr key={name}>
            <Td className="pl-2.5">
              <code>{name}</code>
              <span className="mt-0.5 block m:hidden">
                <Status tone="warn">Unexpected</Status>
              </span>
            </Td>
            <Td className="text-muted">not in the contract</Td>
            <Td>
              <IndexName index={target} />
            </Td>
            <Td className="text-muted">not applicable</Td>
            <Td>
              <NotKnown />
            </Td>
            <Td numeric>
              <NotKnown />
            </Td>
            <Td className="max-m:hidden">
              <Status tone="warn">Unexpected</Status>
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function AliasRows({ check }: { readonly check: AliasCheck }) {
  const isDrift = hasDrifted(check);
  const tint = isDrift && 'border-b-0! bg-bad-bg';
  const isUnknown = check.state === 'not-known';
  return (
    <>
      <tr className={clsx(!isDrift && 'hover:bg-hover')}>
        <Td className={clsx('pl-2.5', tint, isDrift && 'shadow-[inset_4px_0_var(--bad-fill)]')}>
          <code className={clsx(isDrift && 'font-bold')}>{check.name}</code>
          <span className="mt-0.5 block m:hidden">
            <AliasStatus verdict={check.state} />
          </span>
        </Td>
        <Td className={clsx(tint)}>
          <IndexName index={check.expectedTarget} />
        </Td>
        <Td className={clsx(tint)}>
          <Observed value={check.observedTarget} isUnknown={isUnknown} isIndex />
        </Td>
        <Td className={clsx(tint)}>{check.expectedFilter ?? none}</Td>
        <Td className={clsx(tint)}>
          <Observed value={check.observedFilter} isUnknown={isUnknown} />
        </Td>
        <Td numeric className={clsx(tint)}>
          {check.documents === null ? <NotKnown /> : count(check.documents)}
        </Td>
        <Td className={clsx('max-m:hidden', tint)}>
          <AliasStatus verdict={check.state} />
        </Td>
      </tr>
      {isDrift && <DriftRow check={check} />}
    </>
  );
}

function Observed({
  value,
  isUnknown,
  isIndex = false,
}: {
  readonly value: string | null;
  readonly isUnknown: boolean;
  readonly isIndex?: boolean;
}) {
  if (value === null) return isUnknown ? <NotKnown /> : none;
  return isIndex ? <IndexName index={value} /> : value;
}

function DriftRow({ check }: { readonly check: AliasCheck }) {
  const { what, users } = driftWords(check);
  return (
    <tr>
      <Td colSpan={7} className="bg-bad-bg pl-2.5 shadow-[inset_4px_0_var(--bad-fill)]">
        <div className="grid gap-4 pb-1.5 l:grid-cols-2">
          <div>
            <h3 className="text-meta font-bold">Contract and what is there</h3>
            <p className="font-mono text-meta break-all">
              − {check.expectedTarget}: {check.expectedFilter ?? 'no filter'}
            </p>
            <p className="font-mono text-meta break-all">
              + {check.observedTarget ?? 'nothing'}: {check.observedFilter ?? 'no filter'}
            </p>
          </div>
          <div>
            <h3 className="text-meta font-bold">What it means</h3>
            <p>
              {what} <b>Users see:</b> {users} The next settled sync puts it right.
            </p>
          </div>
        </div>
      </Td>
    </tr>
  );
}
