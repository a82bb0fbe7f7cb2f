import type { ServiceReadiness } from '#lib/sync/client.ts';
import { NotKnown, Status } from '#components/ui/feedback/status.tsx';
import { Time } from '#components/ui/time/time.tsx';

/** What a sync needs, and whether it answers. */
export function ServicesList({ services }: { readonly services: readonly ServiceReadiness[] }) {
  return (
    <ul className="text-dense">
      {services.map(({ service, state, since, trouble }) => (
        <li
          key={service}
          className="flex flex-wrap items-baseline gap-x-3 border-b border-rule py-1.5"
        >
          <span>{service}</span>
          <span className="ml-auto">
            {state === 'up' ? (
              <Status tone="ok">Answers</Status>
            ) : state === 'not-known' ? (
              <NotKnown />
            ) : (
              <Status tone="bad">
                {trouble === undefined ? 'Down' : 'Takes nothing'}
                {since !== null && (
                  <>
                    {' '}
                    since <Time at={since} as="near" />
                  </>
                )}
              </Status>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
