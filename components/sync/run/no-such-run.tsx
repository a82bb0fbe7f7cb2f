'use client';

import { useEnvironments } from '#components/shell/environments.tsx';
import { Empty } from '#components/ui/feedback/empty.tsx';
import { ButtonLink } from '#components/ui/form/button.tsx';
import { PageHead } from '#components/ui/page/page-head.tsx';

/** `newest`: the newest run of each environment that has one. */
export function NoSuchRun({
  newest,
}: {
  readonly newest: readonly { readonly run: string; readonly environment: string }[];
}) {
  const { current, href } = useEnvironments();
  const last = newest.find(({ environment }) => environment === current.name);
  return (
    <>
      <PageHead
        title="There is no such run"
        trail={[{ href: href('/sync'), text: 'Sync' }]}
        here="Not found"
      />
      <Empty
        title={
          last === undefined
            ? `No sync has run in ${current.title} yet`
            : `The newest run in ${current.title} is ${last.run}`
        }
        actions={
          <>
            {last !== undefined && (
              <ButtonLink href={`/sync/${last.run}`}>Open {last.run}</ButtonLink>
            )}
            <ButtonLink href={href('/sync')}>See all runs</ButtonLink>
          </>
        }
      >
        The address names a run as environment and number, for example {current.name}-1. Check the
        number, and whether this console has that environment.
      </Empty>
    </>
  );
}
