import type { Metadata } from 'next';
import { PasswordForm } from '#components/access/password-form.tsx';
import { PageHead } from '#components/ui/page/page-head.tsx';
import { Section } from '#components/ui/page/section.tsx';
import { guardPage } from '#lib/web/guard-page.ts';
import { requirePerson } from '#lib/web/session.ts';
import { changePasswordAction } from './actions.ts';

export const metadata: Metadata = { title: 'Your account' };

export default guardPage('account', async function Page() {
  const { email, name, role } = await requirePerson();
  return (
    <>
      <PageHead
        title="Your account"
        lead={`${name === email ? email : `${name}, ${email}`}. Your role is ${role}.`}
      />
      <Section title="Change your password">
        <PasswordForm email={email} change={changePasswordAction} />
      </Section>
    </>
  );
});
