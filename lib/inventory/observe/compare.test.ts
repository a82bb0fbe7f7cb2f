import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { RecordedFact } from '../model.ts';
import { compare, verdictOf } from './compare.ts';

const value = (text: string | readonly string[]): RecordedFact => ({ state: 'value', value: text });

it.each([
  ['version', '3.8', '3.8.2', 'agrees'],
  ['version', '3.10', '3.1', 'differs'],
  ['version', 'PostgreSQL 14', '14.7', 'agrees'],
  ['version', 'the newest', '14.7', 'unclear'],
  ['engine', 'PostgreSQL', 'postgres', 'agrees'],
  ['engine', 'MySql', 'mariadb', 'differs'],
  ['runtime', 'Python 3.12', 'python3.12', 'agrees'],
  ['runtime', 'Python 3.12', 'python3.9', 'differs'],
  ['size', '256/1024 (CPU / memory)', '256/1024', 'agrees'],
  ['size', '512/1024', '512/10240', 'differs'],
  ['size', 'db.t3.small', 'db.t3.medium', 'differs'],
  ['backups', '7-day', '7 days', 'agrees'],
  ['backups', '7-day', '14 days', 'differs'],
  ['backups', 'Standard backup', '7 days', 'unclear'],
  ['port', '8080', ['8000:8080'], 'agrees'],
  ['port', '8088', ['8000:8080'], 'differs'],
  ['port', '5005', ['5000-5010'], 'agrees'],
  ['timeout', '30 s', '30 s', 'agrees'],
  ['memory', '128 MB', '256 MB', 'differs'],
  ['memory', '1 GB', '1 MB', 'differs'],
  ['memory', '1 GB', '1024 MB', 'agrees'],
  ['memory', '512 MB', '536870912', 'agrees'],
  ['memory', '512 MB', '512', 'unclear'],
  ['timeout', '15 minutes', '15 s', 'differs'],
  ['timeout', '15 minutes', '900 s', 'agrees'],
  ['timeout', '15', '15 s', 'unclear'],
  ['retention', '14 days', '14 s', 'differs'],
  ['retention', '14 days', '1209600 s', 'agrees'],
  ['backups', 'daily at 01:00, 7 days', '7 days', 'unclear'],
  ['maxReceives', '5', '5', 'agrees'],
  ['snapshots', '5', '5 days', 'agrees'],
  ['snapshots', '5', '7 days', 'differs'],
  ['schedule', 'cron(0 1 * * ? *)', 'cron(0 18 ? * MON-FRI *)', 'differs'],
  ['schedule', 'cron(0 1 * * ? *)', 'cron(0 1  * * ? *)', 'agrees'],
  ['schedule', 'cron(0 1 * * ? *)', 'cron(0 1 * * ? 2027)', 'differs'],
  ['schedule', 'each night at one', 'cron(0 1 * * ? *)', 'unclear'],
  ['path', '/var/log/app', '/var/log/app-old', 'differs'],
  ['path', '/var/log/app', '/var/log/app', 'agrees'],
  ['deleteProtection', 'true', 'yes', 'agrees'],
  ['availability', 'multi-AZ', 'single AZ', 'differs'],
  ['host', 'a.example.org, path /x', 'a.example.org', 'agrees'],
  ['host', 'a.example.org', 'b.example.org', 'differs'],
] as const)('holds %s %j against %j: %s', (attribute, declared, observed, verdict) => {
  expect(verdictOf(attribute, value(declared), observed)).toBe(verdict);
});

it('knows the four states of what is declared', () => {
  expect(verdictOf('backups', null, '7 days')).toBe('adds');
  expect(verdictOf('backups', { state: 'not-recorded' }, '7 days')).toBe('adds');
  expect(verdictOf('backups', { state: 'none' }, '7 days')).toBe('differs');
  expect(verdictOf('backups', { state: 'none' }, 'none')).toBe('agrees');
  expect(verdictOf('backups', { state: 'not-applicable' }, '7 days')).toBe('differs');
  expect(verdictOf('backups', value('7-day'), 'none')).toBe('differs');
});

it('holds a value against itself', () => {
  const texts = fc.string({ minLength: 1 }).filter((text) => text.trim() !== '');
  fc.assert(
    fc.property(
      fc.constantFrom('version', 'engine', 'port', 'host', 'cluster'),
      texts,
      (one, text) => {
        if (text.trim() === 'none') return;
        expect(verdictOf(one, value(text), text)).not.toBe('differs');
      },
    ),
  );
});

it('leaves out what the kind does not have', () => {
  const facts = new Map([['engine', value('Redis')]]);
  const found = compare('cache', facts, { engine: 'redis', image: 'redis', size: 'small' });
  expect(found.map(({ attribute, verdict }) => [attribute, verdict])).toEqual([
    ['engine', 'agrees'],
    ['size', 'adds'],
  ]);
});
