'use client';

import Link from 'next/link';
import { useEnvironments } from '#components/shell/environments.tsx';
import { useShellFacts } from '#components/shell/use-shell-facts.ts';
import { NotKnown, Status } from '#components/ui/feedback/status.tsx';
import { markOf } from './health-words.ts';

/** How the search cluster is, in a few words that lead to its page. */
export function ClusterLink() {
  const { href } = useEnvironments();
  const indexes = useShellFacts().here?.indexes;
  const isKnown = indexes !== undefined && indexes.failedSince === null && indexes.asOf !== null;
  const mark = isKnown ? markOf(indexes.health, indexes.harmful.length) : null;
  return (
    <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-dense">
      <Link href={href('/indexes/cluster')} className="inline-block min-h-6 leading-6">
        Search cluster
      </Link>
      {mark === null ? <NotKnown /> : <Status tone={mark.tone}>{mark.words}</Status>}
    </p>
  );
}
