import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const own = 'lib/testing/repository/words.test.ts';
// A record of the words that were given up may name them.
const mayName = new Set([own, 'DECISIONS.md', 'package-lock.json']);
const privateWords = new RegExp(
  [
    String.raw`\b(house|tellers?|doorman|strangers?|bury|buried|rooms?|everybody)\b`,
    String.raw`\b(clearTheWay|takeOut|isTold\w*|askAgain|isAsk(ed|ing))\b`,
    String.raw`\b(wrong use|in passing|(every|the|this) verb)\b`,
    String.raw`\b(ask\(|look=)`,
  ].join('|'),
  'i',
);

const isText = (file: string): boolean =>
  /\.(ts|tsx|mjs|cjs|js|css|md|yaml|prisma|sql)$/.test(file);

const linesWith = (file: string, text: string): string[] =>
  text.split('\n').flatMap((line, at) => (privateWords.test(line) ? [`${file}:${at + 1}`] : []));

it('are those of the field, in code, comments and documents', () => {
  const files = execFileSync('git', ['ls-files'], { encoding: 'utf8' }).split('\n');
  const checked = files.filter((file) => isText(file) && !mayName.has(file));
  expect(checked.length).toBeGreaterThan(500);
  expect(checked.flatMap((file) => linesWith(file, readFileSync(file, 'utf8')))).toEqual([]);
});

it.each([
  '// Strangers wait here.',
  'clearTheWay();',
  'Exit code 2: wrong use.',
  '// Waits until there is room.',
  '/** Shared by everybody. */',
  'const taken = takeOut(session);',
  'let isToldOfOthers = false;',
  'onNotKnown={askAgain}',
  'facts.some(isAsking)',
  '// Every verb runs in this.',
  "await ask('query');",
  '<Button look="primary">',
])('would find: %s', (planted) => {
  expect(linesWith('a.ts', planted)).toEqual(['a.ts:1']);
});

it.each(['// Files are named by a verb or noun.', 'task(name)', '// Whoever asks waits.'])(
  'would not find: %s',
  (planted) => {
    expect(linesWith('a.ts', planted)).toEqual([]);
  },
);
