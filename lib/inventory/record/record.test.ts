import { describe, expect, it } from 'vitest';
import { kindOf, kinds } from '../kinds/all-kinds.ts';
import { defineKind, inOrder } from '../kind.ts';
import type { RecordedFact } from '../model.ts';
import {
  buildRecord,
  type RecordedItem,
  type RecordInput,
  type RecordSubject,
} from './build-record.ts';
import type { RecordStamp } from './record-stamp.ts';
import { renderRecord, type RecordFormat } from './render-record.ts';
import { recordSections } from './sections.ts';

const value = (value: string | readonly string[]): RecordedFact => ({ state: 'value', value });
const item = (
  kind: string,
  name: string,
  facts: Readonly<Record<string, RecordedFact>>,
  environment: string | null = null,
): RecordedItem => ({
  key: `spqs/${name}`,
  kind,
  name,
  environment,
  facts: new Map(Object.entries(facts)),
  sources: ['The document'],
});

const system = item('system', 'SPQS', {
  drCategory: value('3'),
  licences: { state: 'none' },
  externalAccess: { state: 'not-applicable' },
});
const stamp: RecordStamp = {
  estate: 'SPQS',
  extent: 'only-system',
  environment: null,
  parts: 0,
  beside: 0,
  now: new Date('2026-11-26T12:00:00Z'),
  changedAt: new Date('2026-11-25T12:00:00Z'),
  missing: 2,
  drift: null,
};
const heading = 'SPQS: technical architecture record';
const subject = (of: RecordedItem): RecordSubject => ({
  ...of,
  attributes: kindOf('system')?.attributes ?? {},
});
const input = (components: readonly RecordedItem[]): RecordInput => ({
  heading,
  stamp,
  subjects: [subject(system)],
  environments: [],
  environmentAttributes: {},
  components: [system, ...components],
  kinds,
});
const rendered = (given: RecordInput, format: RecordFormat = 'md'): string =>
  renderRecord({ heading: given.heading, document: buildRecord(given) }, format);
