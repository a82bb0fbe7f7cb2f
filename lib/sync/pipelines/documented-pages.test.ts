/** Who is harmed when an index or alias is missing, cell by cell, as incidents have shown it. */
import { describe, expect, it } from 'vitest';
import { knownConditionsOf } from '#lib/testing/indexes/known-conditions.ts';
import { current } from './current.ts';
import { documented } from './documented.ts';

const connected = 'admins of connected doctors';
const resolvers = 'admins who resolve discrepancies';
const approvers = 'approvers (GMC submission dates are at risk)';
const concerns = 'admins who follow concerns';
const everyone = [connected, resolvers, approvers, concerns];

/** A column: the condition, what the pages show in their order, and who is harmed. */
type Column = readonly [string, string, readonly string[]];

describe.each<{
  readonly pipeline: Parameters<typeof knownConditionsOf>[0] & { readonly name: string };
  readonly pages: readonly string[];
  readonly columns: readonly Column[];
}>([
  {
    pipeline: current,
    pages: [
      'Connections: Current connections',
      'Connections: Discrepancies',
      'Connections: Hidden discrepancies',
      'Recommendations: All doctors',
      'Recommendations: Under notice',
      'Recommendations: Autocomplete',
      'Concerns',
      'Failed GMC updates, detail pages',
    ],
    columns: [
      [
        'current_connections missing',
        'error right right right right right right right',
        [connected],
      ],
      ['discrepancies missing', 'right error error right right right right right', [resolvers]],
      [
        'recommendations missing',
        'right right right error-or-stale error-or-stale error-or-stale error-or-stale right',
        [approvers, concerns],
      ],
      [
        'recommendations is an index, not an alias',
        'right right right stale stale stale stale right',
        [approvers, concerns],
      ],
      [
        'masterdoctorindex index missing',
        'error error error error error error error right',
        everyone,
      ],
      [
        'masterdoctorindex index empty',
        'empty error-or-empty empty empty empty empty empty right',
        everyone,
      ],
      [
        'doctors not yet in the index that users read',
        'empty lists-everyone empty empty empty empty empty right',
        everyone,
      ],
      [
        'hidden discrepancies not yet in the index that users read',
        'right extra-rows empty right right right right right',
        [resolvers],
      ],
    ],
  },
  {
    pipeline: documented('reval.exchange'),
    pages: [
      'Connections: Current connections',
      'Connections: Discrepancies',
      'Connections: Hidden discrepancies',
      'Connections of the earlier services: Connected',
      'Connections of the earlier services: Disconnected',
      'Connections of the earlier services: Exceptions',
      'Recommendations: All doctors',
      'Recommendations: Under notice',
      'Recommendations: Autocomplete',
      'Concerns',
      'Failed GMC updates, detail pages',
    ],
    columns: [
      [
        'recommendationindex missing',
        'right right right right right right ' +
          'error-or-stale error-or-stale error-or-stale error-or-stale right',
        [approvers, concerns],
      ],
      [
        'connectedindex missing',
        'right right right error right right right right right right right',
        [connected],
      ],
      [
        'disconnectedindex missing',
        'right right right right error right right right right right right',
        [connected],
      ],
      [
        'exceptionindex missing',
        'right right right right right error right right right right right',
        [connected],
      ],
      [
        'current_connections missing',
        'error right right right right right right right right right right',
        [connected],
      ],
      [
        'discrepancies missing',
        'right error error right right right right right right right right',
        [resolvers],
      ],
      [
        'recommendationindex is an index, not an alias',
        'right right right right right right stale stale stale stale right',
        [approvers, concerns],
      ],
      [
        'masterdoctorindex index missing',
        'error error error right right right right right right right right',
        [connected, resolvers],
      ],
      [
        'masterdoctorindex index empty',
        'empty empty empty right right right right right right right right',
        [connected, resolvers],
      ],
      [
        'doctors not yet in the index that users read',
        'empty lists-everyone empty right right right right right right right right',
        [connected, resolvers],
      ],
      [
        'derived indexes not yet in the index that users read',
        'right right right empty empty empty empty empty empty empty right',
        [connected, approvers, concerns],
      ],
    ],
  },
])('the pages of $pipeline.name', ({ pipeline, pages, columns }) => {
  const affected = knownConditionsOf(pipeline);

  it('are those of their users, tab by tab', () => {
    expect(affected.pages.map(({ key }) => key)).toEqual(pages);
  });

  it('show in each condition known from incidents what they showed then', () => {
    expect(
      affected.conditions.map(({ name, says, verdicts, harmed }) => [
        name === null ? says : `${name} ${says}`,
        verdicts.join(' '),
        harmed,
      ]),
    ).toEqual(columns);
  });
});
