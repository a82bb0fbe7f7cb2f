import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FaultError } from '#lib/kernel/result.ts';
import type { Console } from './console-client.ts';
import {
  checkBranch,
  listMissingFacts,
  observeFile,
  searchInventory,
  showArchitectureRecord,
  showDepends,
  showInventory,
  showReachable,
} from './inventory-commands.ts';
import { showMigrationState } from './migration-command.ts';
import { silentConsole } from './testing.ts';

const source = { title: 'The document', evidence: 'document', asOf: '2017-02-07', readOn: null };
const item = {
  key: 'north/web@LIVE',
  type: 'component',
  estate: 'north',
  estateTitle: 'North',
  environment: 'LIVE',
  kind: 'server',
  kindTitle: 'server',
  name: 'web-1.is',
  summary: 'Answers people',
  owner: null,
  cloud: null,
  missing: 1,
  source,
};

/** Answers each path with what the console would, and keeps what was asked. */
function consoleOf(answer: (query: URLSearchParams, where: string) => unknown) {
  const asked: string[] = [];
  const posted: { readonly where: string; readonly body: unknown }[] = [];
  const console: Console = {
    ...silentConsole,
    get<T>(where: string): Promise<T> {
      asked.push(where);
      // What each test has written for this address.
      return Promise.resolve(answer(new URL(where, 'http://here').searchParams, where) as T);
    },
    post<T>(where: string, body: unknown): Promise<T> {
      posted.push({ where, body });
      // What each test has written for this address.
      return Promise.resolve(answer(new URLSearchParams(), where) as T);
    },
  };
  return { console, asked, posted };
}

const keysOf = (json: unknown): string[] => Object.keys(json ?? {});

it('search prints an array of all that match, page after page', async () => {
  const all = Array.from({ length: 3 }, (_, at) => ({ ...item, key: `north/web-${String(at)}` }));
  const { console, asked } = consoleOf((query) => {
    const offset = Number(query.get('offset'));
    return { rows: all.slice(offset, offset + 2), total: all.length };
  });
  const found = await searchInventory(console, 'web & co');
  expect(found).toMatchObject({ json: all, exitCode: 0 });
  expect(Array.isArray(found.json)).toBe(true);
  expect(found.says.split('\n')).toHaveLength(3);
  expect(found.says).toContain('web-1.is (North LIVE): Answers people');
  expect(asked.map((where) => new URL(where, 'http://here').searchParams.get('text'))).toEqual([
    'web & co',
    'web & co',
  ]);
  const none = await searchInventory(consoleOf(() => ({ rows: [], total: 0 })).console, 'x');
  expect(none).toMatchObject({ json: [], says: 'Nothing in the inventory says so.', exitCode: 0 });
});

it('show prints a thing with its facts, relations and history', async () => {
  const shown = {
    ...item,
    profile: null,
    sharedEnvironment: null,
    aliases: ['PROD'],
    facts: [
      {
        attribute: 'memory',
        label: 'Memory',
        declared: { state: 'value', value: '6GB' },
        note: null,
        source,
      },
      {
        attribute: 'size',
        label: 'Size',
        declared: { state: 'not-recorded' },
        note: null,
        source: null,
      },
    ],
    relations: [{ words: 'runs on', name: 'A host', key: 'north/host', note: 'A note' }],
    history: { changes: [], hasMore: false },
  };
  const { console, asked } = consoleOf(() => shown);
  const { json, says, exitCode } = await showInventory(console, 'north/web@LIVE');
  expect(json).toEqual(shown);
  expect(asked).toEqual(['/api/inventory/item?key=north%2Fweb%40LIVE']);
  expect(says).toContain('web-1.is, server, North LIVE');
  expect(says).toMatch(/Also called +PROD/);
  expect(says).toMatch(/Memory +6GB {2}\[The document\]/);
  expect(says).toMatch(/Size +not recorded/);
  expect(says).toContain('runs on A host (north/host): A note');
  expect(exitCode).toBe(0);
});

