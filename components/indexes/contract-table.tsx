import type { AliasCheck } from '#lib/indexes/client.ts';
import { NotKnown } from '#components/ui/feedback/status.tsx';
import { Table, Td, Th } from '#components/ui/data-table/table.tsx';
import { IndexName } from './index-name.tsx';
import { AliasStatus } from './alias-status.tsx';

/** The contract in short, for the overview. */
export function ContractTable({ aliases }: { readonly aliases: readonly AliasCheck[] }) {
  return (
    <Table label="Alias contract">
      <thead>
        <tr>
          <Th>Alias</Th>
          <Th>Points at</Th>
          <Th className="max-m:hidden">Filter</Th>
          <Th>State</Th>
        </tr>
      </thead>
      <tbody>
        {aliases.map((check) => (
          <tr key={check.name} className="hover:bg-hover">
            <Td>
              <code>{check.name}</code>
            </Td>
            <Td>
              {check.observed === null ? (
                check.state === 'not-known' ? (
                  <NotKnown />
                ) : (
                  'nothing'
                )
              ) : (
                <IndexName index={check.observed.targets.join(', ')} isShort />
              )}
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

function filterWords({ observed, expected, state }: AliasCheck): string {
  if (state === 'matches' || state === 'not-known' || observed?.filter === expected.filter)
    return expected.filter ?? 'none expected';
  const there = observed === null ? '' : `${observed.filter ?? 'none'}; `;
  return `${there}expected: ${expected.filter ?? 'none'}`;
}
