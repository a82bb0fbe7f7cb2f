'use client';

import { useQueryClient } from '@tanstack/react-query';
import { Lock, Play } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useEffect, useRef } from 'react';
import type { Run, StartReadiness, StartRun } from '#lib/sync/client.ts';
import type { ActionResult, Refusal } from '#lib/kernel/result.ts';
import { Button } from '#components/ui/form/button.tsx';
import { StartDialog } from './start-dialog.tsx';
import { useStartDialog } from './use-start-dialog.ts';
import { whyNotStart } from './why-not-start.ts';

interface StartButtonProps {
  readonly readiness: StartReadiness | undefined;
  /** The choices of an earlier run, to be made again. */
  readonly again?: Pick<StartRun, 'pipeline' | 'dry'>;
  /** Why this person may not, in words; null when they may. */
  readonly notAllowed: string | null;
  readonly start: (input: StartRun) => Promise<ActionResult<Run>>;
  readonly onRefused: (refusal: Refusal) => void;
}

/**
 * The one green button, or on an ended run one that starts another with its choices. When it cannot
 * be pressed it stays and says why.
 */
export function StartButton({ readiness, again, notAllowed, start, onRefused }: StartButtonProps) {
  const router = useRouter();
  const client = useQueryClient();
  const [isOpen, setOpen] = useStartDialog(readiness?.environment);
  const isShown = useRef(false);
  useEffect(() => {
    isShown.current = true;
    return () => {
      isShown.current = false;
    };
  }, []);
  const why = whyNotStart(readiness, notAllowed, again?.pipeline);
  const refetch = () => void client.invalidateQueries({ queryKey: ['sync'] });
  const started = (run: Run) => {
    refetch();
    // Who has gone elsewhere meanwhile stays there.
    if (isShown.current) router.push(`/sync/${run.run}`);
  };
  const refused = (refusal: Refusal) => {
    refetch();
    onRefused(refusal);
  };
  return (
    <>
      {why !== null && (
        <span
          id="why-not-start"
          // What is being read, which without scripts nothing does.
          data-live={readiness === undefined ? '' : undefined}
          className="max-w-56 text-meta text-muted m:text-right"
        >
          {why}
        </span>
      )}
      <Button
        variant={again === undefined ? 'primary' : 'plain'}
        disabled={why !== null && !isOpen}
        aria-describedby={why === null ? undefined : 'why-not-start'}
        onClick={() => setOpen(true)}
        className="max-m:flex-1"
      >
        {notAllowed === null ? <Play className="size-4" /> : <Lock className="size-4" />}
        {again === undefined ? 'Start sync' : 'Start again'}
      </Button>
      {readiness !== undefined && (
        <StartDialog
          readiness={readiness}
          again={again}
          isOpen={isOpen}
          onClose={() => setOpen(false)}
          onDone={started}
          onConflict={refused}
          onNotKnown={refetch}
          start={start}
        />
      )}
    </>
  );
}
