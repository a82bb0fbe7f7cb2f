'use client';

import { X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { isEnded, type Run } from '#lib/sync/client.ts';
import { useDrafted } from '#components/ui/dialog/draft.ts';
import { Button } from '#components/ui/form/button.tsx';
import { pageTitleId } from '#components/ui/page/page-head.tsx';
import {
  CancelDialog,
  cancelDraft,
  isWatched,
  whatCancelDoes,
  type CancelDialogProps,
} from './cancel-dialog.tsx';

type CancelButtonProps = Omit<CancelDialogProps, 'isOpen' | 'onClose'> & {
  /** Why this person may not, in words; null when they may. */
  readonly notAllowed: string | null;
};

/** There while the run lasts; when it cannot be pressed it says why. */
export function CancelButton({ run, notAllowed, ...rest }: CancelButtonProps) {
  const [isOpen, setOpen] = useDrafted(cancelDraft(run.run));
  const hasFocus = useRef(false);
  const why = notAllowed ?? whyNot(run);
  const hasEnded = isEnded(run.state);
  const isUsable = why === null && !hasEnded;
  useEffect(() => {
    // The focus would be lost: neither a disabled nor a removed button keeps
    // the focus.
    if (isUsable || !hasFocus.current) return;
    hasFocus.current = false;
    document.getElementById(pageTitleId)?.focus();
  }, [isUsable]);
  if (hasEnded) return null;
  return (
    <>
      <span id="why-cancel" className="max-w-64 text-meta text-muted m:text-right">
        {why ?? whatCancelDoes(run)}
      </span>
      <Button
        variant="danger-outline"
        disabled={why !== null}
        aria-describedby="why-cancel"
        onFocus={() => {
          hasFocus.current = true;
        }}
        onBlur={(event) => {
          // Under its dialog it waits for the focus to come back; without a next element it has
          // gone itself.
          if (event.relatedTarget !== null && !isOpen) hasFocus.current = false;
        }}
        onClick={() => setOpen(true)}
        className="max-m:flex-1"
      >
        <X className="size-4" />
        {isWatched(run) ? 'Stop watching' : 'Cancel run'}
      </Button>
      <CancelDialog run={run} isOpen={isOpen} onClose={() => setOpen(false)} {...rest} />
    </>
  );
}

function whyNot({ state }: Run): string | null {
  return state === 'cancelling' ? 'It is being cancelled already.' : null;
}
