'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Wrench } from 'lucide-react';
import { useId } from 'react';
import { repairPreviewQuery, type RepairAliases, type RepairOutcome } from '#lib/indexes/client.ts';
import { FaultError, type ActionResult } from '#lib/kernel/result.ts';
import { useDrafted } from '#components/ui/dialog/draft.ts';
import { Button } from '#components/ui/form/button.tsx';
import { RepairDialog, repairDraft } from './repair-dialog.tsx';

export interface Repairing {
  readonly environment: string;
  readonly isProduction: boolean;
  /** Why this person may not, in words; null when they may. */
  readonly notAllowed: string | null;
  readonly activeRun: string | null;
  readonly repair: (input: RepairAliases) => Promise<ActionResult<RepairOutcome>>;
}

interface RepairButtonProps {
  readonly repairing: Repairing;
  /** The alias that it puts right; null: all that are wrong. */
  readonly alias: string | null;
  readonly isPrimary?: boolean;
  readonly children: string;
}

/** Reads what would be done, then opens the dialog that shows it. */
export function RepairButton({ repairing, alias, isPrimary, children }: RepairButtonProps) {
  const { environment, notAllowed, ...dialog } = repairing;
  const id = useId();
  const client = useQueryClient();
  const [isOpen, setOpen] = useDrafted(repairDraft(environment, alias));
  const preview = useQuery({
    ...repairPreviewQuery(environment, alias),
    enabled: isOpen,
    refetchOnWindowFocus: false,
  });
  const why = notAllowed ?? (isOpen && !preview.isFetching ? whyNoPreview(preview.error) : null);
  return (
    <>
      <Button
        small={isPrimary !== true}
        variant={isPrimary === true ? 'primary' : 'plain'}
        disabled={notAllowed !== null}
        aria-disabled={isOpen && preview.isFetching}
        aria-describedby={why === null ? undefined : id}
        onClick={() => {
          if (isOpen) void preview.refetch();
          else setOpen(true);
        }}
      >
        <Wrench className="size-4" />
        {isOpen && preview.isFetching ? 'Reading…' : children}
      </Button>
      {why !== null && (
        <span id={id} className="block max-w-64 text-meta text-muted" role="status">
          {why}
        </span>
      )}
      {preview.data !== undefined && !preview.isFetching && preview.error === null && (
        <RepairDialog
          {...dialog}
          preview={preview.data}
          alias={alias}
          isOpen={isOpen}
          onClose={() => setOpen(false)}
          onChanged={() => void client.invalidateQueries({ queryKey: ['indexes'] })}
        />
      )}
    </>
  );
}

const whyNoPreview = (error: Error | null): string | null =>
  error === null
    ? null
    : error instanceof FaultError
      ? error.fault.says
      : 'The console did not answer. Try again.';
