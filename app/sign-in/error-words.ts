const wrong = 'The email address or the password is wrong.';

// Kinds of our own faults, from the credentials provider, and codes of next-auth ("Pages", error
// codes).
const words: ReadonlyMap<string, string> = new Map([
  ['forbidden', wrong],
  ['CredentialsSignin', wrong],
  [
    'busy',
    'Too many tries, or too many people are signing in. Wait half a minute, then try again.',
  ],
  ['AccessDenied', 'You may not sign in here. Ask an admin of this console for an account.'],
  [
    'SessionEnded',
    'You have been signed out: nothing was asked for in the last hour, or the password or ' +
      'role of this account was changed, or it was closed. Sign in again.',
  ],
  ['SessionRequired', 'That page is for people who are signed in.'],
]);

/**
 * What `?error=` means. An unknown one, which anyone can put into a link, gets words that promise
 * nothing; null: there is none.
 */
export function errorWords(error: string | string[] | undefined): string | null {
  if (error === undefined || error.length === 0) return null;
  const known = typeof error === 'string' ? words.get(error) : undefined;
  return (
    known ?? 'Signing in did not work. Try again; if it goes on, ask an admin of this console.'
  );
}
