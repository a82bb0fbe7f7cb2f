'use client';

import Link from 'next/link';
import { itemHref } from '#components/inventory/words.ts';
import { useEnvironments } from '#components/shell/environments.tsx';
import { answeredWords } from '#components/status/answered-words.ts';
import { Latency } from '#components/status/latency.tsx';
import { msWords } from '#components/status/ms-words.ts';
import { serviceHref } from '#components/status/service-href.ts';
import { ServiceIncidents } from '#components/status/service-incidents.tsx';
import { ServicesBeside } from '#components/status/services-beside.tsx';
import { OffOnPurpose, StateOf } from '#components/status/state-of.tsx';
import { TimeChoice } from '#components/status/time-choice.tsx';
import { UptimeBars, UptimeLegend } from '#components/status/uptime-bars.tsx';
import { useLive } from '#components/ui/live/use-live.ts';
import { Definition, DefinitionList } from '#components/ui/page/definition-list.tsx';
import { PageHead } from '#components/ui/page/page-head.tsx';
import { Section } from '#components/ui/page/section.tsx';
import { Age } from '#components/ui/time/age.tsx';
import { Time } from '#components/ui/time/time.tsx';
import { titleCase } from '#lib/kernel/words/text.ts';
import { durationWords } from '#lib/kernel/words/times.ts';
import { serviceQuery, type ServiceView } from '#lib/status/client.ts';

interface ServicePageProps {
  readonly service: ServiceView;
}

export function ServicePage({ service: first }: ServicePageProps) {
  const { all, href } = useEnvironments();
  const { time } = first;
  const { data: service = first, fault } = useLive(serviceQuery(first.probe.id, time));
  const { probe, needs, neededBy, component, outcomes, incidents, latency, asOf } = service;
  const environment =
    all.find(({ name }) => name === probe.environment)?.title ?? probe.environment ?? 'the console';
  const age = <Age at={asOf} fault={fault} />;
  const isStale = fault !== null;
  return (
    <>
      <PageHead
        title={probe.name}
        trail={[{ href: href('/status'), text: 'Status' }]}
        here={probe.name}
        lead={`${titleCase(probe.target)}${probe.isReal ? '' : ', built in'}, of ${environment}.`}
      />
      <Section title="Now" age={age} isStale={isStale}>
        <DefinitionList className="max-w-[82ch]">
          <Definition term="State">
            {probe.off !== null && <OffOnPurpose off={probe.off} />}
            <StateOf state={probe.state} /> since <Time at={probe.since} as="near" />
            {probe.says !== null && <span className="block">{probe.says}</span>}
          </Definition>
          <Definition term="Last asked">
            {probe.lastAt === null ? 'never' : <Time at={probe.lastAt} as="past" />}
            {probe.tookMs !== null && `; its answer took ${msWords(probe.tookMs)}`}
          </Definition>
          <Definition term="Asked">every {durationWords(probe.everyMs)}</Definition>
          <Definition term="In the inventory">
            {component === null ? (
              'which component it is, is not configured'
            ) : (
              <Link href={itemHref(component)} className="inline-block min-h-6">
                {component}
              </Link>
            )}
          </Definition>
        </DefinitionList>
      </Section>
      <Section
        title="How it was"
        sub={
          probe.upShare === null
            ? 'how much of the time it answered is not known'
            : `answered ${answeredWords(probe)}`
        }
        more={<TimeChoice time={time} hrefOf={(one) => href(serviceHref(probe.id, one))} />}
        isStale={isStale}
      >
        <UptimeLegend />
        <UptimeBars pieces={probe.pieces} isWide />
      </Section>
      <Section
        title="How long answers took"
        sub={latency.by === 'hour' ? 'by hours of the last 14 days' : 'by five minutes of 24 hours'}
        isStale={isStale}
      >
        <Latency latency={latency} />
      </Section>
      <Section title="What it needs" isStale={isStale}>
        <ServicesBeside
          services={needs}
          none="No other service that is asked is recorded as needed by it."
          href={href}
        />
      </Section>
      <Section title="What needs it" isStale={isStale}>
        <ServicesBeside
          services={neededBy}
          none="No other service that is asked is recorded as needing it."
          href={href}
        />
        {outcomes !== null && outcomes.length > 0 && (
          <>
            <h3 className="mt-3 text-dense font-bold">What users do, and systems downstream</h3>
            <ul className="max-w-[82ch] text-dense">
              {outcomes.map(({ key, name, kindTitle, estateTitle }) => (
                <li key={key} className="border-b border-rule py-1.5">
                  <Link href={itemHref(key)} className="inline-block min-h-6">
                    {name}
                  </Link>{' '}
                  <span className="text-muted">
                    {kindTitle} of {estateTitle}
                  </span>
                </li>
              ))}
            </ul>
          </>
        )}
      </Section>
      <Section title="Incidents" sub="the newest ten" isStale={isStale}>
        <ServiceIncidents incidents={incidents} href={href} />
      </Section>
    </>
  );
}
