'use client';

import { Menu } from '@base-ui/react/menu';
import { ChevronDown, Pause, Play, RotateCcw, TriangleAlert } from 'lucide-react';
import { useFreshness } from '#components/ui/live/freshness.tsx';
import { signInAddress } from '#components/ui/feedback/sign-in-link.tsx';
import { useAnnounceChange } from '#components/ui/feedback/announcer.tsx';
import { MenuPopup, MenuRadio } from '#components/ui/menu/menu.tsx';
import { Time } from '#components/ui/time/time.tsx';
import { useConnection } from './connection.ts';

const paces: readonly { readonly value: number | null; readonly text: string }[] = [
  { value: null, text: 'As often as each page needs' },
  { value: 5_000, text: 'Every 5 seconds at most' },
  { value: 15_000, text: 'Every 15 seconds at most' },
  { value: 60_000, text: 'Every minute at most' },
];

const cell =
  'flex items-center gap-1.5 px-2.5 text-dense whitespace-nowrap relative text-bar-fg ' +
  'focus-visible:z-10 not-first:border-l not-first:border-bar-line';
const paceWords = (ms: number): string => (ms < 60_000 ? `${ms / 1000} s` : `${ms / 60_000} min`);

/**
 * Says whether the page is live, at which pace, and lets a person pause it, slow it down or ask
 * now.
 */
export function FreshnessControl() {
  const { pausedAt, pause, resume, refreshNow } = useFreshness();
  const { lostSince, isSignedOut } = useConnection();
  const lostAt = lostSince === null ? null : new Date(lostSince).toISOString();
  useAnnounceChange(
    pausedAt !== null
      ? 'Updates paused'
      : lostAt === null
        ? 'Updates are live'
        : isSignedOut
          ? 'You have been signed out. The page keeps what it last knew.'
          : 'Not connected. The page keeps what it last knew.',
  );
  return (
    <div
      role="group"
      aria-label="Freshness"
      data-live
      className="flex h-8 rounded-[4px] border border-bar-line bg-bar-deep"
    >
      {pausedAt !== null && (
        <span className={cell}>
          <Pause className="size-3.5" />
          <span>
            Paused at <Time at={pausedAt} as="clock" />
          </span>
        </span>
      )}
      {pausedAt === null && lostAt !== null && (
        <span className={`${cell} font-bold`}>
          <TriangleAlert className="size-3.5" />
          <span>
            {isSignedOut ? 'Signed out' : 'Not connected'} since <Time at={lostAt} as="clock" />
          </span>
        </span>
      )}
      {pausedAt === null && lostAt === null && <PaceMenu />}
      {pausedAt === null && isSignedOut ? (
        // Nothing comes that could be paused.
        <a href={signInAddress()} className={`${cell} text-bar-fg!`}>
          Sign in
        </a>
      ) : (
        <button type="button" className={cell} onClick={pausedAt === null ? pause : resume}>
          {pausedAt === null ? <Pause className="size-3.5" /> : <Play className="size-3.5" />}
          {pausedAt === null ? 'Pause' : 'Resume'}
        </button>
      )}
      <button
        type="button"
        className={cell}
        onClick={refreshNow}
        aria-label="Refresh now"
        title="Refresh now"
      >
        <RotateCcw className="size-3.5" />
      </button>
    </div>
  );
}

function PaceMenu() {
  const { atLeastMs, choosePace } = useFreshness();
  const { paceMs } = useConnection();
  return (
    <Menu.Root>
      <Menu.Trigger className={cell}>
        <span aria-hidden="true" className="size-2 rounded-full bg-live" />
        {paceMs === null ? 'Live' : `Live · ${paceWords(paceMs)}`}
        <ChevronDown className="size-3.5" />
      </Menu.Trigger>
      <MenuPopup>
        <Menu.RadioGroup value={atLeastMs} onValueChange={choosePace}>
          {paces.map(({ value, text }) => (
            <MenuRadio key={text} value={value}>
              {text}
            </MenuRadio>
          ))}
        </Menu.RadioGroup>
      </MenuPopup>
    </Menu.Root>
  );
}
