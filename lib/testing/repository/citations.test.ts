import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { brokenAnchors, commentsOf, wrongCitations, type Repository } from './citations.ts';

const root = process.cwd();
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file !== '' && existsSync(path.join(root, file)));
const repository: Repository = { root, files };
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');

const withComments =
  /\.(tsx?|[mc]?[jt]s|css|sql|prisma|ya?ml|java)$|^\.env\.example$|^\.ci\/|Dockerfile$/;
// What is planted in it would be found.
const isThisTest = (file: string): boolean => file.endsWith('repository/citations.test.ts');

describe('comments', () => {
  const code = files.filter((file) => withComments.test(file) && !isThisTest(file));

  it('are found', () => expect(code.length).toBeGreaterThan(300));

  it('cite files and sections that exist', () => {
    const wrong = code.flatMap((file) =>
      wrongCitations(repository, file, read(file)).map((says) => `${file}: ${says}`),
    );
    expect(wrong).toEqual([]);
  });
});

describe('links of documents', () => {
  it('lead to headings that exist', () => {
    const documents = files.filter((file) => file.endsWith('.md'));
    expect(documents.flatMap((file) => brokenAnchors(repository, file, read(file)))).toEqual([]);
  });

  it('would be reported if one did not', () => {
    const text = 'See [it](interfaces.md#ledger) and [that](interfaces.md#no-such-heading).';
    expect(brokenAnchors(repository, 'docs/README.md', text)).toEqual([
      'docs/interfaces.md#no-such-heading is not there',
    ]);
  });
});

describe('a planted comment', () => {
  const wrongIn = (text: string, file = 'lib/sync/planted.ts'): string[] =>
    wrongCitations(repository, file, text);

  it.each([
    ['// Like lib/sync/no-such-file.ts.', 'lib/sync/no-such-file.ts is not there'],
    ['/* app/nowhere/page.tsx */', 'app/nowhere/page.tsx is not there'],
    ['const a = 1; // see gone.md', 'gone.md is not there'],
    ['// interfaces.md, Run', 'interfaces.md is not there'],
    ['/** As `gone-away.ts` has it. */', 'gone-away.ts is not there'],
    ['// `docs/sync-contract.md` 1.99', 'docs/sync-contract.md has no section 1.99'],
    ['// docs/sync-contract.md 2.4, 7.7.', 'docs/sync-contract.md has no section 7.7'],
    [
      '/**\n * Wrapped (`docs/sync-contract.md`\n * 6 row 99).\n */',
      'docs/sync-contract.md has no row 99 in section 6',
    ],
    [
      '// `docs/interfaces.md`, Nothing of that name',
      'docs/interfaces.md has no heading that starts “Nothing of that name”',
    ],
  ])('%s is reported', (text, says) => expect(wrongIn(text)).toEqual([says]));

  it.each([
    '// lib/sync/merge.ts, lib/sync and docs/product.md',
    '// merge.ts beside it, engine/writer.ts below it, and data-folder.ts elsewhere',
    '/** `docs/sync-contract.md` 1.6a, 2.4 and 6 row 4; `docs/interfaces.md`, Ledger */',
    "const glob = 'lib/**/gone.ts'; const url = 'https://example.org/lib/gone.ts';",
    '// CONSOLE_CONFIG=./console.yaml',
    '// All of *.int.test.ts, and app/(console)/sync/[run]/page.tsx.',
  ])('%s is not', (text) => expect(wrongIn(text)).toEqual([]));

  it('is seen in every language of the repository', () => {
    expect(wrongIn('-- gone.md', 'prisma/migrations/planted.sql')).toHaveLength(1);
    expect(wrongIn('# gone.md', 'deploy/planted.yaml')).toHaveLength(1);
    expect(wrongIn('/* gone.md */', 'app/planted.css')).toHaveLength(1);
    expect(commentsOf('a.ts', '/**\n * One\n * line.\n */')).toEqual(['One line.']);
  });
});
