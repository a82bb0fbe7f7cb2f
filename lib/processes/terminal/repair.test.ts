import { expect, it } from 'vitest';
import type { RepairOutcome, RepairPreview } from '#lib/indexes/index.ts';
import { FaultError, type Fault } from '#lib/kernel/result.ts';
import type { Console } from './console-client.ts';
import { repairIndexAliases } from './index-commands.ts';
import { checkOf, silentConsole } from './testing.ts';

const preview: RepairPreview = {
  environment: 'local',
  moves: [
    {
      alias: 'discrepancies',
      before: { targets: ['master_2'], filter: null, documents: 70_914 },
      after: { target: 'master_2', filter: 'a and b differ', documents: 1_982 },
      says: 'discrepancies has no filter: it shows 70,914 documents instead of 1,982.',
    },
  ],
  copies: [{ index: 'recommendations', documents: 12 }],
  request: 'POST /_aliases',
  key: 'a'.repeat(64),
};
const outcome: RepairOutcome = {
  environment: 'local',
  repaired: ['discrepancies'],
  keptCopies: [{ of: 'recommendations', copy: 'recommendations_20261121t100000_0' }],
  aliases: [checkOf()],
  lists: [],
  warnings: [],
};

/** A console with one answer to what is read and one to what is sent. */
function answering(read: RepairPreview | Fault, sent: unknown[] = []): Console {
  return {
    ...silentConsole,
    get: <T>() =>
      // The one answer that the command asks for.
      'kind' in read ? Promise.reject(new FaultError(read)) : Promise.resolve(read as T),
    post: <T>(path: string, body: unknown) => {
      sent.push(path, body);
      // The one answer that the command asks for.
      return Promise.resolve(outcome as T);
    },
  };
}

const wanted = { environment: 'local', reason: 'Seen by support' };

it('shows what it would do, and does nothing', async () => {
  const sent: unknown[] = [];
  const shown = await repairIndexAliases(answering(preview, sent), { ...wanted, dryRun: true });
  expect(shown).toMatchObject({ json: preview, exitCode: 0 });
  expect(shown.says).toContain('- discrepancies: master_2, no filter, 70,914 documents');
  expect(shown.says).toContain('+ discrepancies: master_2, a and b differ, 1,982 documents');
  expect(shown.says).toContain('POST /_aliases');
  expect(sent).toEqual([]);
});

it('says that there is nothing to do, and never takes not known for that', async () => {
  const nothing = answering({
    kind: 'precondition',
    says: 'There is nothing to repair.',
    detail: { nothingToRepair: true },
  });
  expect(await repairIndexAliases(nothing, { ...wanted, dryRun: true })).toMatchObject({
    json: { moves: [] },
    exitCode: 0,
  });
  const unknown = answering({ kind: 'unavailable', says: 'not known' });
  await expect(repairIndexAliases(unknown, { ...wanted, dryRun: true })).rejects.toThrow(
    FaultError,
  );
});

it('ends well where nothing is to be repaired, and not where something prevents it', async () => {
  const refusing = (fault: Fault): Console => ({
    ...silentConsole,
    post: () => Promise.reject(new FaultError(fault)),
  });
  const nothing: Fault = {
    kind: 'precondition',
    says: 'There is nothing to repair.',
    detail: { nothingToRepair: true },
  };
  expect(await repairIndexAliases(refusing(nothing), wanted)).toMatchObject({
    json: { environment: 'local', repaired: [] },
    exitCode: 0,
  });
  const lost: Fault = { kind: 'precondition', says: 'An alias would be lost.' };
  await expect(repairIndexAliases(refusing(lost), wanted)).rejects.toThrow(FaultError);
  const dry = { ...wanted, dryRun: true };
  await expect(repairIndexAliases(answering(lost), dry)).rejects.toThrow(FaultError);
});

it('ends with 4 where a list of a page fails afterwards', async () => {
  const list = { name: 'hidden', title: 'Hidden', page: 'Connections', alias: 'discrepancies' };
  const lists = [{ ...list, documents: null, state: 'fails', says: 'It fails.' }];
  const repaired = await repairIndexAliases(
    // The one answer that the command asks for.
    { ...silentConsole, post: <T>() => Promise.resolve({ ...outcome, lists } as T) },
    wanted,
  );
  expect(repaired.exitCode).toBe(4);
});

it('repairs with the reason and the typed name', async () => {
  const sent: unknown[] = [];
  const options = { ...wanted, alias: 'discrepancies', confirm: 'local' };
  const repaired = await repairIndexAliases(answering(preview, sent), options);
  expect(repaired).toMatchObject({ exitCode: 0, json: { repaired: ['discrepancies'] } });
  expect(repaired.says).toContain('was kept as recommendations_20261121t100000_0');
  expect(sent).toEqual([
    '/api/v1/indexes/repair',
    { ...wanted, alias: 'discrepancies', typedName: 'local' },
  ]);
});
