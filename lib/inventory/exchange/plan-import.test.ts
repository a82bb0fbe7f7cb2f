import { describe, expect, it } from 'vitest';
import { Document, parse } from 'yaml';
import { mostValues } from '#lib/kernel/yaml-shape.ts';
import { readEstateFile } from '../estate-file.ts';
import { EstateLimits } from '../estate-limits.ts';
import { lostRelations, type ImportChoices, type ImportPlan } from './plan-import.ts';
import { readImport } from './read-import.ts';
import { estatesOf, tryImport } from './testing.ts';
import { estatesYaml } from './write-yaml.ts';

const north = `
estate: north
title: North
source: D
sources:
  D: { title: The document, evidence: document, asOf: 2017-02-07, readOn: 2026-11-26 }
  I: { title: Inference, evidence: inference, readOn: 2026-11-26 }
environments:
  - name: LIVE
    aliases: [production]
    isProduction: yes
    facts: { purpose: for users, account: 007 }
  - { name: TEST }
components:
  - id: web
    kind: server
    name: web-1.is
    in: [LIVE, TEST]
    facts: { cpuCores: "2", memory: 6GB, otherNames: [one, two] }
    relations: [{ depends on: database }]
  - id: database
    kind: database
    name: Oracle
    in: [LIVE, TEST]
    facts: { version: 3.10, owner: { value: IT, source: I page 7, note: They said so. } }
`;
const south = `
estate: south
title: South
source: D
sources:
  D: { title: The document, evidence: document, readOn: 2026-11-26 }
components:
  - { id: page, kind: journey, name: A page, relations: [{ depends on: north/web@LIVE }] }
`;
const there = estatesOf([north, south]);

function planOf(
  format: 'yaml' | 'csv',
  text: string,
  choices?: Partial<ImportChoices>,
): ImportPlan {
  const { plan, complaints } = tryImport(there, format, text, choices);
  if (plan === null || complaints.length > 0) throw new Error(JSON.stringify(complaints));
  return plan;
}
const done = ({ items }: ImportPlan): string[] =>
  items.map(({ does, known, after }) =>
    [does, known?.snapshot.key, after?.key]
      .filter((one, at, all) => one !== undefined && all.indexOf(one) === at)
      .join(' '),
  );

