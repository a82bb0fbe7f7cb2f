/** What is recorded of how far an item of the move has come, and what speaks against it. Pure. */
import { z } from 'zod';
import type { FieldDescriptions } from '#lib/kernel/form-fields.ts';
import { freeTextWithoutNumbers } from '#lib/kernel/free-text.ts';
import { largestVersion } from '#lib/kernel/storable.ts';
import { titleCase } from '#lib/kernel/words/text.ts';
import { inventoryReason } from '../secrets.ts';
import { migrationStatuses, statusWords } from './migration-item.ts';
import type { MigrationRow } from './migration-list.ts';
import type { MoveView } from './migration-view.ts';
import type { Objection } from './order-rules.ts';

/** What a person may record; back to `not-recorded` too, where a move was recorded by mistake. */
export const recordableStatuses = [...migrationStatuses, 'not-recorded'] as const;
export type RecordableStatus = (typeof recordableStatuses)[number];

const key = freeTextWithoutNumbers(300, 'Use 300 characters or fewer.').min(1, 'Say which.');

export const RecordMove = z.object({
  item: key,
  /** The one that the person saw; forms have it as text. */
  version: z.coerce.number().int().positive().max(largestVersion),
  status: z.enum(recordableStatuses, 'Choose how far it is.'),
  reason: inventoryReason('Say in a few words why.'),
  /** What speaks against it was read, and it is so all the same. */
  despite: z.boolean().default(false),
});
export type RecordMove = z.output<typeof RecordMove>;

export const moveQuestion = z.object({ item: key });

export const recordMoveFields: FieldDescriptions<keyof z.input<typeof RecordMove>> = {
  status: {
    control: 'choice',
    label: 'How far it is',
    hint: 'To take a move back, choose what was recorded before it.',
    options: recordableStatuses.map((value) => ({ value, label: titleCase(statusWords[value]) })),
  },
  reason: {
    control: 'long-text',
    label: 'Reason',
    hint: 'Kept in the history of the item and in the audit log.',
  },
  despite: { control: 'tick', label: 'It is so although something speaks against it' },
};

/** An item with what speaks against each status that it has not. */
export interface MoveFormView {
  readonly row: MigrationRow;
  readonly objections: Readonly<Record<RecordableStatus, readonly Objection[]>>;
  /** Of this item, the newest first. */
  readonly moves: readonly MoveView[];
}

export interface RecordedMove {
  readonly key: string;
  readonly name: string;
  readonly status: RecordableStatus;
  /** What spoke against it. */
  readonly against: number;
}
