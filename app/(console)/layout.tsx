import type { ReactNode } from 'react';
import { Providers } from '#components/shell/providers.tsx';
import { Shell } from '#components/shell/shell.tsx';
import { shellQuery } from '#components/shell/shell-query.ts';
import { Seeded } from '#components/ui/live/seeded.tsx';
import { guardPage } from '#lib/web/guard-page.ts';
import { shellEnvironments } from '#lib/web/page-world.ts';
import { consoleWorld } from '#lib/web/runtime.ts';
import { requirePerson } from '#lib/web/session.ts';
import { signOutAction } from '../sign-in/actions.ts';
import { shellFacts } from './shell-facts.ts';
import { wholePage } from '../while-away.tsx';

export default guardPage(
  wholePage('shell'),
  async function ConsoleLayout({ children }: { readonly children: ReactNode }) {
    const [person, facts] = await Promise.all([requirePerson(), shellFacts()]);
    return (
      <Providers now={consoleWorld().clock.now().toISOString()}>
        <Seeded seeds={[[shellQuery().queryKey, facts]]}>
          <Shell
            environments={shellEnvironments()}
            person={{ name: person.name, role: person.role }}
            signOut={signOutAction}
          >
            {children}
          </Shell>
        </Seeded>
      </Providers>
    );
  },
);
