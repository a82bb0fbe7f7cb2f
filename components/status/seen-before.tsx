import Link from 'next/link';
import { whySeenWords, type SeenBefore } from '#lib/status/client.ts';
import { pastHref } from './past-words.ts';

interface SeenBeforeListProps {
  readonly seen: readonly SeenBefore[];
  readonly href: (path: string) => string;
}

/** Past incidents that an open one is like, with why, and what was found and done then. */
export function SeenBeforeList({ seen, href }: SeenBeforeListProps) {
  return (
    <ul className="max-w-[82ch] text-dense">
      {seen.map((one) => (
        <li key={one.key} className="border-b border-rule py-2">
          <Link href={href(pastHref(one.key))} className="inline-block min-h-6 font-bold">
            {one.name}
          </Link>{' '}
          <span className="text-muted">{one.when ?? 'when is not recorded'}</span>
          <p>{whySeenWords(one)}</p>
          <p>The cause then: {one.cause ?? 'not recorded'}.</p>
          <p>What was done: {one.done ?? 'not recorded'}.</p>
        </li>
      ))}
    </ul>
  );
}
