import type { ReactNode } from 'react';
import { Providers } from '#components/shell/providers.tsx';
import { Shell } from '#components/shell/shell.tsx';
import { guardPage } from '#lib/web/guard-page.ts';
import { currentWorld } from '#lib/web/runtime.ts';
import { requirePerson } from '#lib/web/session.ts';
import { signOutAction } from '../sign-in/actions.ts';

export default guardPage(
  'shell',
  async function ConsoleLayout({ children }: { readonly children: ReactNode }) {
    const person = await requirePerson();
    const { clock, environment } = currentWorld();
    return (
      <Providers now={clock.now().toISOString()}>
        <Shell
          environment={{ name: environment.name, isProduction: environment.isProduction }}
          person={{ name: person.name, role: person.role }}
          signOut={signOutAction}
        >
          {children}
        </Shell>
      </Providers>
    );
  },
);
