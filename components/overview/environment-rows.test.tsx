import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import {
  briefOf,
  factsOf,
  indexesOf,
  production,
  rehearsal,
  syncOf,
  TestPage,
} from '#components/shell/testing.tsx';
import type { ShellEnvironment } from '#components/shell/environment.ts';
import type { EnvironmentFacts } from '#components/shell/shell-query.ts';
import type { InInventory } from '#lib/inventory/client.ts';
import { sampleCheck } from '#components/indexes/testing.ts';
import { EnvironmentRows } from './environment-rows.tsx';

const both = [rehearsal, production];

function rows(
  facts: readonly EnvironmentFacts[] | undefined,
  environments = both,
  inInventory: readonly InInventory[] = [],
): string[] {
  return pageOf(facts, environments, inInventory).split('<li').slice(1);
}

function pageOf(
  facts: readonly EnvironmentFacts[] | undefined,
  environments: readonly ShellEnvironment[],
  inInventory: readonly InInventory[],
): string {
  return renderToStaticMarkup(
    <TestPage
      at="/?environment=preprod"
      environments={environments}
      {...(facts === undefined ? {} : { facts })}
    >
      <EnvironmentRows inInventory={inInventory} />
    </TestPage>,
  );
}
const textOf = (html = ''): string => html.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');

const rehearsed = factsOf({ environment: 'preprod' });
const inProduction = (given: Partial<EnvironmentFacts>) =>
  factsOf({ environment: 'prod', ...given });

describe('the rows of the environments', () => {
  it('are not there where there is one', () => {
    expect(rows([rehearsed], [rehearsal])).toEqual([]);
  });

  it('lead to the overview of each and mark the one that is shown', () => {
    const [first, second] = rows([rehearsed, inProduction({})]);
    expect(first).toContain('href="/?environment=preprod"');
    expect(first).toContain('aria-current="page"');
    expect(second).toContain('href="/?environment=prod"');
    expect(second).not.toContain('aria-current');
    expect(second).toContain('env-production');
    expect(textOf(first)).toContain('All 4 match');
    expect(textOf(first)).toContain('Last settled 1 minute ago');
  });

  it('name the running run with its stage, a failed one, or that nothing has run', () => {
    const active = briefOf({ run: 'prod-7', number: 7, state: 'running', endedAt: null });
    const sync = syncOf({ active: { ...active, stage: 'GMC doctors' } });
    const [first, second] = rows([
      factsOf({ environment: 'preprod', sync: syncOf({ last: null, settledAt: null }) }),
      inProduction({ sync }),
    ]);
    expect(textOf(first)).toContain('Nothing has run');
    expect(second).toContain('href="/sync/prod-7"');
    expect(textOf(second)).toContain('Run 7 Running: GMC doctors');
  });

  it('say that a run waits, and not that it runs', () => {
    const wait = {
      stage: 'd',
      title: 'GMC doctors',
      attempt: 1,
      attempts: null,
      says: 'Away.',
      since: '',
    };
    const active = briefOf({ state: 'running', endedAt: null, stage: 'GMC doctors', wait });
    const [, second] = rows([rehearsed, inProduction({ sync: syncOf({ active }) })]);
    expect(textOf(second)).toContain('Run 12 Waiting: GMC doctors');
    expect(textOf(second)).not.toContain('Running');
  });

  it('say not known, and since when, of an environment that is away, not of the other', () => {
    const since = '2026-11-21T14:31:00.000Z';
    const [first, second] = rows([
      rehearsed,
      inProduction({
        indexes: indexesOf({ asOf: null, failedSince: since }),
        sync: syncOf({ services: [{ service: 'Search (OpenSearch)', state: 'down', since }] }),
      }),
    ]);
    expect(textOf(second)).toContain('Not known since today at 2:31pm');
    expect(textOf(second)).toContain('1 of 1 away Search (OpenSearch) since today at 2:31pm');
    expect(textOf(second)).not.toMatch(/match|drift/);
    expect(textOf(first)).not.toContain('Not known');
  });

  it('are not known yet while a first question is on its way', () => {
    const [, second] = rows([
      rehearsed,
      inProduction({
        indexes: indexesOf({ asOf: null, isUnbuilt: true }),
        sync: syncOf({ services: [{ service: 'Search', state: 'not-known', since: null }] }),
      }),
    ]);
    expect(textOf(second).match(/Not known yet/g)).toHaveLength(2);
  });

  it('say not known where the engine shows no alias to the console, built or not', () => {
    const refused = 'What the aliases are now is not known: it may not see them.';
    const unknown = ['a', 'b', 'c', 'd'].map((name) => sampleCheck({ name, state: 'not-known' }));
    const [, second] = rows([
      rehearsed,
      inProduction({ indexes: indexesOf({ refused, unknown, isUnbuilt: true }) }),
    ]);
    expect(textOf(second)).toContain('4 not known');
    expect(textOf(second)).not.toContain('Nothing live yet');
  });

  it('count the drift', () => {
    const check = sampleCheck({ name: 'a', state: 'missing', observed: null });
    const [, second] = rows([
      rehearsed,
      inProduction({ indexes: indexesOf({ drifted: [check] }) }),
    ]);
    expect(textOf(second)).toContain('1 of 4 drift');
  });

  it('lead to the same environment in the inventory, and say where it has none such', () => {
    const asked = { driver: 'managed', title: '' } as const;
    const found = { key: 'reval-sync@prod', name: 'prod', estateTitle: 'Reval sync' };
    const named = [
      { ...asked, environment: 'preprod', called: 'reval-sync@pre', found: null },
      { ...asked, environment: 'prod', called: 'reval-sync@prod', found },
    ];
    const [first, second] = rows([rehearsed, inProduction({})], both, named);
    expect(first).not.toContain('/inventory/');
    expect(textOf(first)).toContain(
      'The inventory has no environment reval-sync@pre, as this one is configured.',
    );
    expect(second).toContain('href="/inventory/reval-sync%40prod"');
    expect(textOf(second)).toContain('In the inventory: Reval sync, prod');
    const alone = pageOf([inProduction({})], [production], named.slice(1));
    expect(textOf(alone)).toContain('In the inventory: Reval sync, prod');
  });

  it('ask before the first answer', () => {
    expect(rows(undefined).map((row) => textOf(row).includes('Asking'))).toEqual([true, true]);
  });
});
