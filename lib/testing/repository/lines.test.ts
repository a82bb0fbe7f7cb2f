/**
 * Lines of 100 columns in what neither ESLint nor Prettier measures. Prisma's own formatter keeps a
 * field on one line, a dependency of Maven is one line, and an applied migration is never changed.
 * What the estates quote, such as commands, is as long as it is.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const widest = 100;

const isMeasured = (file: string): boolean =>
  !file.startsWith('lib/inventory/estates/') &&
  /\.(env|example|java|yaml|css|sh)$|(^|\/)Dockerfile$|^\.ci\//.test(file);

const tooLong = (file: string, text: string): string[] =>
  text
    .split('\n')
    .flatMap((line, at) => (Array.from(line).length > widest ? [`${file}:${at + 1}`] : []));

it('are no longer than 100 columns', () => {
  const files = execFileSync('git', ['ls-files'], { encoding: 'utf8' }).split('\n');
  const measured = files.filter(isMeasured);
  for (const file of ['.ci/run', '.env.example', 'deploy/Dockerfile', 'deploy/compose.yaml'])
    expect(measured).toContain(file);
  expect(measured.flatMap((file) => tooLong(file, readFileSync(file, 'utf8')))).toEqual([]);
});

it('are counted in characters', () => {
  expect(tooLong('a', `${'…'.repeat(100)}\n${'b'.repeat(101)}`)).toEqual(['a:2']);
});
