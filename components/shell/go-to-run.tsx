'use client';

import clsx from 'clsx';
import { Search } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState, type SubmitEvent } from 'react';
import { Key } from '#components/ui/menu/key.tsx';
import { runNameOf } from '#lib/sync/client.ts';

/** A jump, not a search: `12` or `local-12` opens that run. */
export function GoToRun({ environment }: { readonly environment: string }) {
  const router = useRouter();
  const [text, setText] = useState('');
  const [hint, setHint] = useState<string | null>(null);
  const go = (event: SubmitEvent) => {
    event.preventDefault();
    const run = runNameOf(text, environment);
    setHint(run === null ? `Type a run's number, such as 12 or ${environment}-12` : null);
    if (run === null) return;
    setText('');
    router.push(`/sync/${run}`);
  };
  return (
    <form onSubmit={go} role="search" className="relative ml-5 hidden items-center l:flex">
      <Search className="pointer-events-none absolute left-2.5 size-4" />
      <input
        id="go-to-run"
        value={text}
        onChange={(event) => setText(event.target.value)}
        aria-label="Go to a run by its number"
        aria-describedby={hint === null ? undefined : 'go-to-run-hint'}
        placeholder="Go to a run, such as 12"
        autoComplete="off"
        className={clsx(
          'h-8 w-60 rounded-[4px] border border-bar-line bg-bar-deep pr-8 pl-8 text-dense',
          'text-white placeholder:text-white',
        )}
      />
      <span aria-hidden="true" className="pointer-events-none absolute right-2">
        <Key>/</Key>
      </span>
      {hint !== null && (
        <p
          id="go-to-run-hint"
          role="alert"
          className={clsx(
            'absolute top-12 left-0 rounded-[4px] bg-raised px-3 py-2 text-dense',
            'whitespace-nowrap text-ink shadow-float',
          )}
        >
          {hint}
        </p>
      )}
    </form>
  );
}