describe('depends', () => {
  const total = { all: 1, outcomes: 0, isMore: false };
  const reached = {
    item: { ...item, key: 'north/db' },
    steps: 1,
    through: 'north/web@LIVE',
    throughName: 'web-1.is',
    kind: 'depends on',
    inverse: 'needed by',
    outcome: null,
  };
  const view = {
    item,
    needs: [reached],
    neededBy: [],
    totals: { needs: total, neededBy: { ...total, all: 0 } },
  };
  it.each([
    [{}, ['item', 'needs', 'neededBy', 'totals'], ['needs', 'neededBy']],
    [{ on: true }, ['item', 'needs', 'totals'], ['needs']],
    [{ of: true }, ['item', 'neededBy', 'totals'], ['neededBy']],
    [{ on: true, of: true }, ['item', 'needs', 'neededBy', 'totals'], ['needs', 'neededBy']],
  ] as const)('with %j prints the ways that were asked for', async (options, keys, ways) => {
    const { json, exitCode } = await showDepends(consoleOf(() => view).console, 'web', options);
    expect(keysOf(json).sort()).toEqual([...keys].sort());
    expect(json).toMatchObject({
      item,
      totals: Object.fromEntries(ways.map((way) => [way, view.totals[way]])),
    });
    expect(exitCode).toBe(0);
  });
});

describe('reach', () => {
  const question = { from: 'web', to: 'db', port: '1832' };
  const answer = { from: 'web', to: 'db', port: 1832, notKnown: [], notes: ['A note.'] };
  it('prints the rule that lets one host reach another', async () => {
    const view = {
      ...answer,
      reachable: 'yes',
      rule: {
        key: 'north/rule',
        name: 'Web to database',
        firewall: 'Central',
        ports: ['1832'],
        protocols: [],
        source,
      },
    };
    const { console, asked } = consoleOf(() => view);
    const { json, says } = await showReachable(console, question);
    expect(json).toEqual(view);
    expect(asked).toEqual(['/api/inventory/reach?from=web&to=db&port=1832']);
    expect(says.split('\n')).toEqual([
      'Yes: Web to database lets web reach db on port 1832 (north/rule, The document). ' +
        'Port 1832; no protocol is recorded.',
      'A note.',
    ]);
  });

  it('says that no rule is recorded, which is no no', async () => {
    const view = { ...answer, reachable: 'no rule recorded', rule: null };
    const { json, says, exitCode } = await showReachable(consoleOf(() => view).console, question);
    expect(json).toEqual(view);
    expect(says).toContain('No rule is recorded that lets web reach db on port 1832.');
    expect(exitCode).toBe(0);
  });

  it('ends as a usage error where a name may be misspelt, with the answer', async () => {
    const view = { ...answer, reachable: 'no rule recorded', rule: null, notKnown: ['web'] };
    const { json, exitCode } = await showReachable(consoleOf(() => view).console, question);
    expect(json).toEqual(view);
    expect(exitCode).toBe(2);
  });
});

it('record prints the text alone, and with JSON what it is of', async () => {
  const lines = ['# North: technical architecture record', '', 'Text'];
  const answer = { key: 'north', title: 'North', format: 'md', lines, madeAt: '2026-11-26' };
  const { console, asked } = consoleOf(() => answer);
  const { json, says } = await showArchitectureRecord(console, 'north', { format: 'md' });
  expect(says).toBe(lines.join('\n'));
  expect(json).toEqual({
    key: 'north',
    title: 'North',
    format: 'md',
    madeAt: '2026-11-26',
    text: lines.join('\n'),
  });
  expect(asked).toEqual(['/api/inventory/record?key=north&format=md']);
});

it('missing prints an array, of all estates or of one', async () => {
  const gap = {
    estate: 'north',
    estateTitle: 'North',
    kind: 'certificate',
    attribute: 'expiresOn',
    count: 24,
    says: '24 certificates have no expiry recorded',
    keys: ['north/cert@LIVE'],
  };
  const { console, asked } = consoleOf(() => [gap]);
  const { json, says } = await listMissingFacts(console, { estate: 'north' });
  expect(json).toEqual([gap]);
  expect(says).toBe('North: 24 certificates have no expiry recorded.');
  await listMissingFacts(console, {});
  expect(asked).toEqual(['/api/inventory/missing?estate=north', '/api/inventory/missing?']);
  expect((await listMissingFacts(consoleOf(() => []).console, {})).says).toBe(
    'Everything that somebody should know is recorded.',
  );
});

it('branch-check asks no console', () => {
  const { json, says, exitCode } = checkBranch('task/DS-123_something');
  expect(keysOf(json).sort()).toEqual([
    'actual',
    'branch',
    'documented',
    'environment',
    'isAccepted',
    'notes',
  ]);
  expect(says).toContain('As the README says: ');
  expect(exitCode).toBe(0);
});

