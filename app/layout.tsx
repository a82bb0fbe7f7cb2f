import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { chosenTheme } from '#lib/web/theme.ts';
import './globals.css';

export const metadata: Metadata = {
  title: { default: 'TIS Console', template: '%s · TIS Console' },
  description: 'Start and follow the revalidation sync, and see what readers of its indexes see.',
  robots: { index: false, follow: false },
};

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
