import type { Metadata } from 'next';
import { AccountFacts } from '#components/access/account-facts.tsx';
import { PasswordForm } from '#components/access/password-form.tsx';
import { PageHead } from '#components/ui/page/page-head.tsx';
import { Section } from '#components/ui/page/section.tsx';
import { guardPage } from '#lib/web/guard-page.ts';
import { requirePerson } from '#lib/web/session.ts';
import { changePasswordAction } from './actions.ts';
import { inFrame } from '../../while-away.tsx';

export const metadata: Metadata = { title: 'Your account' };

export default guardPage(inFrame('account'), async function Page() {
  const person = await requirePerson();
  return (
    <>
      <PageHead title="Your account" lead="What this console knows of you, and your password." />
      <Section title="Who you are">
        <AccountFacts person={person} />
      </Section>
      <Section title="Change your password">
        <PasswordForm email={person.email} change={changePasswordAction} />
      </Section>
    </>
  );
});