describe('the YAML of a whole estate', () => {
  it('is read with several estates in one file, each complaint with its own line', () => {
    expect(done(planOf('yaml', `${north}\n---\n${south}`))).toEqual([]);
    const { complaints } = tryImport(
      there,
      'yaml',
      `${north}---\n${south.replace('journey', 'x')}`,
    );
    expect(complaints).toEqual([
      {
        place: 'line',
        at:
          north.split('\n').length +
          1 +
          south.split('\n').findIndex((line) => line.includes('journey')),
        column: null,
        says: 'x is no kind of component. Correct it.',
      },
    ]);
    expect(tryImport(there, 'yaml', `${north}---\n${north}`).complaints[0]?.says).toContain(
      'twice',
    );
  });

  it('changes exactly what it says otherwise', () => {
    const plan = planOf(
      'yaml',
      north.replace('memory: 6GB', 'memory: 8GB').replace('asOf: 2017-02-07', 'asOf: 2018-01-01'),
    );
    expect(done(plan)).toEqual(['changed north/web@LIVE', 'changed north/web@TEST']);
    expect(plan.items[0]?.differences).toMatchObject({
      heads: [],
      relations: [],
      facts: [
        {
          name: 'memory',
          before: { recorded: { value: '6GB' } },
          after: { recorded: { value: '8GB' } },
        },
      ],
    });
    expect(plan.items[0]?.after?.facts.map(({ attribute }) => attribute)).toEqual([
      'cpuCores',
      'memory',
      'otherNames',
    ]);
    expect(plan.sources).toMatchObject([
      { estate: 'north', before: { asOf: '2017-02-07' }, after: { asOf: '2018-01-01' } },
    ]);
  });

  it('takes nothing for gone before a person says so', () => {
    const text = north
      .replace(/ {2}- id: database[^]*/, '')
      .replace('relations: [{ depends on: database }]', '');
    const plan = planOf('yaml', text);
    expect(done(plan)).toEqual(['changed north/web@LIVE', 'changed north/web@TEST']);
    expect(plan.kept.map(({ snapshot }) => snapshot.key)).toEqual([
      'north/database@LIVE',
      'north/database@TEST',
    ]);
    expect(plan.sources).toEqual([]);
    const removing = planOf('yaml', text.replace(/ {2}I: .*\n/, ''), { isRemoving: true });
    expect(done(removing)).toContain('removed north/database@LIVE');
    // What was removed may be put back, and names it.
    expect(removing.sources).toEqual([]);
  });

  it('says which relations of others go with what it removes', () => {
    const text = north.replace(/ {2}- id: web[^]*?( {2}- id: database)/, '$1');
    const plan = planOf('yaml', text, { isRemoving: true });
    const inbound = there.items.flatMap(({ key, relations }) =>
      relations.map(({ kind, to }) => ({ from: key, kind, to })),
    );
    expect(lostRelations(inbound, plan.items)).toEqual([
      { from: 'south/page', kind: 'depends on', to: 'north/web@LIVE' },
    ]);
  });

  it('renames what it says was called otherwise, in every environment, and once', () => {
    const text = north
      .replace('id: web', 'id: front\n    was: web')
      .replace('name: TEST', 'name: STAGE, was: TEST')
      .replaceAll('[LIVE, TEST]', '[LIVE, STAGE]');
    const plan = planOf('yaml', text);
    expect(done(plan)).toEqual([
      'renamed north@TEST north@STAGE',
      'renamed north/web@LIVE north/front@LIVE',
      'renamed north/web@TEST north/front@STAGE',
      'renamed north/database@TEST north/database@STAGE',
    ]);
    expect(plan.kept).toEqual([]);
    // Imported again it changes nothing.
    const after = estatesOf([text, south.replace('north/web', 'north/front')]);
    const again = tryImport(after, 'yaml', text);
    expect(again).toMatchObject({ complaints: [], plan: { items: [], kept: [] } });
    expect(
      tryImport(there, 'yaml', north.replace('id: web', 'id: web\n    was: gone')).complaints,
    ).toEqual([]);
    expect(
      tryImport(there, 'yaml', `${north}  - { id: new, was: gone, kind: server, name: x }\n`)
        .complaints,
    ).toMatchObject([
      {
        place: 'line',
        at: north.split('\n').length,
        says: 'There is nothing of this name, old or new. Correct it.',
      },
    ]);
    expect(
      tryImport(there, 'yaml', north.replace('id: web', 'id: web\n    was: database')).complaints[0]
        ?.says,
    ).toContain('Two things cannot become one');
  });

  it('suggests a rename where something gone and something new agree', () => {
    const text = north.replace('id: web', 'id: front');
    const plan = planOf('yaml', text);
    expect(plan.suggestions).toEqual([
      { was: 'north/web@LIVE', key: 'north/front@LIVE', name: 'web-1.is', because: 'name' },
      { was: 'north/web@TEST', key: 'north/front@TEST', name: 'web-1.is', because: 'name' },
    ]);
    const renames = Object.fromEntries(plan.suggestions.map(({ key, was }) => [key, was]));
    const chosen = planOf('yaml', text, { renames });
    expect(done(chosen)).toEqual([
      'renamed north/web@LIVE north/front@LIVE',
      'renamed north/web@TEST north/front@TEST',
    ]);
    expect(chosen.kept).toEqual([]);
    const environment = planOf('yaml', north.replaceAll('LIVE', 'PROD'));
    expect(environment.suggestions).toEqual([
      { was: 'north@LIVE', key: 'north@PROD', name: 'PROD', because: 'facts' },
    ]);
    const moved = planOf('yaml', north.replaceAll('LIVE', 'PROD'), {
      renames: { 'north@PROD': 'north@LIVE' },
    });
    expect(done(moved)).toEqual([
      'renamed north@LIVE north@PROD',
      'renamed north/web@LIVE north/web@PROD',
      'renamed north/database@LIVE north/database@PROD',
    ]);
  });

  it('suggests a rename where most that is said is the same, its host another', () => {
    const of = (id: string, memory: string): string => `
estate: east
title: East
source: D
sources:
  D: { title: Document, evidence: document, readOn: 2026-11-26 }
components:
  - id: ${id}
    kind: server
    name: ${id}.is
    facts: { hostname: ${id}.is, memory: ${memory}, site: kb, operatingSystem: CentOS 7 }
`;
    const east = estatesOf([of('web-1', '6GB')]);
    const suggestionsOf = (text: string) => tryImport(east, 'yaml', text).plan?.suggestions;
    expect(suggestionsOf(of('front-9', '6GB'))).toEqual([
      { was: 'east/web-1', key: 'east/front-9', name: 'front-9.is', because: 'most' },
    ]);
    expect(suggestionsOf(of('front-9', '8GB'))).toEqual([]);
  });

  it.each([
    [
      'a dangling relation',
      'depends on: database',
      'depends on: nothing',
      'is not in the inventory',
    ],
    ['an unknown state', 'memory: 6GB', 'memory: { is: unknown }', 'none, not applicable or not'],
    ['a wrong type', '"2"', 'two', 'must be a whole number'],
    ['a duplicate key', 'id: database', 'id: web', 'web is there twice'],
    ['no YAML', 'name: Oracle', 'name: a: b', 'put the value in quotes'],
    ['a password', 'memory: 6GB', 'memory: password=hunter2', 'looks like a password'],
    [
      'an address with one',
      'aliases: [production]',
      'aliases: ["ftp://a:hunter2@b"]',
      'an address',
    ],
    ['an empty list', 'aliases: [production]', 'in: []', 'in is not known here'],
  ])('is complained of by line: %s', (_, right, wrong, says) => {
    const { complaints } = tryImport(there, 'yaml', north.replace(right, wrong));
    const at = north.split('\n').findIndex((line) => line.includes(right)) + 1;
    expect(complaints[0]).toMatchObject({ place: 'line', at });
    expect(complaints[0]?.says.toLowerCase()).toContain(says);
    expect(complaints[0]?.says).not.toContain('hunter2');
  });

  // A file of this form, with one value of another form in it.
  it('is complained of in words of ours, whatever it says instead of what it should', () => {
    const written: unknown = parse(north, { schema: 'failsafe' });
    const paths = (value: unknown, path: readonly (string | number)[] = []): (typeof path)[] => [
      path,
      ...(typeof value === 'object' && value !== null
        ? Object.entries(value).flatMap(([name, inner]) =>
            paths(inner, [...path, Array.isArray(value) ? Number(name) : name]),
          )
        : []),
    ];
    const others = [
      '',
      'x',
      '\u0007',
      'x'.repeat(5_000),
      [],
      [[]],
      {},
      { x: [] },
      [{ x: {} }],
      null,
    ];
    const said = paths(written).flatMap((path) =>
      others.flatMap((other) => {
        const document = new Document(written);
        document.setIn(path, document.createNode(other));
        return readEstateFile(document.toString()).complaints.found.map(({ says }) => says);
      }),
    );
    expect(said.length).toBeGreaterThan(200);
    expect(
      said.filter((says) =>
        /\b(invalid|expected|received|too (small|big)|unrecognized)\b/i.test(says),
      ),
    ).toEqual([]);
    expect(said.filter((says) => !/[.]$/.test(says))).toEqual([]);
  });
});

