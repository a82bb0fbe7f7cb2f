import type { IndexesShell } from '#lib/indexes/client.ts';
import { countOf } from '#lib/kernel/words/numbers.ts';
import { NotKnown, Status } from '#components/ui/feedback/status.tsx';
import { Time } from '#components/ui/time/time.tsx';
import type { EnvironmentFacts } from '#components/shell/shell-query.ts';

/** Whether the aliases, and what they lead to, are what the contract says. */
export function ContractCell({ facts: { indexes } }: { readonly facts: EnvironmentFacts }) {
  const { aliases, drifted, driftSince, harmful, unknown, isUnbuilt, refused, asOf, failedSince } =
    indexes;
  if (failedSince !== null) {
    return (
      <>
        <NotKnown />
        <span className="block text-meta text-muted">
          since <Time at={failedSince} as="near" />
        </span>
      </>
    );
  }
  if (asOf === null) return <NotKnown>Not known yet</NotKnown>;
  if (refused !== null) return <NotKnown>{unknown.length} not known</NotKnown>;
  if (isUnbuilt) return <Status tone="wait">Nothing live yet</Status>;
  if (drifted.length > 0) {
    return (
      <>
        <Status tone="bad">
          {drifted.length} of {aliases} drift
        </Status>
        <Since names={drifted.map(({ name }) => name)} driftSince={driftSince} />
      </>
    );
  }
  if (harmful.length > 0)
    return (
      <>
        <Status tone="bad">{countOf(harmful.length, 'generation')} with drift</Status>
        <Since names={harmful.map(({ index }) => index)} driftSince={driftSince} />
      </>
    );
  if (unknown.length > 0) return <NotKnown>{unknown.length} not known</NotKnown>;
  return <Status tone="ok">All {aliases} match</Status>;
}

interface SinceProps extends Pick<IndexesShell, 'driftSince'> {
  readonly names: readonly string[];
}

/** Of several, the one that was seen first. */
function Since({ names, driftSince }: SinceProps) {
  const [first] = names.flatMap((name) => driftSince[name] ?? []).sort();
  if (first === undefined) return null;
  return (
    <span className="block text-meta text-muted">
      since <Time at={first} as="near" />
    </span>
  );
}
