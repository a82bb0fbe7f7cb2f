let commonOnes: Promise<ReadonlySet<string>> | undefined;

/** Half a megabyte: read when the first password is chosen, which many processes never see. */
async function commonPasswords(): Promise<ReadonlySet<string>> {
  commonOnes ??= import('@zxcvbn-ts/language-common').then(
    ({ dictionary }) => new Set(dictionary['passwords-common']),
  );
  return commonOnes;
}

/** `abc` of `abcabcabc`; the text itself when it is no repetition. */
const repeatedIn = (text: string): string => /^(.+?)\1+$/su.exec(text)?.[1] ?? text;

const withoutSigns = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '');

const fewestCharacters = 5;

/**
 * Whether a password is among those that are tried first, by NIST SP 800-63B, 3.1.1: known from
 * break-ins, repetitive, or made of whose it is; with digits and signs around it, too.
 */
export async function isEasilyGuessed(password: string, email: string): Promise<boolean> {
  const text = password.normalize('NFKC').toLowerCase();
  const word = text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  const isNumber = /^\p{L}{0,2}[^\p{L}]*\p{L}{0,2}$/u.test(text) && !/[^\p{L}\d]/u.test(text);
  if (isNumber || word === '' || new Set(text).size < fewestCharacters) return true;
  const own = new Set([email, email.split('@')[0] ?? email, 'tisconsole'].map(withoutSigns));
  const common = await commonPasswords();
  return [text, word, repeatedIn(text), repeatedIn(word)].some(
    (guess) => common.has(guess) || own.has(withoutSigns(guess)),
  );
}