describe('a CSV', () => {
  it('changes what it names and nothing else', () => {
    const plan = planOf(
      'csv',
      'item,attribute,value\nnorth/web@LIVE,memory,8GB\nnorth/web@LIVE,otherNames,"one\nthree"\n',
    );
    expect(done(plan)).toEqual(['changed north/web@LIVE']);
    expect(plan.items[0]?.differences.facts.map(({ name, after }) => [name, after])).toEqual([
      [
        'memory',
        {
          attribute: 'memory',
          recorded: { state: 'value', value: '8GB' },
          source: 'D',
          note: null,
        },
      ],
      [
        'otherNames',
        {
          attribute: 'otherNames',
          recorded: { state: 'value', value: ['one', 'three'] },
          source: 'D',
          note: null,
        },
      ],
    ]);
    expect(plan.kept).toEqual([]);
  });

  it('keeps source and note where it has no such column', () => {
    const [owner] = planOf('csv', 'item;attribute;value\nnorth/database@LIVE;owner;Them').items;
    expect(owner?.differences.facts[0]?.after).toMatchObject({
      source: 'I page 7',
      note: 'They said so.',
    });
    const [emptied] = planOf(
      'csv',
      'item;attribute;value;note;source\nnorth/database@LIVE;owner;IT;;',
    ).items;
    expect(emptied?.differences.facts[0]?.after).toMatchObject({ source: 'D', note: null });
  });

  it('adds, renames and removes where a row says so', () => {
    const head =
      'item,kind,name,attribute,state,value,relation,to,renamedFrom,remove,' +
      'source,sourceTitle,evidence,readOn\n';
    const plan = planOf(
      'csv',
      `${head}north/new@LIVE,server,New,,,,,,,,S9 page 1,,,\n` +
        'north/new@LIVE,,,memory,none,,,,,,,,,\n' +
        'north/new@LIVE,,,,,,depends on,north/front@LIVE,,,,,,\n' +
        'north/front@LIVE,,,,,,,,north/web@LIVE,,,,,\n' +
        'north/web@TEST,,,,,,,,,yes,,,,\n' +
        'north/database@LIVE,,,owner,,,,,,yes,,,,\n' +
        'north,,,,,,,,,,S9,A new one,code,2026-11-26\n',
    );
    expect(done(plan)).toEqual([
      'added north/new@LIVE',
      'renamed north/web@LIVE north/front@LIVE',
      'removed north/web@TEST',
      'changed north/database@LIVE',
    ]);
    expect(plan.items[0]?.after).toMatchObject({
      kind: 'server',
      source: 'S9 page 1',
      facts: [{ attribute: 'memory', recorded: { state: 'none' }, source: 'S9 page 1' }],
      relations: [{ to: 'north/front@LIVE' }],
    });
    expect(plan.sources).toMatchObject([{ before: null, after: { id: 'S9' } }]);
  });

  it('takes the components of a renamed environment along', () => {
    const text =
      'item,renamedFrom,attribute,value\nnorth@STAGE,north@TEST,,\nnorth/web@STAGE,,memory,8GB\n';
    expect(done(planOf('csv', text))).toEqual([
      'renamed north@TEST north@STAGE',
      'renamed north/web@TEST north/web@STAGE',
      'renamed north/database@TEST north/database@STAGE',
    ]);
  });

  const facts = 'item,attribute,state,value,source,note,relation,to,kind,name,remove\n';
  it.each([
    ['no key', 'north@@', 2, 'item', 'Write a key'],
    ['something new without a kind', 'north/new,memory,,6GB', 2, 'item', 'is not in the inventory'],
    ['an unknown kind', 'north/new,,,,,,,,thing,New', 2, 'kind', 'no kind of component'],
    [
      'an unknown attribute',
      'north/web@LIVE,constructor,,6GB',
      2,
      'attribute',
      'not known of server',
    ],
    [
      'an unknown state',
      'north/web@LIVE,memory,unknown,',
      2,
      'state',
      'Write value, none, not applicable or not recorded',
    ],
    ['a state with a value', 'north/web@LIVE,memory,none,6GB', 2, 'value', 'there is no value'],
    ['neither state nor value', 'north/web@LIVE,memory,,', 2, 'value', 'Write a value'],
    ['a wrong type', 'north/web@LIVE,cpuCores,,two', 2, 'value', 'must be a whole number'],
    ['an unknown source', 'north/web@LIVE,memory,,6GB,X page 1', 2, 'source', '“X” is no source'],
    ['a control character', 'north/web@LIVE,memory,,6\u0007GB', 2, 'value', 'control characters'],
    [
      'a fact twice',
      'north/web@LIVE,memory,,6GB\nnorth/web@LIVE,memory,,7GB',
      3,
      'attribute',
      'Row 2 says this already',
    ],
    [
      'an item twice',
      'north/web@LIVE,,,,,,,,,x\nnorth/web@LIVE,,,,,,,,,y',
      3,
      'item',
      'Row 2 says this already',
    ],
    [
      'a dangling relation',
      'north/web@LIVE,,,,,,runs on,north/none',
      2,
      'to',
      'is not in the inventory',
    ],
    [
      'an unknown relation',
      'north/web@LIVE,,,,,,leans on,north/database@LIVE',
      2,
      'relation',
      'no kind of relation',
    ],
    ['a cell in a wrong column', 'north/web@LIVE,memory,,6GB,,,,north', 2, 'to', 'Leave it empty'],
    ['a removal of nothing', 'north/none,,,,,,,,,,yes', 2, 'item', 'not in the inventory'],
    [
      'a removal of no fact',
      'north/web@LIVE,version,,,,,,,,,yes',
      2,
      'attribute',
      'no such attribute',
    ],
    ['a password', 'north/web@LIVE,memory,,password=hunter2', 2, 'value', 'looks like a password'],
    ['a token in a note', "north/web@LIVE,memory,,6GB,,'--token hunter2", 2, 'note', 'looks like'],
    ['a doctor', 'north/web@LIVE,memory,,of 7000001', 2, 'value', 'seven digits'],
    ['a doctor in a note', 'north/web@LIVE,memory,,6GB,,7000001', 2, 'note', 'seven digits'],
    ['a formula', 'north/web@LIVE,memory,,=1+1', 2, 'value', 'begins as a formula'],
    ['neither yes nor no', 'north/web@LIVE,memory,,6GB,,,,,,,x', 2, 'remove', 'Write yes'],
  ])('is complained of by row and column: %s', (_, rows, row, column, says) => {
    const { complaints } = tryImport(there, 'csv', facts + rows);
    expect(complaints).toHaveLength(1);
    expect(complaints[0]).toMatchObject({ place: 'row', at: row, column });
    expect(complaints[0]?.says).toContain(says);
  });

  it('is complained of by its head alone where that is wrong', () => {
    const { complaints } = tryImport(
      there,
      'csv',
      'item,attribut,value\nnorth/web@LIVE,memory,8GB',
    );
    expect(complaints).toMatchObject([{ at: 1, column: '2' }]);
  });

  it('takes a text that looks like a formula, with its apostrophe', () => {
    const plan = planOf('csv', `${facts}north/web@LIVE,memory,,'=1+1`);
    expect(
      plan.items[0]?.after?.facts.find(({ attribute }) => attribute === 'memory'),
    ).toMatchObject({ recorded: { value: '=1+1' } });
  });
});

