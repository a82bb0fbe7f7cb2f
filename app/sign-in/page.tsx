import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { isSignedIn } from '#lib/web/session.ts';
import { SignInForm } from './form.tsx';

export const metadata: Metadata = { title: 'Sign in' };

interface SignInPageProps {
  readonly searchParams: Promise<{ readonly to?: string | string[] }>;
}

export default async function SignInPage({ searchParams }: SignInPageProps) {
  if (await isSignedIn()) redirect('/');
  const { to } = await searchParams;
  return (
    <main id="main">
      <h1>Sign in</h1>
      <SignInForm to={typeof to === 'string' ? to : ''} />
    </main>
  );
}
