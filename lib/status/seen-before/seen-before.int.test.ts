import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '#lib/access/index.ts';
import { shipEstates } from '#lib/inventory/index.ts';
import type { Database } from '#lib/platform/database/database.ts';
import { createLog } from '#lib/platform/log.ts';
import { databases } from '#lib/testing/platform/databases.ts';
import { openIncident, updateIncident } from '../incidents/change-incident.ts';
import { followFailures } from '../incidents/follow-failures.ts';
import { listIncidentsWithSeen, showIncidentWithSeen } from './with-seen-before.ts';

const estate = `
estate: tis
title: TIS
source: I
sources:
  I: { title: Inference, evidence: inference, readOn: 2026-11-26 }
components:
  - id: incident-gmc-99
    kind: past-incident
    name: GMC refused every call
    facts:
      when: Jan 2018
      cause: Another address
      effect: Return code 99 on every call
      failing: [GMC]
      words: [code 99]
  - id: incident-alarm
    kind: past-incident
    name: Nightly import delivered late
    facts: { when: 23 Oct 2023, failing: [RabbitMQ], words: [short of memory] }
`;
const log = createLog('silent', 'test');
const ann: Actor = { id: 'ann', name: 'ann@example.org', role: 'support', requestId: 'request-1' };
const environment = {
  name: 'live',
  title: 'Live',
  isProduction: true,
  driver: 'managed',
} as const;

for (const { kind, isWanted, make } of databases)
  describe.runIf(isWanted)(`incidents seen before, ${kind}`, () => {
    let database: Database;
    let folder: string;
    beforeAll(async () => {
      database = await make();
      folder = await mkdtemp(path.join(tmpdir(), 'estates-'));
      await writeFile(path.join(folder, 'tis.yaml'), estate);
      await shipEstates({ database, log }, folder);
    });
    afterAll(async () => {
      await database.close();
      await rm(folder, { recursive: true });
    });
    const world = () => ({ database, log, environment });
    const console = () => ({ database, environments: [{ environment, probes: [] }] });
    const probeIs = async (state: string, says: string | null) => {
      await database.run(
        `insert into probe
           (id, environment, name, kind, target, is_real, every_ms, state, says)
         values
           ('service:live:amqp', 'live', 'Messages', 'service', 'RabbitMQ', true, 20000, $1, $2)
         on conflict (id) do update set state = excluded.state, says = excluded.says`,
        [state, says],
      );
      await database.transaction((tx) => followFailures(tx, 'live', new Map()));
    };
    const seenOf = async (incident: number) => {
      const found = await showIncidentWithSeen(console(), String(incident));
      if (!found.ok) throw new Error(found.fault.says);
      return found.value.seenBefore;
    };

    it('are told of what people write and what probes find, as long as it goes on', async () => {
      const opened = await openIncident(world(), ann, {
        environment: 'live',
        title: 'GMC refuses',
        text: 'Nobody can submit.',
      });
      if (!opened.ok) throw new Error(opened.fault.says);
      const { incident, version } = opened.value;
      expect(await seenOf(incident)).toEqual([]);
      const update = { environment: 'live', incident, version };
      const told = await updateIncident(world(), ann, {
        ...update,
        state: 'identified',
        text: 'Each call is answered with return code 99.',
      });
      if (!told.ok) throw new Error(told.fault.says);
      expect(await seenOf(incident)).toEqual([
        {
          key: 'tis/incident-gmc-99',
          name: 'GMC refused every call',
          when: 'Jan 2018',
          cause: 'Another address',
          done: null,
          why: { fails: null, calledBy: 'GMC', says: 'code 99' },
        },
      ]);

      await probeIs('down', 'It takes no messages: it is short of memory.');
      // What it says later is not all that it has said.
      await probeIs('down', 'It gave no answer.');
      const before = database.statements();
      const [alarm] = await listIncidentsWithSeen(console());
      expect(database.statements() - before).toBe(3);
      expect(alarm?.seenBefore).toMatchObject([
        {
          key: 'tis/incident-alarm',
          why: { fails: 'Messages', calledBy: 'RabbitMQ', says: 'short of memory' },
        },
      ]);

      await probeIs('up', null);
      await updateIncident(world(), ann, {
        ...update,
        version: told.value.version,
        state: 'resolved',
        text: 'They let us in again.',
      });
      const afterwards = database.statements();
      const resolved = await listIncidentsWithSeen(console());
      expect(database.statements() - afterwards).toBe(1);
      expect(resolved.map(({ seenBefore }) => seenBefore)).toEqual([[], []]);
    });
  });
