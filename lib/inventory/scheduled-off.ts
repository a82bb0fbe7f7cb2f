/** What a schedule switches off, which is not down. Pure. */
import { isBankHoliday } from '#lib/kernel/bank-holidays.ts';
import { isInWindow, readWindow } from '#lib/kernel/window.ts';
import { textOf, textsOf, type ItemOfKind } from './kind-items.ts';

/**
 * Whether a scheduled task has what it configures switched off at that time; null: no source says.
 * Scaled down is not off.
 */
export function isScheduledOff(item: Pick<ItemOfKind, 'facts'>, at: Date): boolean | null {
  const outside = textOf(item, 'outside');
  const windows = textsOf(item, 'windows').flatMap((text) => readWindow(text) ?? []);
  if (outside === null || windows.length === 0) return null;
  return outside === 'off' && !windows.some((window) => isInWindow(window, at, isBankHoliday));
}
