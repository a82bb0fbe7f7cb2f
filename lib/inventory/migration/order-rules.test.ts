import { describe, expect, it } from 'vitest';
import type { RecordedStatus, Tie, TiedItem } from './migration-item.ts';
import { brokenRules, objectionsTo } from './order-rules.ts';

const tie = (key: string, isItem = true): Tie => ({ key, name: key, isItem, note: null });
const item = (key: string, status: RecordedStatus, more: Partial<TiedItem> = {}): TiedItem => ({
  key,
  name: key,
  status,
  wave: null,
  keepsData: 'no',
  data: [],
  movesWith: [],
  blockedBy: [],
  neededBy: [],
  ...more,
});
const against = (all: readonly TiedItem[], key: string, to: RecordedStatus) =>
  objectionsTo(all, key, to).map(({ other, isCertain }) => [other, isCertain]);

describe('what speaks against a move', () => {
  const apps = item('apps', 'parallel run', {
    blockedBy: [tie('store'), tie('list'), tie('network'), tie('gmc', false)],
    movesWith: [tie('proxy')],
  });
  const all = [
    apps,
    item('store', 'not started'),
    item('list', 'not-recorded'),
    item('network', 'cut over'),
    item('proxy', 'parallel run'),
  ];

  it('is what must come before or with it and is not there, or not known to be', () => {
    expect(against(all, 'apps', 'cut over')).toEqual([
      ['store', true],
      ['list', false],
      ['gmc', false],
      ['proxy', true],
    ]);
  });

  it('is nothing for a parallel run: both clouds are built beside each other', () => {
    expect(against(all, 'apps', 'parallel run')).toEqual([]);
    expect(against(all, 'network', 'cut over')).toEqual([]);
    expect(against(all, 'nobody', 'cut over')).toEqual([]);
  });

  it('is what still needs on Azure what is to be taken away there', () => {
    const needed = item('store', 'cut over', {
      neededBy: [
        { key: 'apps', name: 'apps', needs: 'tcs', needed: 'mysql' },
        { key: 'gone', name: 'gone', needs: 'old', needed: 'mysql' },
      ],
    });
    const some = [needed, item('apps', 'not started'), item('gone', 'decommissioned')];
    expect(objectionsTo(some, 'store', 'decommissioned').map(({ says }) => says)).toEqual([
      'tcs needs mysql. It is part of “apps”, and that is recorded as not started.',
    ]);
  });

  it('is of a way back the data, and what came after', () => {
    const store = item('store', 'cut over', {
      keepsData: 'yes',
      data: [{ key: 'mysql', name: 'MySql', kind: 'database' }],
    });
    const later = item('reader', 'cut over', { blockedBy: [tie('store')] });
    expect(objectionsTo([store, later], 'store', 'parallel run').map(({ says }) => says)).toEqual([
      'MySql: what was written in AWS must be copied back.',
      'reader comes after it, and is recorded as cut over.',
    ]);
    const gone = item('gone', 'decommissioned');
    expect(against([gone], 'gone', 'cut over')).toEqual([['gone', true]]);
    expect(against([gone], 'gone', 'not-recorded')).toEqual([['gone', true]]);
  });
});

describe('what is recorded against the rules', () => {
  it('is a wave before that of what must come before, in numbers', () => {
    const all = [
      item('apps', 'not started', {
        wave: '2',
        blockedBy: [tie('list'), tie('network')],
        movesWith: [tie('proxy'), tie('unplanned')],
      }),
      item('list', 'not-recorded', { wave: '10' }),
      item('network', 'not started', { wave: '2' }),
      item('proxy', 'not started', { wave: '3' }),
      item('unplanned', 'not started'),
    ];
    expect(brokenRules(all).map(({ says }) => says)).toEqual([
      'apps is in wave 2. list must come before it, and is in wave 10.',
      'apps is in wave 2. proxy must move with it, and is in wave 3.',
    ]);
  });

  it('is no earlier wave of what moves with it and must come before it', () => {
    const plan = (list: string) => [
      item('apps', 'not started', {
        wave: '2',
        blockedBy: [tie('list')],
        movesWith: [tie('list')],
      }),
      item('list', 'not started', { wave: list, movesWith: [tie('apps')] }),
    ];
    expect(brokenRules(plan('1'))).toEqual([]);
    expect(brokenRules(plan('2'))).toEqual([]);
    expect(brokenRules(plan('3')).map(({ says }) => says)).toEqual([
      'apps is in wave 2. list must come before it, and is in wave 3.',
    ]);
  });

  it('is a cut-over before that of what must come before', () => {
    const all = [
      item('apps', 'cut over', { blockedBy: [tie('list'), tie('gmc', false)] }),
      item('list', 'not started'),
    ];
    expect(brokenRules(all).map(({ says }) => says)).toEqual([
      'apps is recorded as cut over. list must come before it, and that is recorded as not ' +
        'started.',
    ]);
  });
});
