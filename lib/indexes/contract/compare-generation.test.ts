import { describe, expect, it } from 'vitest';
import type { IndexDescription, IndexSettings } from '#lib/platform/search/engine-health.ts';
import { isHarmful } from '../model.ts';
import type { IndexFamily } from '../requests.ts';
import {
  compareGeneration,
  unknownGeneration,
  type ComparedGeneration,
} from './compare-generation.ts';

const family: IndexFamily = {
  base: 'master',
  keyField: 'gmc',
  fields: {
    gmc: { type: 'text', keyword: true, fielddata: true },
    body: { type: 'keyword' },
    people: { type: 'long' },
    day: { type: 'date', format: 'uuuu-MM-dd' },
    hidden: { type: 'nested', fields: { code: { type: 'keyword' } } },
  },
};
const live: ComparedGeneration = { index: 'master_1', role: 'live', family, isInPlace: false };
const fields: IndexDescription['fields'] = {
  gmc: { type: 'text', keyword: true, fielddata: true },
  body: { type: 'keyword' },
  people: { type: 'long' },
  day: { type: 'date', format: 'uuuu-MM-dd' },
  hidden: { type: 'nested' },
  'hidden.code': { type: 'keyword' },
};
const usual: IndexSettings = {
  shards: 1,
  replicas: 0,
  autoExpand: '0-1',
  refreshInterval: null,
  blocks: [],
  fieldLimit: null,
};

function described(
  changed: Partial<IndexDescription['fields']> = {},
  settings: Partial<IndexSettings> = {},
  fieldCount = 7,
): IndexDescription {
  const all = Object.entries({ ...fields, ...changed }).flatMap(([name, field]) =>
    field === undefined ? [] : [[name, field] as const],
  );
  return {
    name: 'master_1',
    fields: Object.fromEntries(all),
    fieldCount,
    settings: { ...usual, ...settings },
  };
}

describe('a generation against the contract', () => {
  it('matches when it was made as the contract says', () => {
    expect(compareGeneration(live, described())).toEqual({
      index: 'master_1',
      base: 'master',
      role: 'live',
      state: 'matches',
      findings: [],
      observed: {
        fields: 7,
        mostFields: 1_000,
        shards: 1,
        replicas: 0,
        refresh: '1s',
        blocks: [],
      },
      says: 'master_1 is made as the contract says.',
    });
    // Tables have no settings, and are not reproached with it.
    const table = { ...described(), settings: null };
    expect(compareGeneration(live, table)).toMatchObject({ state: 'matches', observed: null });
  });

  it.each<[string, Partial<IndexDescription['fields']>, string]>([
    ['type', { body: { type: 'text' } }, 'body is mapped as text, the contract says keyword'],
    ['absence', { body: undefined }, 'body is not mapped, the contract says keyword'],
    [
      'absence in a list',
      { 'hidden.code': undefined },
      'hidden.code is not mapped, the contract says keyword',
    ],
    [
      'format',
      { day: { type: 'date', format: 'epoch_millis' } },
      'day reads dates as epoch_millis, the contract says uuuu-MM-dd',
    ],
    [
      'keyword',
      { gmc: { type: 'text', keyword: false, fielddata: true } },
      'gmc has no keyword of its whole value, the contract wants one',
    ],
    [
      'order',
      { gmc: { type: 'text', keyword: true, fielddata: false } },
      'gmc cannot be sorted by, the contract wants that',
    ],
  ])('differs for users by the %s of a field', (_, changed, says) => {
    const check = compareGeneration(live, described(changed));
    expect(check).toMatchObject({ state: 'different', findings: [{ concerns: 'users' }] });
    expect(check.says).toContain(says);
    expect(isHarmful(check)).toBe(true);
    // Nobody reads what is being built.
    const built = compareGeneration({ ...live, role: 'building' }, described(changed));
    expect([built.state, isHarmful(built)]).toEqual(['different', false]);
    // What the Integration service fills has a mapping of its own.
    const inPlace = compareGeneration({ ...live, isInPlace: true }, described(changed));
    expect(inPlace).toMatchObject({ state: 'matches', findings: [] });
  });

  it('takes every kind of whole number for one', () => {
    const check = compareGeneration(live, described({ people: { type: 'integer' } }));
    expect(check.state).toBe('matches');
  });

  it('says what somebody or the engine has set', () => {
    const of = (settings: Partial<IndexSettings>, role: 'live' | 'building' = 'live') =>
      compareGeneration({ ...live, role }, described({}, settings));
    expect(of({ refreshInterval: '-1' })).toMatchObject({
      state: 'different',
      findings: [{ about: 'settings', concerns: 'users' }],
      observed: { refresh: 'never' },
    });
    expect(of({ refreshInterval: '30s' })).toMatchObject({
      state: 'matches',
      observed: { refresh: '30s' },
    });
    // A run fills without refresh and copies.
    expect(of({ refreshInterval: '-1', autoExpand: null }, 'building').state).toBe('matches');
    const flooded = of({ blocks: ['all-but-delete'] });
    expect(flooded).toMatchObject({
      state: 'different',
      findings: [{ about: 'blocks', concerns: 'writes' }],
    });
    expect(flooded.says).toContain('read-only: allow-delete block');
    expect(isHarmful(flooded)).toBe(false);
    expect(of({ blocks: ['writes'] }).findings).toMatchObject([{ concerns: 'writes' }]);
    expect(of({ blocks: ['read-only'] }).findings).toMatchObject([{ concerns: 'writes' }]);
    for (const block of ['reads', 'metadata'] as const)
      expect(isHarmful(of({ blocks: [block] }))).toBe(true);
    // The worst comes first.
    expect(of({ blocks: ['writes'], refreshInterval: '-1' }).says).toContain('Refresh is off');
    expect(of({ autoExpand: null })).toMatchObject({
      state: 'matches',
      findings: [{ about: 'settings', concerns: 'nobody-yet' }],
    });
    expect(of({ autoExpand: null, replicas: 1 }).findings).toEqual([]);
  });

  it('counts fields that came by themselves, and says when there is no space for more', () => {
    const extra = Object.fromEntries(
      Array.from({ length: 8 }, (_, at) => [`extra${String(at)}`, { type: 'text' }]),
    );
    const few = compareGeneration(live, described(extra, {}, 23));
    expect(few).toMatchObject({
      state: 'matches',
      findings: [{ about: 'mapping', concerns: 'nobody-yet' }],
    });
    expect(few.findings[0]?.says).toContain(
      '23 of at most 1,000 fields, with 8 fields that the contract does not name ' +
        '(extra0, extra1, extra2, extra3, extra4 and 3 more)',
    );
    const of = (count: number) => compareGeneration(live, described(extra, {}, count));
    expect(of(899).state).toBe('matches');
    for (const [count, says] of [
      [900, 'will soon be refused'],
      [1_000, 'a document with one more is refused'],
    ] as const) {
      expect(of(count)).toMatchObject({ state: 'different', findings: [{ concerns: 'writes' }] });
      expect(of(count).says).toContain(says);
    }
    expect(compareGeneration(live, described({}, { fieldLimit: 7 })).state).toBe('different');
  });

  it('is not known where it cannot be read, with the right that is missing', () => {
    expect(compareGeneration(live, undefined)).toMatchObject({
      state: 'not-known',
      observed: null,
    });
    const refused = unknownGeneration(live, { kind: 'forbidden', says: 'no' });
    expect(refused.state).toBe('not-known');
    expect(refused.says).toContain('view_index_metadata');
    expect(unknownGeneration(live, { kind: 'unavailable', says: 'no' }).says).toContain(
      'does not answer',
    );
  });
});
