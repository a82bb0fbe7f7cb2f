import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ImportPreview } from '#lib/inventory/index.ts';
import type { Console } from './console-client.ts';
import { exportEstates, importFile } from './exchange-commands.ts';
import { silentConsole } from './testing.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'exchange-'));
});
afterAll(() => rm(folder, { recursive: true }));

const preview: ImportPreview = {
  complaints: [],
  moreComplaints: 0,
  counts: { added: 0, changed: 1, renamed: 0, removed: 0, unchanged: 4 },
  items: [
    {
      does: 'changed',
      key: 'north/web@LIVE',
      was: null,
      name: 'web-1.is',
      kindTitle: 'server',
      lines: [
        {
          part: 'fact',
          label: 'Memory',
          before: {
            attribute: 'memory',
            recorded: { state: 'not-recorded' },
            source: 'D',
            note: null,
          },
          after: {
            attribute: 'memory',
            recorded: { state: 'value', value: '8GB' },
            source: 'D page 2',
            note: null,
          },
        },
      ],
    },
  ],
  sources: [],
  kept: ['north/old@LIVE'],
  suggestions: [],
  lost: [],
  obstacles: [],
  seen: { '7': 3 },
  fingerprint: 'f',
  namesToType: ['LIVE'],
};

/** Answers each address with what it is given, and keeps what was sent there. */
function consoleOf(answers: Readonly<Record<string, unknown>>) {
  const sent: { readonly where: string; readonly body: unknown }[] = [];
  const console: Console = {
    ...silentConsole,
    post<T>(where: string, body: unknown): Promise<T> {
      sent.push({ where, body });
      // What each test has written for this address.
      return Promise.resolve(answers[where] as T);
    },
  };
  return { console, sent };
}
const asked = '/api/v1/inventory/preview-import';
const done = '/api/v1/inventory/import';

async function fileOf(name: string, content: string | Buffer): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(file, content);
  return file;
}

it('prints an export byte for byte', async () => {
  const text = '\uFEFFitem,kind\nnorth,"a\tb\r\n"\n';
  const asks: string[] = [];
  const console: Console = {
    ...silentConsole,
    text: (where) => Promise.resolve((asks.push(where), text)),
  };
  expect(await exportEstates(console, { format: 'csv', estate: 'north' })).toMatchObject({
    says: text,
    isFile: true,
    json: { format: 'csv', estate: 'north', text },
  });
  expect(asks).toEqual(['/api/inventory/export?format=csv&estate=north']);
});

it('previews, and imports with the versions that it has seen', async () => {
  const { counts } = preview;
  const { console, sent } = consoleOf({
    [asked]: preview,
    [done]: { estates: ['north'], counts, sources: 0, batch: 'b', keys: [] },
  });
  const file = await fileOf('a.csv', '\uFEFFitem,attribute,value\n');
  const { says, exitCode } = await importFile(console, file, { reason: 'Why', confirm: ['LIVE'] });
  expect(says.split('\n')).toEqual([
    '  ~ north/web@LIVE (server web-1.is)',
    '    Memory: not recorded [D] -> 8GB [D page 2]',
    '  = north/old@LIVE',
    '  1 thing that the file no longer has stays. With --remove it goes.',
    '  ! In production: type each name with --confirm LIVE',
    'Imported: 0 added, 1 changed, 0 renamed, 0 removed and 4 unchanged.',
  ]);
  expect(exitCode).toBe(0);
  const input = { format: 'csv', text: 'item,attribute,value\n', isRemoving: false };
  const sentToo = { seen: { '7': 3 }, fingerprint: 'f', typedNames: ['LIVE'] };
  expect(sent).toEqual([
    { where: asked, body: input },
    { where: done, body: { ...input, reason: 'Why', ...sentToo } },
  ]);
});

it('changes nothing with --dry-run', async () => {
  const { console, sent } = consoleOf({ [asked]: preview });
  const file = await fileOf('a.yaml', 'estate: north\n');
  const options = { reason: 'Why', dryRun: true, remove: true } as const;
  expect(await importFile(console, file, options)).toMatchObject({ json: preview, exitCode: 0 });
  expect(sent).toEqual([
    { where: asked, body: { format: 'yaml', text: 'estate: north\n', isRemoving: true } },
  ]);
});

it('says where a file is wrong, and imports nothing of it', async () => {
  const complaint = { place: 'row', at: 3, column: 'state', says: 'Write value.' } as const;
  const { console, sent } = consoleOf({
    [asked]: { ...preview, complaints: [complaint], moreComplaints: 2 },
  });
  const file = await fileOf('a.csv', 'item\n');
  expect(await importFile(console, file, { reason: 'Why' })).toMatchObject({
    says: 'Row 3, column state: Write value.\nAnd 2 more.\nNothing was imported.',
    exitCode: 2,
  });
  expect(sent).toHaveLength(1);
});

it('sends no file that it cannot read', async () => {
  const large = await fileOf('large.csv', '');
  await truncate(large, 100 * 1024 * 1024);
  for (const [file, says] of [
    [path.join(folder, 'none.csv'), 'cannot be read'],
    [await fileOf('a.xlsx', 'x'), 'neither YAML nor CSV'],
    [await fileOf('latin.csv', Buffer.from([0x61, 0x0a, 0xe9, 0x62])), 'line 2'],
    [large, 'larger than 4 MB'],
  ] as const)
    await expect(importFile(silentConsole, file, { reason: 'Why' })).rejects.toThrow(says);
});
