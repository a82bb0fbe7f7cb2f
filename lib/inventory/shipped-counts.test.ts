import { beforeAll, describe, expect, it } from 'vitest';
import type { EstateFile } from './estate-file.ts';
import type { Component } from './model.ts';
import { readShipped, shippedFolder } from './ship-estates.ts';

const factOf = ({ facts }: Component, name: string) =>
  facts.find(({ attribute }) => attribute === name)?.recorded;
const valueOf = (component: Component, name: string) => {
  const recorded = factOf(component, name);
  return recorded?.state === 'value' ? recorded.value : null;
};

const counts = (
  what: string,
  estate: string,
  kind: string,
  count: number,
  which: (component: Component) => boolean = () => true,
) => ({ what, estate, kind, count, which });

/** How many the sources count; each is counted once, in however many environments it is. */
const counted = [
  counts(
    'applications of TIS',
    'tis',
    'application',
    13,
    // TIS-SYNC is not on the list.
    (one) => valueOf(one, 'applicationKind') === 'TIS' && one.id !== 'tis-sync',
  ),
  counts(
    'services of ESR Integration',
    'tis',
    'application',
    8,
    (one) => valueOf(one, 'applicationKind') === 'ESR Integration',
  ),
  counts('other names of environments', 'tis', 'environment-name', 11),
  counts('mappings from Azure to AWS', 'tis', 'migration-item', 25),
  counts('designated bodies', 'tis', 'designated-body', 13),
  counts('return codes of GMC', 'tis', 'response-code', 14),
  counts('signs of a failure at GMC', 'tis', 'failure-signature', 6),
  counts('jobs of TIS-SYNC', 'tis', 'scheduled-task', 11, ({ id }) => id.startsWith('sync-job-')),
  counts('modules of Terraform', 'core', 'terraform-module', 23),
  counts('entry points of Terraform', 'core', 'terraform-stack', 5),
  counts('rules of security groups', 'core', 'firewall-rule', 5),
  counts('secrets', 'core', 'secret', 10),
  // Five of the shared resources, eight of the firewall, and of a version seven, two of latency,
  // three of Z codes, three of the quality checker and nine of error rates.
  counts('alarms', 'dos-integration', 'alarm', 37),
  counts('alarms of the web firewall', 'dos-integration', 'alarm', 8, ({ name }) =>
    /^WAF /.test(name),
  ),
  counts('alarms of error rates', 'dos-integration', 'alarm', 9, ({ name }) =>
    / Error Rate$/.test(name),
  ),
  // Two of them also as an expanded one.
  counts('saved queries', 'dos-integration', 'saved-query', 13),
  counts('lambdas', 'dos-integration', 'function', 10),
  counts('stacks of Terraform', 'dos-integration', 'terraform-stack', 5),
  counts('transitions', 'dos-integration', 'transition', 12),
  // Seven of a version and five of a shared environment.
  counts('states', 'dos-integration', 'lifecycle-state', 12),
  counts(
    'prefixes of branches that the README names',
    'dos-integration',
    'branch-rule',
    9,
    (one) => factOf(one, 'documented') !== undefined && one.id !== 'branch-develop',
  ),
  counts(
    'tags of integration tests',
    'dos-integration',
    'test-suite',
    1,
    (one) => [valueOf(one, 'tags') ?? []].flat().length === 5,
  ),
  counts(
    'test suites, with where and how each runs,',
    'dos-integration',
    'test-suite',
    5,
    (one) => valueOf(one, 'runsWhere') !== null && valueOf(one, 'command') !== null,
  ),
  counts('certificates, a site each', 'spqs', 'certificate', 6),
  counts('steps that the page has', 'reval-sync', 'sync-step', 8, ({ id }) =>
    id.startsWith('documented-'),
  ),
  counts('steps that the code has', 'reval-sync', 'sync-step', 7, ({ id }) =>
    id.startsWith('current-'),
  ),
  counts('aliases', 'reval-sync', 'index-alias', 3),
  counts('changes of the code', 'reval-sync', 'code-change', 8),
  counts('effects of failures', 'reval-sync', 'failure-effect', 9),
];

/** And in how many environments together. */
const entries: readonly (readonly [what: string, estate: string, kind: string, count: number])[] = [
  ['certificates', 'spqs', 'certificate', 24],
  ['URLs', 'spqs', 'url', 8],
  ['applications', 'spqs', 'application', 8],
  ['firewall rules', 'spqs', 'firewall-rule', 4],
  ['aliases', 'reval-sync', 'index-alias', 6],
  ['daemons of Maxwell', 'tis', 'change-capture', 3],
];

const environments: readonly (readonly [estate: string, count: number])[] = [
  // Five that the page has, and two that other pages have.
  ['tis', 7],
  ['core', 4],
  // Eight profiles, five named ones, and of a version one a profile.
  ['dos-integration', 16],
  ['spqs', 4],
  ['reval-sync', 2],
];

describe('of what the sources count', () => {
  const files = new Map<string, EstateFile>();
  beforeAll(async () => {
    for (const file of await readShipped(shippedFolder)) files.set(file.estate.key, file);
  });
  const of = (estate: string, kind: string): Component[] =>
    (files.get(estate)?.components ?? []).filter((one) => one.kind === kind);

  it.each(counted)('$what of $estate are as many', ({ estate, kind, count, which }) => {
    const found = new Set(
      of(estate, kind)
        .filter(which)
        .map(({ id }) => id),
    );
    expect([...found]).toHaveLength(count);
  });

  it.each(entries)('%s of %s are as many in all environments', (_what, estate, kind, count) => {
    expect(of(estate, kind)).toHaveLength(count);
  });

  it.each(environments)('environments of %s are as many', (estate, count) => {
    expect(files.get(estate)?.environments).toHaveLength(count);
  });
});
