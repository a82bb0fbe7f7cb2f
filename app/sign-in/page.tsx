import clsx from 'clsx';
import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { PlainFrame } from '#components/shell/plain-frame.tsx';
import { guardPage } from '#lib/web/guard-page.ts';
import { shellEnvironments } from '#lib/web/page-world.ts';
import { isSignedIn } from '#lib/web/session.ts';
import { safeDestination } from '#lib/web/sign-in-action.ts';
import { errorWords } from './error-words.ts';
import { SignInForm } from './form.tsx';
import { wholePage } from '../while-away.tsx';

export const metadata: Metadata = { title: 'Sign in' };

interface SignInProps {
  readonly searchParams: Promise<{
    readonly to?: string | string[];
    readonly error?: string | string[];
  }>;
}

export default guardPage(wholePage('sign-in'), async function Page({ searchParams }: SignInProps) {
  const { to, error } = await searchParams;
  if (await isSignedIn()) redirect(safeDestination(typeof to === 'string' ? to : ''));
  const environments = shellEnvironments();
  return (
    <PlainFrame environments={environments}>
      <div className="min-h-[calc(100vh-56px)] l:grid l:grid-cols-[minmax(0,1fr)_380px]">
        <main id="main" className="mx-auto w-110 max-w-[88vw] pt-22 pb-10 max-l:pt-10">
          <h1 className="text-hero font-bold tracking-[-0.4px]">Sign in</h1>
          <p className="mt-2 mb-6 text-section leading-6 text-muted">
            For people who run and support NHS trainee systems.{' '}
            {environments.some(({ isProduction }) => isProduction)
              ? 'Production is behind this page, and what you do there is recorded with your name.'
              : 'What you do here is recorded with your name.'}
          </p>
          <SignInForm to={typeof to === 'string' ? to : ''} refusedBefore={errorWords(error)} />
          <p className="mt-5 text-meta text-muted">Nothing that runs stops when you sign out.</p>
        </main>
        <aside
          className={clsx(
            'border-l border-rule bg-sunk px-9 pt-22 pb-10 max-l:mt-6 max-l:border-t',
            'max-l:border-l-0 max-l:px-7 max-l:pt-7',
          )}
        >
          <h2 className="border-b border-rule-strong pb-2 text-section font-bold">
            The first time
          </h2>
          <p className="mt-3 text-dense">
            The address of the first account, and its password or the file that has it, are printed
            once, where the console was started. Further people are added by an admin.
          </p>
          <h2 className="mt-8 border-b border-rule-strong pb-2 text-section font-bold">
            Cannot sign in?
          </h2>
          <p className="mt-3 text-dense">
            Ask an admin of this console. A sync that runs goes on without you, and the revalidation
            pages do not depend on this sign-in.
          </p>
          <p className="mt-8 text-dense">
            <Link href="/accessibility" className="inline-block min-h-6">
              Accessibility statement
            </Link>
          </p>
        </aside>
      </div>
    </PlainFrame>
  );
});
