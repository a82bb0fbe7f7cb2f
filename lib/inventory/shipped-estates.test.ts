import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readEstateFile } from './estate-file.ts';
import { itemsOf } from './items.ts';
import { relationKind } from './relation-kinds.ts';
import { resolveRelations } from './relations.ts';

const folder = new URL('./estates/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
const read = files.map((name) => ({
  name,
  ...readEstateFile(readFileSync(new URL(name, folder), 'utf8')),
}));
const items = read.flatMap(({ file }) => (file === null ? [] : itemsOf(file)));

describe('the estates that are shipped', () => {
  it.each(read)('$name says nothing that its kinds do not know', ({ complaints, file }) => {
    expect(complaints.found).toEqual([]);
    expect(file?.components.length).toBeGreaterThan(0);
  });

  it.each(read)('$name relates only things that there are', ({ file }) => {
    const { unknown } = resolveRelations(items, file?.relations ?? []);
    expect(
      unknown.map(({ relation, says }) => `${relation.from} ${relation.kind}: ${says}`),
    ).toEqual([]);
  });

  // The pages of outages and the code of the queues speak of no environment before production.
  it('take nothing for stated of what other estates have to do with reval sync in preprod', () => {
    const { relations } = resolveRelations(
      items,
      read.flatMap(({ file }) => file?.relations ?? []),
    );
    const toBroker = relations.filter(
      ({ from, kind, to }) =>
        !from.startsWith('reval-sync/') &&
        relationKind(kind)?.stops !== 'neither' &&
        ['reval-sync/rabbitmq@preprod', 'reval-sync/recommendation@preprod'].includes(to),
    );
    expect(toBroker.length).toBeGreaterThan(0);
    expect(toBroker.filter(({ source, note }) => source !== 'I' || note === null)).toEqual([]);
    expect(toBroker.filter(({ from }) => from.includes('audit'))).toEqual([]);
    const ofUi = relations.filter(
      ({ from, kind }) => kind === 'calls' && from.startsWith('tis/revalidation-ui@'),
    );
    expect(ofUi.map(({ from, to }) => [from, to])).toEqual([
      ['tis/revalidation-ui@production', 'reval-sync/integration@prod'],
      ['tis/revalidation-ui@staging', 'reval-sync/integration@preprod'],
    ]);
    const shared = relations.filter(({ to }) => to === 'reval-sync/rabbitmq@prod');
    expect(shared.map(({ from }) => from)).toContain('tis/neo-audit-queue');
  });
});
