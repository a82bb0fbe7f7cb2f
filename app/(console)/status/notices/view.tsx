'use client';

import { NoticeRoute } from '#components/notify/notice-route.tsx';
import { useEnvironments } from '#components/shell/environments.tsx';
import { StatusNavigation } from '#components/status/status-navigation.tsx';
import { Empty } from '#components/ui/feedback/empty.tsx';
import { LivePart } from '#components/ui/live/live-part.tsx';
import { useLive } from '#components/ui/live/use-live.ts';
import { PageHead } from '#components/ui/page/page-head.tsx';
import { Section } from '#components/ui/page/section.tsx';
import { routesQuery } from '#lib/notify/client.ts';
import { testRouteAction } from './actions.ts';

interface NoticesPageProps {
  /** Why this person may send no test, in words; null when they may. */
  readonly mayNotTest: string | null;
}

export function NoticesPage({ mayNotTest }: NoticesPageProps) {
  const { all, href } = useEnvironments();
  const live = useLive(routesQuery);
  const titleOf = (name: string): string => all.find((one) => one.name === name)?.title ?? name;
  return (
    <>
      <PageHead
        title="Notices"
        trail={[{ href: href('/status'), text: 'Status' }]}
        here="Notices"
        lead="Who is told of what, along which route, and whether it arrives."
      />
      <StatusNavigation here="notices" openIncidents={null} />
      <LivePart
        live={live}
        of="routes"
        title="The console cannot say who is told of what"
        meaning="What there is to tell is kept, and sent when it can be."
        rows={4}
      >
        {(routes, shown) => (
          <Section title="Routes" {...shown}>
            {routes.length === 0 ? (
              <Empty title="Nobody is told of anything">
                No route is configured. Routes are written under notify in the file that
                CONSOLE_CONFIG names; until there is one, what happens is seen here alone.
              </Empty>
            ) : (
              <>
                {mayNotTest !== null && <p className="mt-3 text-meta text-muted">{mayNotTest}</p>}
                <ul className="grid gap-5 pt-3">
                  {routes.map((route) => (
                    <li key={route.name}>
                      <NoticeRoute
                        route={route}
                        titleOf={titleOf}
                        action={mayNotTest === null ? testRouteAction : null}
                      />
                    </li>
                  ))}
                </ul>
              </>
            )}
          </Section>
        )}
      </LivePart>
    </>
  );
}
