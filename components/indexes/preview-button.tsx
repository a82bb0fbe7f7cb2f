'use client';

import { useQuery } from '@tanstack/react-query';
import { useId, useState, type ReactNode } from 'react';
import type { PreviewQuery } from '#lib/indexes/client.ts';
import { FaultError } from '#lib/kernel/result.ts';
import { useDrafted } from '#components/ui/dialog/draft.ts';
import { Button } from '#components/ui/form/button.tsx';

interface PreviewButtonProps<T> {
  /** Of the dialog that it opens. */
  readonly draft: string;
  readonly query: PreviewQuery<T>;
  /** Why this person may not, in words; null when they may. */
  readonly notAllowed: string | null;
  readonly variant?: 'plain' | 'primary' | 'danger-outline';
  readonly isSmall?: boolean;
  readonly children: ReactNode;
  readonly dialog: (preview: T, onClose: () => void) => ReactNode;
}

/** Reads what would be done, then opens the dialog that shows it. */
export function PreviewButton<T>({
  draft,
  query,
  notAllowed,
  variant = 'plain',
  isSmall = false,
  children,
  dialog,
}: PreviewButtonProps<T>) {
  const id = useId();
  const [isOpen, setOpen] = useDrafted(draft);
  // Each opening reads anew. What an open dialog shows stays, with what is typed there, also
  // when everything else is read again or the network is away.
  const [opening, setOpening] = useState(0);
  const preview = useQuery({
    queryKey: [...query.queryKey, opening],
    queryFn: query.queryFn,
    enabled: isOpen,
    staleTime: 'static',
    gcTime: 0,
    retry: false,
  });
  const isReading = isOpen && preview.isFetching;
  const why = notAllowed ?? (isOpen && !isReading ? whyNoPreview(preview.error) : null);
  return (
    <>
      <Button
        small={isSmall}
        variant={variant}
        disabled={notAllowed !== null}
        aria-disabled={isReading}
        aria-describedby={why === null ? undefined : id}
        onClick={() => {
          setOpening(opening + 1);
          setOpen(true);
        }}
      >
        {children}
      </Button>
      {why !== null && (
        <span id={id} className="block max-w-64 text-meta text-muted" role="status">
          {why}
        </span>
      )}
      {isOpen && preview.data !== undefined && dialog(preview.data, () => setOpen(false))}
    </>
  );
}

const whyNoPreview = (error: Error | null): string | null =>
  error === null
    ? null
    : error instanceof FaultError
      ? error.fault.says
      : 'The console did not answer. Try again.';