const markdown = (components: readonly RecordedItem[]): string => rendered(input(components));
const chapter = (text: string, title: string): string =>
  text.split(/^## /m).find((part) => part.startsWith(title)) ?? '';

describe('an architecture record', () => {
  it('has the chapters of the SPQS document, in its order', () => {
    const titles = [...markdown([]).matchAll(/^## (.*)$/gm)].map(([, title]) => title);
    expect(titles.slice(0, -2)).toEqual(
      recordSections.map(({ number, title }) => `${number} ${title}`.trim()),
    );
    expect(titles[0]).toBe('Version control');
    expect(titles).toContain('2.9 Exceptions and other issues');
    expect(titles).toContain('6 Disaster recovery plan');
  });

  it('prints none, not applicable and not recorded as three different things', () => {
    const text = markdown([]);
    expect(chapter(text, '3.7 Software licences')).toContain('\nNone\n');
    expect(chapter(text, '2.7 External access')).toContain('\nN/A\n');
    expect(chapter(text, '4.1 Support contacts')).toContain('\nNot recorded\n');
    expect(chapter(text, '2.3 Disaster recovery category')).toContain('\n3\n');
  });

  it('leaves out no fact that is recorded, whatever is missing before it', () => {
    const known = item('system', 'SPQS', { usersServed: value('HSS staff'), summary: value('UI') });
    const given = { ...input([item('technology', 'Python', {})]), subjects: [subject(known)] };
    const text = rendered(given);
    expect(chapter(text, '2.1')).toMatch(/In short: UI\n\nUsed by: HSS staff/);
  });

  it('has what the SPQS document has no chapter for at its end', () => {
    const text = markdown([item('response-code', '99', { meaning: value('invalid credentials') })]);
    expect(chapter(text, 'What else is recorded')).toMatch(/99.*invalid credentials/);
  });

  it('says when it was made, of what, and how much is not known', () => {
    expect(markdown([item('difference', 'A difference', { where: value('here') })])).toMatch(
      /Made on 26 November 2026.*changed last on 25 November 2026.*2 facts.*1 difference /s,
    );
  });

  it('has a table of each kind, with what somebody should know and no source says', () => {
    const text = markdown([
      item('log-file', 'Apache', { path: value('/var/log/httpd/') }, 'LIVE'),
      item('log-file', 'Gunicorn', {}, 'LIVE'),
    ]);
    const rows = chapter(text, '4.3 Log files')
      .split('\n')
      .filter((line) => line.startsWith('|'))
      .map((line) => line.split('|').map((one) => one.trim()));
    expect(rows).toContainEqual(['', 'Apache', 'LIVE', '/var/log/httpd/', '']);
    expect(rows).toContainEqual(['', 'Gunicorn', 'LIVE', 'Not recorded', '']);
    expect(text).toContain('Source: The document');
  });

  it('prints a kind that nothing but its own file knows in its chapter, in its order', () => {
    const lift = defineKind({
      kind: 'lift',
      singular: 'lift',
      plural: 'lifts',
      chapter: 'Scheduled tasks',
      order: 0,
      attributes: { load: { label: 'Load', type: 'whole', isExpected: true } },
    });
    const given = input([
      item('scheduled-task', 'Nightly', {}),
      item('lift', 'Goods lift', { load: value('400') }),
      item('lift', 'Small lift', {}),
    ]);
    const text = rendered({ ...given, kinds: inOrder([...kinds, lift]) });
    const part = chapter(text, '3.6');
    expect(part).toMatch(
      /### Lifts\n[^#]*Load[^#]*Goods lift[^#]*400[^#]*Small lift.*Not recorded/,
    );
    expect(part.indexOf('### Lifts')).toBeLessThan(part.indexOf('### Scheduled tasks'));
  });

  it('numbers the steps of a procedure, as they are written', () => {
    const text = markdown([
      item('procedure', 'Start', { steps: value(['sudo puppet agent -tv', 'Look | wait']) }),
    ]);
    expect(chapter(text, '4.2')).toMatch(/1\. sudo puppet agent -tv\n2\. Look \| wait/);
  });

  it('lets no text be more than text', () => {
    const odd = item('log-file', '<script>alert(1)</script> | *x*', { path: value('a|b\\c') });
    expect(rendered({ ...input([odd]), heading: '<b>' }, 'html')).not.toMatch(/<script|<b>/);
    const row = markdown([odd])
      .split('\n')
      .find((line) => line.includes('alert'));
    // Two cells, however many bars the texts have.
    expect(row?.match(/(?<!\\)\|/g)).toHaveLength(3);
  });

  it('says once what is said of several systems, and of which', () => {
    const live = item(
      'system',
      'DI',
      { resilience: value('two zones'), backups: value('a') },
      'live',
    );
    const demo = item('system', 'DI', { resilience: value('two zones') }, 'demo');
    const other = item('system', 'Blue', { backups: value('b') });
    const text = rendered({ ...input([]), subjects: [live, demo, other].map(subject) });
    expect(chapter(text, '2.2')).toContain(
      '\nResilience measures (DI in live and demo): two zones\n',
    );
    expect(chapter(text, '2.4')).toMatch(
      /\nBackup schedule \(DI in live\): a\n\nBackup schedule \(Blue\): b\n/,
    );
    expect(chapter(text, '2.3')).toContain('\nNot recorded\n');
  });

  it('has what is said of its system in no chapter at the end', () => {
    const known = item('system', 'SPQS', { otherNames: value(['HSS']), caveat: value('Old') });
    const text = rendered({ ...input([]), subjects: [subject(known)] });
    expect(chapter(text, 'What else is recorded')).toMatch(/Also called: HSS\n\nCaveat: Old/);
  });

  it.each([
    [{}, /^Of the whole estate SPQS, whose only system this is\. Made on/m],
    [{ environment: 'LIVE' }, /whose only system this is, as far as it is of LIVE or of all\./],
    [{ extent: 'estate' }, /^Of the whole estate SPQS\. Made on/m],
    [{ extent: 'undivided' }, /SPQS: no source says what is part of this system\. Made/],
    [
      { extent: 'parts', parts: 8, beside: 39 },
      /^Estate SPQS\. Of the 8 components that are part .*, and the 39 that have a relation with/m,
    ],
    [{}, /Nothing of it was observed by an import\./],
    [
      {
        drift: {
          counts: { matched: 12, changed: 3, missing: 1, unexpected: 2 },
          known: 1,
          newestAt: new Date('2026-11-24T09:30:00Z'),
        },
      },
      new RegExp(
        'the last of them taken on 24 November 2026 at 9:30am, 12 components are as declared, ' +
          '3 are changed, 1 is missing and 2 are unexpected; 1 difference is known\\.',
      ),
    ],
  ] as const)('is stamped with what it is of, and with drift: %j', (more, says) => {
    expect(rendered({ ...input([]), stamp: { ...stamp, ...more } })).toMatch(says);
  });

  it('names its tables, their columns and their rows for those who hear them', () => {
    const html = rendered(
      input([item('log-file', 'Apache', { path: value('/var/log') }), item('licence', 'X', {})]),
      'html',
    );
    const tables = html.match(/<table>.*?<\/table>/gs) ?? [];
    expect(tables.length).toBeGreaterThan(1);
    for (const table of tables) expect(table).toMatch(/^<table><caption>[^<]+<\/caption>/);
    expect(new Set(tables.map((table) => /<caption>(.*?)</.exec(table)?.[1])).size).toBe(
      tables.length,
    );
    expect(html).toContain('<th scope="col">Path</th>');
    expect(html).toContain('<th scope="row">Apache</th>');
    expect(html).not.toMatch(/<th(?! scope)[ >]/);
    expect(html).toContain('<main>');
  });

  it('has a heading for each thing that is a list of its own, one level below its kind', () => {
    const steps = (name: string) => item('procedure', name, { steps: value(['one', 'two']) });
    const text = markdown([
      steps('Start'),
      item('command', 'Deploy', { command: value('make') }),
      item('test-suite', 'Unit', {}),
    ]);
    expect(chapter(text, '4.2')).toMatch(/\n### Start\n/);
    const levels = [...rendered(input([steps('Start')]), 'html').matchAll(/<h(\d)>/g)].map(
      ([, level]) => Number(level),
    );
    for (const [at, level] of levels.entries())
      expect(level - (levels[at - 1] ?? 0)).toBeLessThanOrEqual(1);
    expect(rendered(input([steps('Start')]), 'html')).not.toContain('<strong>');
  });
});
