'use client';

import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { startedQuery } from '#lib/sync/client.ts';
import { draftAt, keepDraft, useDrafted } from '#components/ui/dialog/draft.ts';
import { startDraft } from './start-dialog.tsx';

/**
 * Whether the start dialog is open. One whose page was left before the answer comes back with what
 * was typed, unless its run has started: the reason is with that run then.
 */
export function useStartDialog(
  environment: string | undefined,
): readonly [boolean, (isOpen: boolean) => void] {
  const draft = startDraft(environment);
  const [isOpen, setOpen, left] = useDrafted(draft);
  const { data } = useQuery({
    ...startedQuery(environment ?? '', left ?? ''),
    enabled: environment !== undefined && left !== null,
  });
  const isDone = data !== undefined && data.started !== null;
  useEffect(() => {
    if (isDone) keepDraft(draftAt(draft), null);
  }, [isDone, draft]);
  return [left === null ? isOpen : data !== undefined && !isDone, setOpen];
}
