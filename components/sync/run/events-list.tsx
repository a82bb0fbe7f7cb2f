'use client';

import clsx from 'clsx';
import { useRef, useState } from 'react';
import type { EventLevel, RunEvent } from '#lib/sync/client.ts';
import { Button } from '#components/ui/form/button.tsx';
import { Empty } from '#components/ui/feedback/empty.tsx';
import { Time } from '#components/ui/time/time.tsx';
import { icons, toneIcon, toneText } from '#components/ui/feedback/tone.ts';

const levelStyles: Readonly<
  Record<
    EventLevel,
    { readonly icon: (typeof toneIcon)['ok']; readonly className: string; readonly word: string }
  >
> = {
  info: { icon: icons.info, className: 'text-muted', word: '' },
  good: { icon: toneIcon.ok, className: toneText.ok, word: 'Done: ' },
  warn: { icon: toneIcon.warn, className: toneText.warn, word: 'Warning: ' },
  bad: { icon: toneIcon.bad, className: toneText.bad, word: 'Failed: ' },
};
const shownAtFirst = 15;

/** What happened, newest first. */
export function EventsList({ events }: { readonly events: readonly RunEvent[] }) {
  const [showsAll, setShowsAll] = useState(false);
  const list = useRef<HTMLOListElement>(null);
  if (events.length === 0)
    return (
      <Empty title="No events">
        Events appear here as the run goes on, and are kept for some time after its end.
      </Empty>
    );
  const shown = showsAll ? events : events.slice(0, shownAtFirst);
  return (
    <>
      <ol ref={list} tabIndex={-1} className="pt-2 text-dense">
        {shown.map((event) => (
          <EventItem key={event.id} event={event} />
        ))}
      </ol>
      {events.length > shown.length && (
        <Button
          small
          className="print:hidden"
          onClick={() => {
            // The button goes.
            list.current?.focus();
            setShowsAll(true);
          }}
        >
          Show all {events.length}
        </Button>
      )}
    </>
  );
}

function EventItem({ event }: { readonly event: RunEvent }) {
  const { icon: Icon, className, word } = levelStyles[event.level];
  return (
    <li className="grid grid-cols-[76px_18px_minmax(0,1fr)] gap-x-2 py-1">
      <Time at={event.at} as="seconds" className="text-right whitespace-nowrap text-muted" />
      <Icon className={clsx('mt-px size-[15px]', className)} />
      <span className="break-words">
        {word !== '' && <span className="sr-only">{word}</span>}
        {event.says}
      </span>
    </li>
  );
}
