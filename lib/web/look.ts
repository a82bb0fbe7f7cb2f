import { cookies, headers } from 'next/headers';

/** The theme that the person chose, written into the first HTML, so that no page flashes; null follows the system. */
export async function chosenTheme(): Promise<'light' | 'dark' | null> {
  const theme = (await cookies()).get('theme')?.value;
  return theme === 'light' || theme === 'dark' ? theme : null;
}

/** For a script or style that we write into a page ourselves. */
export async function requestNonce(): Promise<string> {
  return (await headers()).get('x-nonce') ?? '';
}
