/** Who is on the IP allow lists, and what of it is saved and not deployed. Pure. */
import { z } from 'zod';
import { Confirmation } from '#lib/kernel/confirmation.ts';
import { freeTextWithoutNumbers } from '#lib/kernel/free-text.ts';
import { inventoryReason, refuseSecret } from '../secrets.ts';

const noAddress = 'Leave addresses out of it: all viewers read it.';

/** Of IPv4 or IPv6, wherever it is in the text. */
const hasAddress = (text: string): boolean =>
  /(?:\d{1,3}\.){3}\d/.test(text) ||
  (text.toLowerCase().match(/[0-9a-f:.]+/g) ?? []).some(
    (word) => word.includes(':') && z.ipv6().safeParse(word.replace(/[.:]$/, '')).success,
  );

const reason = inventoryReason('Say why.').refine((text) => !hasAddress(text), noAddress);
const { typedName } = Confirmation.shape;
/** The name of the secret. */
const list = z.string().regex(/^[a-z0-9-]{1,100}$/, 'Name the list.');
const label = freeTextWithoutNumbers(80, 'Use 80 characters or fewer.')
  .min(1, 'Give a label.')
  .refine((text) => !hasAddress(text), noAddress)
  .superRefine(refuseSecret);

export const AddToAllowList = z.object({
  list,
  label,
  /** Only admins may give one. */
  address: z.cidrv4('Give an address such as 192.0.2.7/32.').optional(),
  reason,
  typedName,
});
export type AddToAllowList = Readonly<z.infer<typeof AddToAllowList>>;

export const RemoveFromAllowList = z.object({ list, label, reason, typedName });
export type RemoveFromAllowList = Readonly<z.infer<typeof RemoveFromAllowList>>;

/** What the person saw waiting was deployed. */
export const MarkDeployed = z.object({
  list,
  seen: z.array(z.object({ label: z.string().max(80), changedAt: z.iso.datetime() })).max(1_000),
  reason,
  typedName,
});
export type MarkDeployed = Readonly<z.infer<typeof MarkDeployed>>;

export type EntryState = 'saved' | 'deployed' | 'removed';

export interface AllowListEntry {
  readonly label: string;
  readonly state: EntryState;
  readonly changedBy: string;
  /** ISO 8601. */
  readonly changedAt: string;
  readonly hasAddress: boolean;
  /** Null also for who may not see it. */
  readonly address: string | null;
}

export interface AllowListView {
  /** The name of its secret. */
  readonly list: string;
  readonly entries: readonly AllowListEntry[];
}

export interface AllowListOutcome {
  readonly list: string;
  /** How many wait for a deployment now. */
  readonly pending: number;
}

/** A change of the secret alone has no effect. */
export const isPending = ({ state }: Pick<AllowListEntry, 'state'>): boolean =>
  state !== 'deployed';
