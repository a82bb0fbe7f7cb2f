/** Whether a GMC number can name a document, and if not, why in words that hold no data. */
export type GmcNumberVerdict =
  | { readonly isUsable: true; readonly gmcNumber: string }
  | { readonly isUsable: false; readonly reason: string };

export const unusableGmcNumber = {
  noRow: 'No GMC details recorded',
  empty: 'No GMC number',
  nonBreakingSpace: 'GMC number holds a non-breaking space',
  unknown: 'GMC number is UNKNOWN',
  notApplicable: 'GMC number is not applicable (na, n/a)',
  notSevenDigits: 'GMC number is not seven digits',
} as const;

const sevenDigits = /^[0-9]{7}$/;
const ordinaryBlanks = /^[ \t\r\n]+|[ \t\r\n]+$/g;

const unusable = (reason: string): GmcNumberVerdict => ({ isUsable: false, reason });

/** Seven digits after trimming ordinary blanks (`docs/sync-contract.md` 3.1.2 row 1). */
export function checkGmcNumber(stored: string | null): GmcNumberVerdict {
  if (stored === null) return unusable(unusableGmcNumber.empty);
  if (sevenDigits.test(stored)) return { isUsable: true, gmcNumber: stored };
  if (stored.includes('\u00a0')) return unusable(unusableGmcNumber.nonBreakingSpace);
  const trimmed = stored.replace(ordinaryBlanks, '');
  if (sevenDigits.test(trimmed)) return { isUsable: true, gmcNumber: trimmed };
  switch (trimmed.toLowerCase()) {
    case '':
      return unusable(unusableGmcNumber.empty);
    case 'unknown':
      return unusable(unusableGmcNumber.unknown);
    case 'na':
    case 'n/a':
      return unusable(unusableGmcNumber.notApplicable);
    default:
      return unusable(unusableGmcNumber.notSevenDigits);
  }
}