it('writes a shared end that has a namesake in the environment so that it stays what it is', () => {
  const text = `
estate: east
title: East
source: D
sources: { D: { title: The document, evidence: document, readOn: 2026-11-26 } }
environments: [{ name: LIVE }]
components:
  - { id: broker, kind: broker, name: Shared }
  - { id: broker, kind: broker, name: Own, in: [LIVE] }
  - { id: a, kind: server, name: A, in: [LIVE], relations: [{ depends on: [broker@, broker] }] }
`;
  const east = estatesOf([text]);
  expect(east.items.at(-1)?.relations.map(({ to }) => to)).toEqual([
    'east/broker',
    'east/broker@LIVE',
  ]);
  expect(tryImport(east, 'yaml', [...estatesYaml(east.estates)].join(''))).toMatchObject({
    complaints: [],
    plan: { items: [] },
  });
});

describe('a file that says far more than it is long', () => {
  const complaintsOf = (format: 'yaml' | 'csv', text: string) =>
    tryImport(there, format, text).complaints.map(({ at, says }) => [at, says]);
  const head = `
estate: wide
title: Wide
source: D
sources: { D: { title: The document, evidence: document, readOn: 2026-11-26 } }
`;
  const list = (length: number, of = 'e'): string =>
    Array.from({ length }, (_, at) => `${of}${String(at)}`).join(', ');
  const environments = `environments: [${Array.from(
    { length: 1_000 },
    (_, at) => `{ name: e${String(at)} }`,
  ).join(', ')}]
`;

  it.each([
    ['things', `{ id: x, kind: queue, name: x, in: [${list(5_000)}] }`, '5,000 things'],
    [
      'relations',
      `{ id: x, kind: queue, name: x, in: [${list(1_000)}],
         relations: [{ depends on: [${list(101, 'q')}] }] }`,
      '100,000 relations',
    ],
    [
      'facts',
      Array.from(
        { length: 3 },
        (_, at) => `{ id: x${String(at)}, kind: server, name: x, in: [${list(1_000)}],
          facts: { memory: 1GB, cpuCores: "1", purpose: a, owner: b, hostname: c, address: d,
            operatingSystem: e, location: f, cloud: g, model: h, summary: i, role: j, site: k,
            region: l, size: m, patching: n, software: o, dependencies: p } }`,
      ).join(', '),
      '50,000 facts',
    ],
    [
      'characters',
      `{ id: x, kind: queue, name: x, in: [${list(1_000)}],
         facts: { purpose: [${Array(2).fill('a'.repeat(4_000)).join(', ')}] } }`,
      '5,000,000 characters',
    ],
  ])('is refused for its %s before they are made', (_, components, says) => {
    const complaints = complaintsOf('yaml', `${head}${environments}components: [${components}]`);
    expect(complaints).toHaveLength(1);
    expect(complaints[0]?.[1]).toContain(`more than ${says}`);
  });

  it('is refused for more keys and values than are read, all of a file together', () => {
    const says = complaintsOf('yaml', `${head}components: [${'{},'.repeat(100_000)}]`)[0];
    expect(says?.[1]).toContain('more than 100,000 keys, values and lines');
    const limits = new EstateLimits();
    readEstateFile(south, { limits });
    expect(limits.values).toBeLessThan(mostValues - 20);
    limits.values = 20;
    expect(readEstateFile(north, { limits, linesBefore: 100 })).toMatchObject({
      file: null,
      complaints: { found: [{ line: 106 }] },
    });
  });

  it('is refused for more estates than are read, with the line of the next', () => {
    expect(complaintsOf('yaml', 'a\n---\n'.repeat(15_000))).toEqual([
      [201, 'The file has more than 100 estates. Divide it.'],
    ]);
  });

  it('is refused for relations that lead to each of many', () => {
    const many = Array.from(
      { length: 101 },
      (_, at) =>
        `{ id: c${String(at)}, kind: queue, name: c, relations: [{ describes: wide/all }] }`,
    );
    const wide = `${head}${environments}
components: [{ id: all, kind: queue, name: a, in: [${list(1_000)}] }]
---
${head.replace('wide', 'other')}components: [${many.join(', ')}]
`;
    expect(complaintsOf('yaml', wide)).toMatchObject([
      [expect.any(Number), expect.stringContaining('more than 100,000 relations')],
    ]);
  });

  it('tells of unknown ends once each, however many there are', () => {
    const text = `${head}components: [{ id: x, kind: queue, name: x,
      relations: [{ depends on: [${list(90_000, 'q')}] }] }]`;
    expect(complaintsOf('yaml', text)[0]?.[1]).toBe('q0 is not in the inventory. Correct it.');
  });

  it.each([
    [
      'columns',
      `${','.repeat(50_000)}\n${'a\n'.repeat(1_000)}`,
      1,
      'The head has more than 40 columns. Remove what is over.',
    ],
    [
      'rows',
      `item,name\n${'\n'.repeat(50_001)}`,
      50_002,
      'The file has more than 50,000 rows, empty ones too. Divide it.',
    ],
    [
      'things',
      `item\n${Array.from({ length: 5_001 }, (_, at) => `north/x${String(at)}`).join('\n')}`,
      5_002,
      'With this there are more than 5,000 things. Divide the file.',
    ],
  ])('is refused for its %s', (_, text, row, says) => {
    expect(complaintsOf('csv', text)).toEqual([[row, says]]);
  });

  it('counts what nobody is told of a row of complaints', () => {
    const text = `item,attribute,relation,to\n${'north/x,a,b,c\n'.repeat(2_000)}`;
    const { found, more } = readImport('csv', text).complaints;
    expect(found).toHaveLength(100);
    expect(more).toBeGreaterThan(5_000);
  });

  it('is refused where it has sources of no estate', () => {
    const { plan } = tryImport(
      there,
      'csv',
      'item,source,sourceTitle,evidence,readOn\neast,S1,A title,document,2026-11-26\n',
    );
    expect(plan?.obstacles).toEqual(['There is no estate “east”, so it has no sources.']);
  });
});
