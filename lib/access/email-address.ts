/** Marks without a width of their own, in between letters: nobody sees whether they are there. */
const invisible = /\p{Default_Ignorable_Code_Point}/gu;

/**
 * One spelling of an address for all of its spellings: lower case, composed, of usual width,
 * without blanks around it and marks that nobody sees. Null when it cannot be an email.
 * `admin@localhost` is one here.
 */
export function normalEmail(typed: string): string | null {
  const email = typed
    .normalize('NFKC')
    .replace(invisible, '')
    .trim()
    .toLowerCase()
    // Lower case takes some letters apart again.
    .normalize('NFKC');
  return email.length <= 254 && /^[^\s@\p{C}]+@[^\s@\p{C}]+$/u.test(email) ? email : null;
}
