'use client';

import { useEffect } from 'react';
import { Note } from '#components/ui/feedback/note.tsx';
import type { Fault } from '#lib/kernel/result.ts';
import { sentences } from '#lib/kernel/words/text.ts';
import { SkipLink } from './skip-link.tsx';

const readEveryMs = 2_000;

interface WaitingProps {
  /** What the database says of itself, or the console where too much is asked; null: no answer. */
  readonly why: Pick<Fault, 'kind' | 'says'> | null;
}

/**
 * In place of a page that could not be made because the database of the console is away, as while
 * it is restarted, or because too much is asked at once: says so, and opens the page once it can.
 */
export function WaitingNote({ why }: WaitingProps) {
  useEffect(() => {
    const reloadOnceReady = async () => {
      const response = await fetch('/api/health/ready', { cache: 'no-store' }).catch(() => null);
      if (response?.ok === true) location.reload();
    };
    const timer = setInterval(() => void reloadOnceReady(), readEveryMs);
    return () => clearInterval(timer);
  }, []);
  return (
    <Note
      tone="warn"
      role="status"
      title={
        why?.kind === 'busy'
          ? 'Much is asked of the console just now'
          : 'The console waits for its database'
      }
    >
      <p>
        {why === null
          ? 'It does not answer just now, as while it is restarted. ' +
            'This page opens by itself when it does.'
          : sentences(why.says, 'This page opens by itself when it can')}
      </p>
      <p>What users read is not affected, and a sync that runs waits and goes on.</p>
      <noscript>
        <meta httpEquiv="refresh" content="5" />
      </noscript>
    </Note>
  );
}

/** The same where not even the frame of the console could be made. */
export function WaitingPage({ why }: WaitingProps) {
  return (
    <>
      <SkipLink />
      <main id="main" tabIndex={-1} className="mx-auto max-w-190 px-4 pt-12 pb-12">
        <h1 className="mb-4 text-title font-bold">TIS Console</h1>
        <WaitingNote why={why} />
      </main>
    </>
  );
}
