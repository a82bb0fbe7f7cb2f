import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '#lib/platform/database/database.ts';
import { readList } from '#lib/kernel/list.ts';
import { createLog } from '#lib/platform/log.ts';
import { estatesFolder, value } from '#lib/testing/inventory/inventory-suite.ts';
import { databases } from '#lib/testing/platform/databases.ts';
import { itemList } from '../item-list.ts';
import { followingFacts } from '../item-view.ts';
import { countFacets, listItems } from '../list-items.ts';
import { shipEstates } from '../ship-estates.ts';
import { showItem } from '../show-item.ts';
import { applyChanges } from './apply-changes.ts';
import type { ItemSnapshot } from './snapshot.ts';
import { readOutlines, readSnapshots } from './store.ts';

const north = `
estate: north
title: North
source: D
sources:
  D: { title: The document, evidence: document, readOn: 2026-11-26 }
components:
  - { id: vms, kind: managed-service, name: VMs, facts: { provider: AWS (Texas) },
      relations: [part of: suite] }
  - { id: chat, kind: managed-service, name: Chat, facts: { provider: Chatters } }
  - { id: blobs, kind: managed-service, name: Blobs, facts: { provider: Azure } }
  - { id: suite, kind: system, name: Suite, facts: { organisation: The Office } }
  - { id: web, kind: server, name: web, relations: [hosted on: vms, part of: suite] }
  - { id: app, kind: application, name: app, relations: [runs on: web, part of: web] }
  - { id: bot, kind: application, name: bot, relations: [runs on: chat, reads from: vms] }
  - { id: both, kind: application, name: both, relations: [hosted on: vms, runs on: blobs] }
  - { id: ours, kind: server, name: ours, facts: { cloud: { is: none } },
      relations: [runs on: vms] }
  - { id: round, kind: server, name: round, relations: [part of: about, hosted on: vms] }
  - { id: about, kind: server, name: about, relations: [part of: round] }
`;

describe.each(databases)('what follows from another thing, $kind', ({ isWanted, make }) => {
  describe.skipIf(!isWanted)('of which it is known', () => {
    let made: Promise<Database> | undefined;
    let database: Database;
    const world = () => ({ database, log: createLog('silent', 'test'), environment: null });
    const { request } = readList(itemList, {});
    beforeAll(async () => {
      database = await (made ??= make());
      const files = await estatesFolder({ north });
      await shipEstates(world(), files.folder);
      await files.remove();
    });
    afterAll(async () => await (await made)?.close());

    /** What the list says of a thing: the cloud, of what; the owner, of what. */
    async function listed(): Promise<Record<string, (string | null)[]>> {
      const { rows } = value(await listItems(world(), request));
      return Object.fromEntries(
        rows.map(({ name, cloud, cloudFrom, owner, ownerFrom }) => [
          name,
          [cloud, cloudFrom?.name ?? null, owner, ownerFrom?.name ?? null],
        ]),
      );
    }

    async function change(key: string, after: (was: ItemSnapshot) => ItemSnapshot | null) {
      const outline = (await readOutlines(database)).find((one) => one.key === key);
      const known = (await readSnapshots(database, [outline?.id ?? 0])).get(outline?.id ?? 0);
      if (known === undefined) throw new Error(`${key} is not there`);
      const { id, version, snapshot } = known;
      const applied = await database.transaction((tx) =>
        applyChanges(
          tx,
          { batch: crypto.randomUUID(), actor: 'ann@example.org', reason: 'As it is' },
          [{ id, version, after: after(snapshot) }],
        ),
      );
      expect(applied).toMatchObject({ ok: true });
    }

    it('goes along what it runs on and is part of, and is told from what is said', async () => {
      expect(await listed()).toMatchObject({
        VMs: ['AWS', null, null, null],
        web: ['AWS', 'VMs', 'The Office', 'Suite'],
        app: ['AWS', 'VMs', 'The Office', 'Suite'],
        // A provider is not a cloud, and what reads from one does not run there.
        bot: [null, null, null, null],
        // One says this and the other that.
        both: [null, null, null, null],
        // A source says that it is in none.
        ours: [null, null, null, null],
        round: ['AWS', 'VMs', null, null],
        about: ['AWS', 'VMs', null, null],
        Suite: [null, null, 'The Office', null],
      });
      const facets = value(await countFacets(world(), request));
      expect(facets.cloud).toEqual([
        { value: 'AWS', title: 'AWS', count: 5 },
        { value: 'Azure', title: 'Azure', count: 1 },
      ]);
      const web = value(await showItem(world(), 'north/web'));
      expect(followingFacts(web)).toEqual([
        { label: 'Owner', says: 'The Office', from: { key: 'north/suite', name: 'Suite' } },
        { label: 'Cloud', says: 'AWS', from: { key: 'north/vms', name: 'VMs' } },
      ]);
      expect(web.facts.map(({ attribute }) => attribute)).not.toContain('cloud');
    });

    it('stays when something else of it changes, and follows what it follows from', async () => {
      await change('north/web', (was) => ({ ...was, name: 'web server' }));
      expect(await listed()).toMatchObject({ 'web server': ['AWS', 'VMs', 'The Office', 'Suite'] });
      await change('north/vms', (was) => ({
        ...was,
        facts: was.facts.map((fact) => ({
          ...fact,
          recorded: { state: 'value', value: 'Azure' },
        })),
      }));
      expect(await listed()).toMatchObject({
        app: ['Azure', 'VMs', 'The Office', 'Suite'],
        both: ['Azure', 'VMs', null, null],
      });
      await change('north/web', (was) => ({
        ...was,
        facts: [
          {
            attribute: 'cloud',
            recorded: { state: 'value', value: 'AWS' },
            source: 'D',
            note: null,
          },
        ],
      }));
      expect(await listed()).toMatchObject({
        'web server': ['AWS', null, 'The Office', 'Suite'],
        app: ['AWS', 'web server', 'The Office', 'Suite'],
      });
    });

    it('ends with what it follows from', async () => {
      await change('north/suite', () => null);
      expect(await listed()).toMatchObject({
        'web server': ['AWS', null, null, null],
        app: ['AWS', 'web server', null, null],
      });
    });
  });
});
