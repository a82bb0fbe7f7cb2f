import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { columnsOf, defineKind, inOrder } from './kind.ts';
import { kinds } from './kinds/all-kinds.ts';

const folder = new URL('./kinds/', import.meta.url);

describe('the kinds', () => {
  it('are each in the file of its name', () => {
    const files = readdirSync(folder)
      .filter((name) => name !== 'all-kinds.ts')
      .map((name) => name.replace(/\.ts$/, ''));
    expect(kinds.map(({ kind }) => kind).sort()).toEqual(files.sort());
  });

  it('have columns that are attributes of theirs, each once', () => {
    for (const kind of kinds) {
      const { columns = [] } = kind;
      expect(columnsOf(kind).map(([attribute]) => attribute)).toEqual([...new Set(columns)]);
    }
  });

  it('have an order of their own in their chapter', () => {
    const taken = kinds.map(({ chapter, order }) => `${chapter} ${String(order)}`);
    expect(taken.filter((one, at) => taken.indexOf(one) !== at)).toEqual([]);
  });

  it('are in the order of the chapters that print them', () => {
    const lift = defineKind({
      kind: 'lift',
      singular: 'lift',
      plural: 'lifts',
      chapter: 'Servers',
      order: 2,
      columns: ['load', 'caveat'],
      attributes: { load: { label: 'Load', type: 'whole' } },
    });
    const names = inOrder([...kinds, lift]).map(({ kind }) => kind);
    expect(names[0]).toBe('document-version');
    expect(names.slice(names.indexOf('server'), names.indexOf('lift') + 1)).toEqual([
      'server',
      'lift',
    ]);
    expect(columnsOf(lift)).toEqual([
      ['load', 'Load'],
      ['caveat', 'Caveat'],
    ]);
  });
});
