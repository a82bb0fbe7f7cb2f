import type { ContractDifference, ContractVersion } from '#lib/indexes/client.ts';
import Link from 'next/link';
import { HistoryList, type HistoryEntry } from '#components/ui/page/history-list.tsx';
import { parseRunName } from '#lib/sync/client.ts';
import { changesWords, kindWords, termsWords } from './contract-words.ts';

function Differences({ differences }: { readonly differences: readonly ContractDifference[] }) {
  return (
    <ul className="font-normal">
      {differences.map(({ alias, before, after }) => (
        <li key={alias} className="wrap-anywhere">
          <code>{alias}</code>: <span className="sr-only">from </span>
          {termsWords(before)}
          <span aria-hidden="true"> → </span>
          <span className="sr-only"> to </span>
          {termsWords(after)}
        </li>
      ))}
    </ul>
  );
}

const RunLink = ({ run }: { readonly run: string }) => (
  <Link href={`/sync/${run}`}>Run {parseRunName(run)?.number ?? run}</Link>
);

const entryOf = (
  { version, kind, actor, reason, at, differences }: ContractVersion,
  isFirst: boolean,
): HistoryEntry => ({
  id: String(version),
  at,
  who: kind === 'run' ? <RunLink run={actor} /> : actor,
  what: (
    <>
      Version {version}, {kindWords[kind]}
      {isFirst ? '' : `: ${changesWords(differences)}`}
      <Differences differences={differences} />
    </>
  ),
  ...(reason !== null && { why: reason }),
});

/** Who or what changed the contract, when and why, the newest first. */
export function ContractVersions({ versions }: { readonly versions: readonly ContractVersion[] }) {
  return (
    <HistoryList entries={versions.map((version) => entryOf(version, version.version === 1))} />
  );
}
