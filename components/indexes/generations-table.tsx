'use client';

import Link from 'next/link';
import type { GenerationView } from '#lib/indexes/client.ts';
import { Empty } from '#components/ui/feedback/empty.tsx';
import { useNow } from '#components/ui/time/now.tsx';
import { count, sizeWords } from '#lib/kernel/words/numbers.ts';
import { NotKnown, Status } from '#components/ui/feedback/status.tsx';
import { Table, Td, Th } from '#components/ui/data-table/table.tsx';
import { nearRangeWords } from '#lib/kernel/words/times.ts';
import { Time } from '#components/ui/time/time.tsx';
import { roleTones } from './role-tone.ts';

const healthLooks = {
  green: { word: 'Green', tone: 'ok' },
  yellow: { word: 'Yellow', tone: 'warn' },
  red: { word: 'Red', tone: 'bad' },
} as const;

interface GenerationsTableProps {
  readonly generations: readonly GenerationView[];
  /**
   * Names in the order of the contract, so that an index is where its alias is in the table above.
   */
  readonly order: readonly string[];
}

/** Every concrete index, grouped by what it is an index of. */
export function GenerationsTable({ generations, order }: GenerationsTableProps) {
  if (generations.length === 0) {
    return (
      <Empty title="No generation yet">
        The first sync makes one beside whatever is there. It is listed here from the moment it
        exists.
      </Empty>
    );
  }
  const place = (base: string): number =>
    order.includes(base) ? order.indexOf(base) : order.length;
  const bases = [...new Set(generations.map(({ base }) => base))].sort(
    (a, b) => place(a) - place(b),
  );
  return (
    <Table label="Generations">
      <thead>
        <tr>
          <Th className="pl-2.5!">Generation</Th>
          <Th>Index</Th>
          <Th className="max-m:hidden">Role</Th>
          <Th numeric>Documents</Th>
          <Th numeric>Size</Th>
          <Th>Health</Th>
          <Th>Made</Th>
          <Th>Live</Th>
        </tr>
      </thead>
      {bases.map((base) => (
        <tbody key={base}>
          <tr>
            <th
              colSpan={8}
              scope="rowgroup"
              className="border-b border-rule bg-sunk px-2.5 py-1 text-left"
            >
              <code>{base}</code>
            </th>
          </tr>
          {generations
            .filter((generation) => generation.base === base)
            .map((generation) => (
              <GenerationRow key={generation.index} generation={generation} />
            ))}
        </tbody>
      ))}
    </Table>
  );
}

function GenerationRow({ generation }: { readonly generation: GenerationView }) {
  const { index, run, runNumber, role, documents, bytes, health, createdAt, isKeptCopy } =
    generation;
  const status = <Status tone={roleTones[role].tone}>{roleTones[role].word}</Status>;
  return (
    <tr className="hover:bg-hover">
      <Td className="pl-2.5">
        <b>
          {run === null ? (
            isKeptCopy ? (
              'Kept copy'
            ) : (
              '–'
            )
          ) : (
            <Link href={`/sync/${run}`} className="-my-0.5 inline-block min-h-6 min-w-6 leading-6">
              {runNumber}
            </Link>
          )}
        </b>
        <span className="block m:hidden">{status}</span>
      </Td>
      <Td>
        <code className="whitespace-nowrap">{index}</code>
      </Td>
      <Td className="max-m:hidden">{status}</Td>
      <Td numeric>{documents === null ? <NoCount role={role} /> : count(documents)}</Td>
      <Td numeric>{bytes === null ? <NotKnown /> : sizeWords(bytes)}</Td>
      <Td>
        {health === 'not-known' ? (
          <NotKnown />
        ) : (
          <Status tone={healthLooks[health].tone}>{healthLooks[health].word}</Status>
        )}
      </Td>
      <Td className="whitespace-nowrap">
        <Time at={createdAt} as="near" />
      </Td>
      <Td className="whitespace-nowrap">
        <LiveSpan generation={generation} />
      </Td>
    </tr>
  );
}

/** Nobody counts an index while it is filled: the run that fills it says how far it is. */
const NoCount = ({ role }: Pick<GenerationView, 'role'>) =>
  role === 'building' ? <span className="text-muted">being filled</span> : <NotKnown />;

function LiveSpan({
  generation: { liveFrom, liveUntil },
}: {
  readonly generation: GenerationView;
}) {
  const now = useNow();
  if (liveFrom === null) return <span className="text-muted">never</span>;
  if (liveUntil === null)
    return (
      <>
        since <Time at={liveFrom} as="near" />
      </>
    );
  return (
    <span title={`${liveFrom} to ${liveUntil}`}>
      {nearRangeWords(new Date(liveFrom), new Date(liveUntil), now)}
    </span>
  );
}
