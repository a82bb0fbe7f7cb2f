import { cookies } from 'next/headers';

/**
 * The theme that the person chose, written into the first HTML, so that no page flashes; null
 * follows the system.
 */
export async function chosenTheme(): Promise<'light' | 'dark' | null> {
  const theme = (await cookies()).get('theme')?.value;
  return theme === 'light' || theme === 'dark' ? theme : null;
}
