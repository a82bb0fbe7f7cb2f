'use client';

import clsx from 'clsx';
import { ButtonLink } from '#components/ui/form/button.tsx';
import { Empty } from '#components/ui/feedback/empty.tsx';
import { NotKnown, Tag } from '#components/ui/feedback/status.tsx';
import { Time } from '#components/ui/time/time.tsx';
import { CircleCheck } from 'lucide-react';
import type { AttentionItem } from '#components/shell/contribution.ts';
import { useEnvironments } from '#components/shell/environments.tsx';

/** One list, worst for users first; each line ends in the one action that helps. */
export function AttentionList({
  items,
  isComplete,
}: {
  readonly items: readonly AttentionItem[];
  readonly isComplete: boolean;
}) {
  const { href } = useEnvironments();
  if (items.length === 0) {
    return isComplete ? (
      <Empty
        title={
          <span className="inline-flex items-center gap-1.5">
            <CircleCheck className="size-4 text-ok-fg" />
            Nothing needs a person now
          </span>
        }
      >
        The last run did not fail, every service answers, and no alias has drifted.
      </Empty>
    ) : (
      <Empty title={<NotKnown>Not known yet</NotKnown>}>The console is still asking.</Empty>
    );
  }
  return (
    <ul>
      {items.map((item) => (
        <li
          key={item.key}
          className={clsx(
            'grid gap-x-4 gap-y-1 border-b border-rule py-2',
            'm:grid-cols-[130px_minmax(0,1fr)_130px_130px] m:items-start',
          )}
        >
          <span>
            <KindTag kind={item.kind} />
          </span>
          <span className="min-w-0">
            <b className="block break-words">{item.title}</b>
            <span className="block text-dense break-words text-muted">{item.says}</span>
          </span>
          <span className="text-dense">
            {item.since !== null && (
              <>
                <Time at={item.since} as="near" className="block" />
                <Time at={item.since} as="ago" className="block text-muted" />
              </>
            )}
          </span>
          <span className="m:text-right">
            <ButtonLink small href={href(item.link.href)}>
              {item.link.text}
            </ButtonLink>
          </span>
        </li>
      ))}
    </ul>
  );
}

function KindTag({ kind }: { readonly kind: AttentionItem['kind'] }) {
  switch (kind) {
    case 'users':
      return <Tag tone="bad">Users affected</Tag>;
    case 'risk':
      return <Tag tone="bad">At risk</Tag>;
    case 'to-do':
      return <Tag tone="wait">To do</Tag>;
    case 'not-known':
      return <NotKnown />;
  }
}
