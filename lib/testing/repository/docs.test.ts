import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

const root = process.cwd();
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');

// Files that git knows or would take up: a document that is not committed yet is checked too.
const documents = execFileSync(
  'git',
  ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'],
  { cwd: root, encoding: 'utf8' },
)
  .split('\n')
  .filter((file) => file !== '' && existsSync(path.join(root, file)));

const locations =
  /^(app|bench|bin|components|deploy|docs|lib|prisma|public|\.ci)(\/|$)|^[\w.-]+\.(md|json|cjs|mjs|mts|ts|yaml)$|^\.env\.example$/;
// `<feature>` and `*` are patterns; a bare file name is one of its feature.
const isPattern = (cited: string): boolean => /[<>*{}…\s]/.test(cited);
const bareNames = new Set([
  'index.ts',
  'client.ts',
  'model.ts',
  'store.ts',
  'page.tsx',
  'view.tsx',
  'rules.ts',
  'permissions.ts',
  'env.ts',
]);

function citedPaths(text: string): string[] {
  const prose = text.replaceAll(/```[\s\S]*?```/g, '');
  const inCode = [...prose.matchAll(/`([^`\n]+)`/g)].map(([, code]) => code ?? '');
  const linked = [...prose.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)]
    .map(([, target]) => target ?? '')
    .filter((target) => !target.includes(':'));
  return [
    ...linked,
    ...inCode.filter((code) => locations.test(code) && !bareNames.has(code)),
  ].filter((cited) => !isPattern(cited));
}

function isThere(document: string, cited: string): boolean {
  return [root, path.join(root, path.dirname(document))].some((folder) =>
    existsSync(path.join(folder, cited)),
  );
}

describe.each(documents)('%s', (document) => {
  it('cites files that exist', () => {
    expect(citedPaths(read(document)).filter((cited) => !isThere(document, cited))).toEqual([]);
  });

  it('cites npm scripts that exist', () => {
    const { scripts } = z
      .object({ scripts: z.record(z.string(), z.string()) })
      .parse(JSON.parse(read('package.json')));
    const cited = [
      ...read(document).matchAll(/\bnpm (?:run (?:-s )?([\w:-]+)|(start|test)\b)/g),
    ].map(([, run, short]) => run ?? short ?? '');
    expect(cited.filter((name) => !(name in scripts))).toEqual([]);
  });

  it('has npm print nothing of its own where one JSON value is promised', () => {
    const examples = [...read(document).matchAll(/\bnpm run [^`\n]*--json\b/g)].map(
      ([line]) => line,
    );
    expect(examples.filter((line) => /run console/.test(line))).toEqual([]);
  });
});

/** `NAME=` at the start of a line, commented out or not. */
const exampleVariables = [...read('.env.example').matchAll(/^#? ?([A-Z][A-Z0-9_]+)=/gm)].map(
  ([, name]) => name ?? '',
);
/** Where variables are declared: the keys of each schema, two blanks in. */
const declarations = [
  'lib/platform/env.ts',
  'lib/access/env.ts',
  'lib/notify/env.ts',
  'lib/indexes/env.ts',
  'lib/status/env.ts',
  'lib/support/env.ts',
  'lib/sync/env.ts',
  'lib/processes/configuration/env.ts',
];
const parsedVariables = declarations.flatMap((file) =>
  [...read(file).matchAll(/^ {2}([A-Z][A-Z0-9_]+):/gm)].map(([, name]) => name ?? ''),
);
// Read by the test set-up and not by the product.
const ofTests = ['CHROMIUM_PATH'];

describe('the variables', () => {
  it('are found at all', () => {
    expect(parsedVariables).toContain('DATABASE_URL');
  });

  it('of .env.example are those that are declared', () => {
    expect(exampleVariables.filter((name) => !ofTests.includes(name)).sort()).toEqual(
      [...parsedVariables].sort(),
    );
  });

  it('of the README are explained in .env.example', () => {
    const table = read('README.md')
      .split('\n')
      .filter((line) => line.startsWith('|'));
    const named = [...table.join('\n').matchAll(/`([A-Z][A-Z0-9_]{3,})`/g)].map(
      ([, name]) => name ?? '',
    );
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((name) => !exampleVariables.includes(name))).toEqual([]);
  });
});

describe('the container files', () => {
  it('configure only variables that exist', () => {
    const ofServers = ['POSTGRES_PASSWORD', 'RABBITMQ_PASSWORD'];
    const named = [...read('deploy/reference.env').matchAll(/^([A-Z][A-Z0-9_]+)=/gm)].map(
      ([, name]) => name ?? '',
    );
    expect(named.length).toBeGreaterThan(10);
    expect(
      named.filter((name) => !exampleVariables.includes(name) && !ofServers.includes(name)),
    ).toEqual([]);
  });

  it('copy and run files that exist', () => {
    const dockerfile = read('deploy/Dockerfile');
    const made = ['node_modules', 'dist', '.next'];
    const copied = [...dockerfile.matchAll(/^COPY(?: --\S+)* (.+) \S+$/gm)].flatMap(([, sources]) =>
      (sources ?? '').split(' '),
    );
    const missing = copied
      .map((source) => source.replace('/console/', ''))
      .filter((source) => !made.includes(source) && !existsSync(path.join(root, source)));
    expect(missing).toEqual([]);

    const run = [
      ...`${dockerfile}\n${read('deploy/compose.yaml')}`.matchAll(/dist\/(\w+)\.mjs/g),
    ].map(([, name]) => name ?? '');
    expect(run).toContain('web');
    expect(run.filter((name) => !read('bin/build.mjs').includes(`${name}: 'lib/`))).toEqual([]);
  });
});
