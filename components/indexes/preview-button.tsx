'use client';

import { useQuery, type UseQueryOptions } from '@tanstack/react-query';
import { useId, type ReactNode } from 'react';
import { FaultError } from '#lib/kernel/result.ts';
import { useDrafted } from '#components/ui/dialog/draft.ts';
import { Button } from '#components/ui/form/button.tsx';

interface PreviewButtonProps<T, K extends readonly unknown[]> {
  /** Of the dialog that it opens. */
  readonly draft: string;
  readonly query: UseQueryOptions<T, Error, T, K>;
  /** Why this person may not, in words; null when they may. */
  readonly notAllowed: string | null;
  readonly variant?: 'plain' | 'primary' | 'danger-outline';
  readonly isSmall?: boolean;
  readonly children: ReactNode;
  readonly dialog: (preview: T, onClose: () => void) => ReactNode;
}

/** Reads what would be done, then opens the dialog that shows it. */
export function PreviewButton<T, K extends readonly unknown[]>({
  draft,
  query,
  notAllowed,
  variant = 'plain',
  isSmall = false,
  children,
  dialog,
}: PreviewButtonProps<T, K>) {
  const id = useId();
  const [isOpen, setOpen] = useDrafted(draft);
  const preview = useQuery({ ...query, enabled: isOpen, refetchOnWindowFocus: false });
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
          if (isOpen) void preview.refetch();
          else setOpen(true);
        }}
      >
        {children}
      </Button>
      {why !== null && (
        <span id={id} className="block max-w-64 text-meta text-muted" role="status">
          {why}
        </span>
      )}
      {isOpen &&
        preview.data !== undefined &&
        !preview.isFetching &&
        preview.error === null &&
        dialog(preview.data, () => setOpen(false))}
    </>
  );
}

const whyNoPreview = (error: Error | null): string | null =>
  error === null
    ? null
    : error instanceof FaultError
      ? error.fault.says
      : 'The console did not answer. Try again.';
