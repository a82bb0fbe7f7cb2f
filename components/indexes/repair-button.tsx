'use client';

import { useQueryClient } from '@tanstack/react-query';
import { Wrench } from 'lucide-react';
import { repairPreviewQuery, type RepairAliases, type RepairOutcome } from '#lib/indexes/client.ts';
import type { ActionResult } from '#lib/kernel/result.ts';
import { PreviewButton } from './preview-button.tsx';
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

export function RepairButton({ repairing, alias, isPrimary = false, children }: RepairButtonProps) {
  const { environment, notAllowed, ...dialog } = repairing;
  const client = useQueryClient();
  return (
    <PreviewButton
      draft={repairDraft(environment, alias)}
      query={repairPreviewQuery(environment, alias)}
      notAllowed={notAllowed}
      variant={isPrimary ? 'primary' : 'plain'}
      isSmall={!isPrimary}
      dialog={(preview, onClose) => (
        <RepairDialog
          {...dialog}
          preview={preview}
          alias={alias}
          isOpen
          onClose={onClose}
          onChanged={() => void client.invalidateQueries({ queryKey: ['indexes'] })}
        />
      )}
    >
      <Wrench className="size-4" />
      {children}
    </PreviewButton>
  );
}
