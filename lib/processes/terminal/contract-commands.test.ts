import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FaultError, refuse } from '#lib/kernel/result.ts';
import type { Console } from './console-client.ts';
import {
  acceptIndexAlias,
  editContractText,
  removeIndexAlias,
  resetContractText,
  showContractText,
} from './contract-commands.ts';
import { exit } from './outcome.ts';
import { silentConsole } from './testing.ts';

const text = 'version: 3\naliases:\n  - name: m\n    follows: m\n';
const difference = { alias: 'd', before: null, after: { target: 'm', filter: 'a is 1' } };
const options = { environment: 'local', reason: 'a test' };

/** Answers every request with this, and keeps what was sent. */
function answering(answer: unknown) {
  const sent: unknown[][] = [];
  const take = <T>(...request: readonly unknown[]): Promise<T> => {
    sent.push([...request]);
    // The test says what comes.
    return Promise.resolve(answer as T);
  };
  return { console: { ...silentConsole, get: take, post: take } satisfies Console, sent };
}

describe('the contract from a terminal', () => {
  let folder: string;
  let file: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'contract-'));
    file = path.join(folder, 'contract.yaml');
    await writeFile(file, text);
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('is shown as text that can be given back, with who has edited it', async () => {
    const edit = { actor: 'ann@example.org', at: '2026-11-21T10:00:00.000Z', isForNextSync: true };
    const { console } = answering({ lines: text.trimEnd().split('\n'), edit });
    expect((await showContractText(console, 'local')).says).toBe(
      '# Edited by ann@example.org at 2026-11-21T10:00:00.000Z; the next sync goes by it.\n' +
        text.trimEnd(),
    );
  });

  it('is saved from a file, and says what has changed', async () => {
    const outcome = { environment: 'local', version: 4, differences: [difference] };
    const { console, sent } = answering(outcome);
    const { says, json, exitCode } = await editContractText(console, file, {
      ...options,
      confirm: 'local',
    });
    expect(sent).toEqual([
      ['/api/v1/indexes/edit-contract', { ...options, text, typedName: 'local' }],
    ]);
    expect([json, exitCode]).toEqual([outcome, exit.done]);
    expect(says).toContain('Version 4 of the contract is in force. No alias has moved');
    expect(says).toContain('  + d: m, a is 1');
  });

  it('is previewed without being saved', async () => {
    const { console, sent } = answering({
      environment: 'local',
      version: 3,
      aliases: [
        { ...difference, isChanged: true, shows: null, wouldShow: 2 },
        { alias: 'm', before: null, after: null, isChanged: false, shows: 1, wouldShow: 1 },
      ],
      notes: ['No alias moves by this.'],
    });
    const outcome = await editContractText(console, file, { ...options, dryRun: true });
    expect(sent).toEqual([['/api/v1/indexes/preview-contract', { environment: 'local', text }]]);
    expect(outcome.exitCode).toBe(exit.done);
    expect(outcome.says.split('\n')).toEqual([
      '  + d: m, a is 1',
      '    shows not known now, 2 documents by this contract',
      'No alias moves by this.',
    ]);
  });

  it('says which file cannot be read, and sends nothing', async () => {
    const missing = path.join(folder, 'missing.yaml');
    await expect(editContractText(silentConsole, missing, options)).rejects.toMatchObject({
      fault: { kind: 'invalid', says: `${missing} cannot be read. Nothing was sent.` },
    });
  });

  it('goes back to the pipeline’s own from the version that was read', async () => {
    const { console, sent } = answering({ environment: 'local', version: 5, differences: [] });
    await resetContractText(console, options);
    expect(sent[1]).toEqual(['/api/v1/indexes/reset-contract', { ...options, version: 5 }]);
  });

  it('takes in and removes what is outside it', async () => {
    const accepted = answering({ environment: 'local', version: 2, differences: [difference] });
    expect((await acceptIndexAlias(accepted.console, 'd', options)).says).toContain('Version 2');
    const removed = answering({ environment: 'local', alias: 'd', warnings: ['Told again.'] });
    expect((await removeIndexAlias(removed.console, 'd', options)).says).toBe(
      'Removed: d.\nTold again.',
    );
    expect([...accepted.sent, ...removed.sent]).toEqual([
      ['/api/v1/indexes/accept', { ...options, alias: 'd' }],
      ['/api/v1/indexes/remove-alias', { ...options, alias: 'd' }],
    ]);
    const seen = { alias: 'd', targets: ['m_1'], filter: null, documents: 2, notes: [] };
    const preview = answering({ ...seen, request: 'POST /_aliases' });
    expect(
      await removeIndexAlias(preview.console, 'd', { ...options, dryRun: true }),
    ).toMatchObject({
      says: '  - d: m_1, no filter, 2 documents\nPOST /_aliases',
      exitCode: exit.done,
    });
    expect(preview.sent).toEqual([['/api/indexes/remove-preview?alias=d&environment=local']]);
  });

  it('says how production is named where that was refused', async () => {
    const says = 'Type the name of the environment.';
    const console: Console = {
      ...silentConsole,
      post: () =>
        Promise.reject(
          new FaultError({ ...refuse('invalid', says).fault, fields: { typedName: 'Type it.' } }),
        ),
    };
    await expect(editContractText(console, file, options)).rejects.toMatchObject({
      fault: { says: `${says} A terminal types the name with --confirm local.` },
    });
  });
});
