import { hasSevenDigits } from './free-text.ts';

/** Characters of an address that somebody is led back to. */
const longest = 2_000;

const readable = (address: string): string => {
  try {
    return decodeURIComponent(address.replaceAll('+', ' '));
  } catch {
    return address;
  }
};

/**
 * Where somebody goes on who has to sign in first, or to choose a password; null: home. It is in
 * the address of that page, where no number of a doctor comes.
 */
export const wayBackTo = (address: string): string | null =>
  address === '/' ||
  address.length > longest ||
  hasSevenDigits(address) ||
  hasSevenDigits(readable(address))
    ? null
    : address;
