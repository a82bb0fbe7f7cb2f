import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const own = 'lib/testing/repository/words.test.ts';
const mayName = new Set([
  own,
  'package-lock.json',
  // A migration that has been applied is never changed.
  'prisma/migrations/20261126070000_run_phase/migration.sql',
]);
// What the sources of the inventory say is in their words.
const quotes = /^lib\/inventory\/estates\//;
// Of the decisions, the one that gave these words up names them.
const record = /^## \S+ the field's words instead of our own$.*?(?=^## )/ms;
const privateWords = new RegExp(
  [
    String.raw`\b(house|tellers?|doorman|strangers?|bury|buried|rooms?|everybody)\b`,
    String.raw`\b(clearTheWay|takeOut|isTold\w*|askAgain|isAsk(ed|ing))\b`,
    String.raw`\b(wrong use|in passing|(every|the|this) verb)\b`,
    String.raw`\b(ask\(|look=|look = async)`,
    String.raw`\b(walls?|doors?|placeOf|heard|heardAt|untilTaken)\b|judg(e|ing)|remember`,
    // As a verb it is plain English.
    String.raw`(?<!engine )\bplaces\b`,
    // Responses, files and metrics are served; a runtime or an environment has a name of its own.
    String.raw`\b(served(: |\.\w| =|By\w|Methods)|(gets?|got|getting) on\b)`,
    String.raw`\b(embedded|real) parts\b|\bparts? (is|are) (embedded|real)\b`,
    // What stands out, still or in for something else is plain English.
    String.raw`\b(stands?|stood|standing)\b(?!-in| in for| out| still)`,
  ].join('|'),
  'i',
);

const isText = (file: string): boolean =>
  /\.(ts|tsx|mjs|cjs|js|css|md|yaml|prisma|sql|env|example)$/.test(file) || file === '.ci/run';

const textOf = (file: string): string => {
  const text = readFileSync(file, 'utf8');
  return file === 'DECISIONS.md' ? text.replace(record, (all) => all.replace(/./g, '')) : text;
};

const linesWith = (file: string, text: string): string[] =>
  text.split('\n').flatMap((line, at) => (privateWords.test(line) ? [`${file}:${at + 1}`] : []));

it('are those of the field, in code, comments and documents', () => {
  const files = execFileSync('git', ['ls-files'], { encoding: 'utf8' }).split('\n');
  const checked = files.filter((file) => isText(file) && !mayName.has(file) && !quotes.test(file));
  expect(checked.length).toBeGreaterThan(500);
  expect(checked.flatMap((file) => linesWith(file, textOf(file))).join('\n')).toBe('');
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
  '// The walls do its work.',
  'const places = environments();',
  'return judgeByExecution(name);',
  '/** What was remembered. */',
  'let heardAt = now();',
  'await untilTaken(driving);',
  'const look = async () => depth();',
  'const served = await composed;',
  'await served.drain();',
  'servedByWorker(env, environments)',
  '// The run gets on.',
  'Which parts are embedded.',
  'An extra index stands behind the alias.',
  '// Nothing stood there.',
])('would find: %s', (planted) => {
  expect(linesWith('a.ts', planted)).toEqual(['a.ts:1']);
});

it.each([
  '// Files are named by a verb or noun.',
  'task(name)',
  '// Whoever asks waits.',
  '// A console cannot be served below a path.',
  'Our stand-in for a participant, which stands in for the real one.',
  'The list stands out; the sync stands still.',
])('would not find: %s', (planted) => {
  expect(linesWith('a.ts', planted)).toEqual([]);
});

it('excepts one decision alone', () => {
  const decisions = readFileSync('DECISIONS.md', 'utf8');
  expect(linesWith('DECISIONS.md', decisions)).not.toEqual([]);
  expect(decisions.match(new RegExp(record.source, 'gms'))).toHaveLength(1);
});
