import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { PasswordForm } from '#components/access/password-form.tsx';
import { PlainFrame } from '#components/shell/plain-frame.tsx';
import { Button } from '#components/ui/form/button.tsx';
import { guardPage } from '#lib/web/guard-page.ts';
import { firstOf, shellEnvironments, type PageProps } from '#lib/web/page-world.ts';
import { requireSession } from '#lib/web/session.ts';
import { safeDestination } from '#lib/web/sign-in-action.ts';
import { signOutAction } from '../sign-in/actions.ts';
import { choosePasswordAction } from './actions.ts';
import { wholePage } from '../while-away.tsx';

export const metadata: Metadata = { title: 'Choose a password' };

export default guardPage(
  wholePage('choose-password'),
  async function Page({ searchParams }: PageProps) {
    const person = await requireSession();
    const to = safeDestination(firstOf((await searchParams)['to']) ?? '');
    if (!person.mustChangePassword) redirect(to);
    return (
      <PlainFrame environments={shellEnvironments()}>
        <main id="main" className="mx-auto w-110 max-w-[88vw] pt-22 pb-10 max-l:pt-10">
          <h1 className="text-hero font-bold tracking-[-0.4px]">Choose a password</h1>
          <p className="mt-2 mb-6 text-section leading-6 text-muted">
            You are {person.email}. Your password was made for you, and others may have seen it. The
            console opens when you have chosen one of your own.
          </p>
          <PasswordForm email={person.email} change={choosePasswordAction} to={to} />
          <form action={signOutAction} className="mt-8">
            <Button type="submit">Sign out</Button>
          </form>
        </main>
      </PlainFrame>
    );
  },
);
