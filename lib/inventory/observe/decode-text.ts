/** The text of a file, in whatever encoding the programs of that time wrote it. Pure. */
import { decoded, encodingOf } from '../decode-utf.ts';
import { limits } from './observation.ts';

export type Decoded =
  { readonly text: string; readonly says: null } | { readonly text: null; readonly says: string };

const refused = (says: string): Decoded => ({ text: null, says });

/** Why a file of this size is not read; null: it is. */
export const whyTooLarge = (bytes: number): string | null =>
  bytes > limits.fileBytes
    ? `The file has more than ${String(limits.fileBytes / 1024 / 1024)} MB.`
    : null;

/** PowerShell writes UTF-16 with a mark. */
export function decodeText(bytes: Uint8Array): Decoded {
  const tooLarge = whyTooLarge(bytes.byteLength);
  if (tooLarge !== null) return refused(tooLarge);
  if (bytes[0] === 0x50 && bytes[1] === 0x4b)
    return refused(
      'The file is an archive, as the plan that Terraform writes with -out. Import what ' +
        'terraform show -json prints of it.',
    );
  const text = decoded(bytes, encodingOf(bytes));
  if (text === null)
    return refused('The file is no text of UTF-8, nor of UTF-16 with a mark at its start.');
  return text.includes('\u0000')
    ? refused('The file is no text: it has bytes that are no letters.')
    : { text, says: null };
}
