import type { AliasCheck } from '#lib/indexes/client.ts';
import { NotKnown } from '#components/ui/feedback/status.tsx';
import { Table, Td, Th } from '#components/ui/data-table/table.tsx';
import { IndexName } from './index-name.tsx';
import { AliasStatus } from './alias-status.tsx';
import { noteWords } from './alias-words.ts';

interface ContractTableProps {
  readonly aliases: readonly AliasCheck[];
  /** Why none of them is known is said above the table. */
  readonly isCauseSaid: boolean;
}

/** The contract in short, for the overview; on a phone the target is below the alias. */
export function ContractTable({ aliases, isCauseSaid }: ContractTableProps) {
  return (
    <Table label="Alias contract">
      <thead>
        <tr>
          <Th>Alias</Th>
          <Th className="max-m:hidden">Points at</Th>
          <Th className="max-m:hidden">Filter</Th>
          <Th>State</Th>
        </tr>
      </thead>
      <tbody>
        {aliases.map((check) => (
          <tr key={check.name} className="hover:bg-hover">
            <Td>
              <code>{check.name}</code>
              <span className="block text-muted m:hidden">
                <PointsAt check={check} />
              </span>
              {!isCauseSaid && <Noted check={check} />}
            </Td>
            <Td className="max-m:hidden">
              <PointsAt check={check} />
            </Td>
            <Td className="text-muted max-m:hidden">{filterWords(check)}</Td>
            <Td>
              <AliasStatus verdict={check.state} />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function PointsAt({ check: { observed, state } }: { readonly check: AliasCheck }) {
  if (observed !== null) return <IndexName index={observed.targets.join(', ')} isShort />;
  return state === 'not-known' ? <NotKnown /> : 'nothing';
}

function Noted({ check }: { readonly check: AliasCheck }) {
  const words = noteWords(check);
  return words !== null && <span className="block max-w-prose text-meta text-muted">{words}</span>;
}

function filterWords({ observed, expected, state }: AliasCheck): string {
  if (state === 'matches' || state === 'not-known' || observed?.filter === expected.filter)
    return expected.filter ?? 'none expected';
  const there = observed === null ? '' : `${observed.filter ?? 'none'}; `;
  return `${there}expected: ${expected.filter ?? 'none'}`;
}