describe('observe', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'observe-'));
  });
  afterAll(() => rm(folder, { recursive: true }));
  const fileOf = async (name: string, text: string): Promise<string> => {
    const file = path.join(folder, name);
    await writeFile(file, text);
    return file;
  };
  const taken = {
    importId: null,
    environment: 'north@LIVE',
    kind: 'generic',
    format: 'generic 1',
    seenAt: '2026-11-26T09:00:00.000Z',
    covers: ['server'],
    profiles: null,
    isPartial: false,
    counts: { matched: 1, changed: 0, missing: 0, unexpected: 0 },
    rows: [],
    told: [{ place: 'things[0]', says: 'Something was left out.' }],
  };

  it('sends what is harmless of a file, and prints what came of it', async () => {
    const thing = { address: 'web-1', type: 'server', attributes: { memory: 'password=hunter2' } };
    const file = await fileOf('a.json', JSON.stringify({ version: 1, things: [thing] }));
    const { console, posted } = consoleOf(() => taken);
    const options = {
      environment: 'north@LIVE',
      profiles: ['a,b', 'c'],
      covers: ['server'],
      reason: 'Read today',
    };
    const { json, says, exitCode } = await observeFile(console, file, {
      ...options,
      kind: 'generic',
      dryRun: true,
    });
    expect(json).toEqual(taken);
    expect(says.split('\n')).toEqual([
      'north@LIVE, generic 1: 1 matched, 0 changed, 0 missing, 0 unexpected',
      '  things[0]: Something was left out.',
      'Nothing was imported.',
    ]);
    expect(exitCode).toBe(0);
    expect(posted).toMatchObject([
      {
        where: '/api/v1/inventory/observe',
        body: {
          environment: 'north@LIVE',
          profiles: ['a', 'b', 'c'],
          isDryRun: true,
          observation: { kind: 'generic', covers: ['server'] },
        },
      },
    ]);
    expect(JSON.stringify(posted)).not.toContain('hunter2');
  });

  it('says in the audit that nobody gave a reason', async () => {
    const file = await fileOf('b.json', JSON.stringify({ version: 1, things: [] }));
    const { console, posted } = consoleOf(() => taken);
    await observeFile(console, file, { kind: 'generic', environment: 'north@LIVE' });
    expect(posted).toMatchObject([{ body: { reason: 'From a terminal, without a reason.' } }]);
  });

  it.each([
    ['no such kind', 'x.json', 'docker'],
    ['no file', 'nowhere.json', 'generic'],
    ['no JSON', 'text.json', 'generic'],
    ['100 MB, before it is read', 'large.json', 'generic'],
  ])('refuses %s, and sends nothing', async (_, name, kind) => {
    await fileOf('text.json', 'no JSON');
    await truncate(await fileOf('large.json', ''), 100 * 1024 * 1024);
    const { console, posted } = consoleOf(() => taken);
    const sent = observeFile(console, path.join(folder, name), {
      kind,
      environment: 'north',
      reason: 'Read today',
    });
    await expect(sent).rejects.toBeInstanceOf(FaultError);
    expect(posted).toEqual([]);
  });
});

describe('migration', () => {
  it('prints how far the move is, with all items', async () => {
    const row = {
      key: 'tis/move-a',
      name: 'A',
      status: 'cut over',
      evidence: null,
      nothings: { evidence: 'none' },
      blockedBy: [],
    };
    const view = { counts: {}, size: [], burnUp: [], moves: [], order: [], broken: [] };
    const { console } = consoleOf((_, where) =>
      where.includes('/items') ? { rows: [row], total: 1 } : view,
    );
    const { json, says, exitCode } = await showMigrationState(console, {});
    expect(json).toEqual({ items: [row], ...view });
    expect(says).toContain('1 of 1 item no longer run on Azure.');
    expect(says).toMatch(/cut over +none +A$/m);
    expect(exitCode).toBe(0);
  });

  it('prints what a move of some takes', async () => {
    const plan = {
      chosen: ['tis/move-a'],
      settled: [],
      withThem: [],
      steps: [{ items: ['tis/move-a'], wayBack: 'switch' }],
      freeSteps: [],
      blockers: [],
      cycles: [],
      links: [],
    };
    const items = [{ key: 'tis/move-a', name: 'A' }];
    const { console, asked } = consoleOf(() => ({ picked: [], plan, items }));
    const { json, says } = await showMigrationState(console, { whatIf: ['A', 'B & C'] });
    expect(json).toEqual({ picked: [], ...plan });
    expect(says).toBe('Step 1: A; taken back by switching back.');
    expect(asked).toEqual(['/api/inventory/migration/what-if?choose=A%0AB+%26+C']);
  });
});
