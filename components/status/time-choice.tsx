import clsx from 'clsx';
import Link from 'next/link';
import type { StatusTime } from '#lib/status/client.ts';

const times: readonly { readonly time: StatusTime; readonly title: string }[] = [
  { time: '24-hours', title: '24 hours' },
  { time: '30-days', title: '30 days' },
  { time: '90-days', title: '90 days' },
];

interface TimeChoiceProps {
  readonly time: StatusTime;
  readonly hrefOf: (time: StatusTime) => string;
}

/** Of which time the bars are; links, so that an address shows the same and no script is needed. */
export function TimeChoice({ time: chosen, hrefOf }: TimeChoiceProps) {
  return (
    <nav aria-label="Time of the bars" className="flex">
      {times.map(({ time, title }) => (
        <Link
          key={time}
          href={hrefOf(time)}
          aria-current={time === chosen ? 'true' : undefined}
          className={clsx(
            'inline-flex min-h-[26px] items-center border border-control px-2 text-dense',
            'first:rounded-l-[4px] last:-ml-px last:rounded-r-[4px]',
            time === chosen ? 'bg-selected font-bold text-ink no-underline' : 'text-link',
          )}
        >
          {title}
        </Link>
      ))}
    </nav>
  );
}
