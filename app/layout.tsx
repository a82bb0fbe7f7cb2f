import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import './globals.css';

export const metadata: Metadata = {
  title: { default: 'TIS Console', template: '%s · TIS Console' },
  description: 'Start and follow the revalidation sync, and see what readers of its indexes see.',
  robots: { index: false, follow: false },
};

/**
 * The theme that the person chose, written into the first HTML, so that no page flashes; null
 * follows the system.
 */
async function chosenTheme(): Promise<'light' | 'dark' | null> {
  const theme = (await cookies()).get('theme')?.value;
  return theme === 'light' || theme === 'dark' ? theme : null;
}

export default async function RootLayout({ children }: { readonly children: ReactNode }) {
  const theme = await chosenTheme();
  return (
    <html
      lang="en-GB"
      {...(theme === null ? {} : { 'data-theme': theme })}
      suppressHydrationWarning
    >
      <body>{children}</body>
    </html>
  );
}
