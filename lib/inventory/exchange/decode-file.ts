/** The text of a file that somebody chose, or why it is none. Pure, and safe in a browser. */
import { done, refuse, type Result } from '#lib/kernel/result.ts';
import { decoded, encodingOf } from '../decode-utf.ts';

/** Larger ones are refused before they are read. */
export const largestFileBytes = 4 * 1024 * 1024;

export const fileTooLarge =
  'The file is larger than 4 MB. Nothing was read. Import one estate at a time, or only the ' +
  'rows that change.';

/** The line, from 1, of the first bytes that are no UTF-8. */
function lineOfFault(bytes: Uint8Array): number {
  let [good, bad] = [0, bytes.length];
  const decodes = (end: number): boolean => {
    try {
      // What is cut off at the end is no fault.
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, end), { stream: true });
      return true;
    } catch {
      return false;
    }
  };
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    if (decodes(middle)) good = middle;
    else bad = middle;
  }
  return bytes.subarray(0, good).reduce((line, byte) => (byte === 0x0a ? line + 1 : line), 1);
}

/** UTF-8 with or without a byte order mark, and UTF-16 with one. */
export function decodeFile(bytes: Uint8Array): Result<string> {
  if (bytes.length > largestFileBytes) return refuse('invalid', fileTooLarge);
  const encoding = encodingOf(bytes);
  if (encoding === 'utf-8' && bytes.subarray(0, 200).includes(0))
    return refuse(
      'invalid',
      'The file is no text in UTF-8: line 1 has bytes that no text has. UTF-16 is read with a ' +
        'byte order mark only. Save it as UTF-8. Nothing was imported.',
    );
  const text = decoded(bytes, encoding);
  if (text !== null) return done(text);
  return refuse(
    'invalid',
    encoding === 'utf-8'
      ? `The file is not in UTF-8: line ${String(lineOfFault(bytes))} has a byte that is ` +
          'none. Save it as UTF-8. Nothing was imported.'
      : 'The file begins as UTF-16 and goes on otherwise. Save it as UTF-8. Nothing was ' +
          'imported.',
  );
}
