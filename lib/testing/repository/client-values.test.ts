import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { clientUses, isServerAction } from './client-values.ts';

const filesOf = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => path.posix.join(folder, file))
    .filter((file) => /(?<!\.(?:test|e2e))\.tsx?$/.test(file));
const textOf = (file: string): string => readFileSync(file, 'utf8');

/** What Next makes on the server, and what browsers have the server do. */
const entry =
  /\/(?:page|layout|template|loading|not-found|default|route|icon|robots|manifest)\.tsx?$/;
const rootsOf = (): string[] => [
  ...filesOf('app').filter((file) => entry.test(file) || isServerAction(textOf(file))),
  ...filesOf('lib').filter((file) => !/^lib\/(?:testing|platform\/generated)\//.test(file)),
  'proxy.ts',
  'instrumentation.ts',
];

it('uses nothing of files for the browser but components, which it draws', () => {
  const roots = rootsOf();
  expect(roots.length).toBeGreaterThan(500);
  const found = clientUses(roots, (file) => textOf(file));
  expect(found.map(({ file, line, name }) => `${file}:${String(line)} ${name}`)).toEqual([]);
});

it('would find a call in a page that there is', () => {
  const page = 'app/(console)/inventory/[...item]/page.tsx';
  const found = clientUses(rootsOf(), (file) =>
    file === page ? `${textOf(file)}\nRemovedPage({});\n` : textOf(file),
  );
  expect(found).toMatchObject([{ file: page, name: 'RemovedPage' }]);
});

const planted: Readonly<Record<string, string>> = {
  'components/words.tsx': `'use client';
    export const words = { a: 1 };
    export function wordsOf() { return 1; }
    export function Words() { return null; }`,
  'components/handed-on.ts': `export { wordsOf as saidOf, Words } from './words.tsx';`,
  'components/whole.ts': `export * from './words.tsx';
    export const own = () => 1;`,
  'components/plain.tsx': `import { wordsOf } from './words.tsx';
    export const Plain = () => <p>{wordsOf()}</p>;`,
  'components/browser.tsx': `'use client';
    import { wordsOf } from './words.tsx';
    export const Browser = () => <p>{wordsOf()}</p>;`,
};
const usesOf = (page: string): string[] =>
  clientUses(['app/page.tsx'], (file) =>
    file === 'app/page.tsx' ? page : (planted[file] ?? null),
  ).map(({ file, line, name }) => `${file}:${String(line)} ${name}`);

it.each([
  [
    'a function that is called',
    `import { wordsOf } from '#components/words.tsx';\nexport default () => <p>{wordsOf()}</p>;`,
    ['app/page.tsx:2 wordsOf'],
  ],
  [
    'a constant that is read',
    `import { words as said } from '../components/words.tsx';\nexport const a = said.a;`,
    ['app/page.tsx:2 said'],
  ],
  [
    'all of a file',
    `import * as all from '#components/words.tsx';\nall.wordsOf();`,
    ['app/page.tsx:2 all'],
  ],
  [
    'what another file hands on',
    `import { saidOf } from '#components/handed-on.ts';\nsaidOf();`,
    ['app/page.tsx:2 saidOf'],
  ],
  [
    'what another file hands on whole',
    `import { own, wordsOf } from '#components/whole.ts';\nown();\nwordsOf();`,
    ['app/page.tsx:3 wordsOf'],
  ],
  [
    'what a component does that the server draws',
    `import { Plain } from '#components/plain.tsx';\nexport default () => <Plain />;`,
    ['components/plain.tsx:2 wordsOf'],
  ],
])('would find %s', (_, page, uses) => {
  expect(usesOf(page)).toEqual(uses);
});

it.each([
  [
    'a component that is drawn',
    `import { Words } from '#components/words.tsx';\nexport default () => <Words></Words>;`,
  ],
  [
    'a component that another file hands on',
    `import { Words } from '#components/handed-on.ts';\nexport default () => <Words name="a" />;`,
  ],
  [
    'a component of the browser that calls there',
    `import { Browser } from '#components/browser.tsx';\nexport default () => <Browser />;`,
  ],
  [
    'a type',
    `import type { wordsOf } from '#components/words.tsx';\nexport type A = typeof wordsOf;`,
  ],
  [
    'a file that is for the browser itself',
    `'use client';\nimport { wordsOf } from '#components/words.tsx';\nwordsOf();`,
  ],
])('leaves %s', (_, page) => {
  expect(usesOf(page)).toEqual([]);
});
