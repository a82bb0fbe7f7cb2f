import Link from 'next/link';
import { Time } from '#components/ui/time/time.tsx';
import type { ProbeNow } from '#lib/status/client.ts';
import { OffOnPurpose, StateOf } from './state-of.tsx';
import { serviceHref } from './service-href.ts';

interface ServicesBesideProps {
  readonly services: readonly ProbeNow[];
  /** What it means that there is none. */
  readonly none: string;
  readonly href: (path: string) => string;
}

/** Other services that one needs, or that need it, each as it is now. */
export function ServicesBeside({ services, none, href }: ServicesBesideProps) {
  if (services.length === 0) return <p className="mt-2 text-dense text-muted">{none}</p>;
  return (
    <ul className="max-w-[82ch] text-dense">
      {services.map(({ id, name, state, since, off }) => (
        <li key={id} className="flex flex-wrap items-baseline gap-x-3 border-b border-rule py-1.5">
          <span className="min-w-28">
            {off !== null && <OffOnPurpose off={off} />}
            <StateOf state={state} />
          </span>
          <Link href={href(serviceHref(id))} className="inline-block min-h-6">
            {name}
          </Link>
          <span className="ml-auto text-muted">
            since <Time at={since} as="near" />
          </span>
        </li>
      ))}
    </ul>
  );
}
