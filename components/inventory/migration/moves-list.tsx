import Link from 'next/link';
import { HistoryList } from '#components/ui/page/history-list.tsx';
import type { MoveView } from '#lib/inventory/client.ts';
import { itemHref } from '../words.ts';
import { StatusWords } from './status-words.tsx';

/** What was recorded of how far items are, the newest first. */
export function MovesList({ moves }: { readonly moves: readonly MoveView[] }) {
  if (moves.length === 0)
    return (
      <p className="mt-2 text-dense text-muted">
        No move has been recorded since the items were taken into the inventory.
      </p>
    );
  return (
    <HistoryList
      entries={moves.map(({ id, at, actor, reason, key, name, from, to }) => ({
        id: String(id),
        at,
        who: actor,
        what: <Link href={itemHref(key)}>{name}</Link>,
        before: from === null ? null : <StatusWords status={from} />,
        after: to === null ? null : <StatusWords status={to} />,
        why: reason,
      }))}
    />
  );
}
