import path from 'node:path';
import { ESLint, Linter } from 'eslint';
import tseslint from 'typescript-eslint';
import { beforeAll, describe, expect, it } from 'vitest';
import { project } from '../../../bin/lint/rules.mjs';

// Each planted text is checked as if it were in an existing file: the rules differ by folder, and
// types need a file of the project.
const plants = [
  {
    rule: '@typescript-eslint/no-explicit-any',
    file: 'lib/kernel/clock.ts',
    text: 'export const a: any = 1;',
  },
  {
    rule: '@typescript-eslint/consistent-type-imports',
    file: 'lib/kernel/clock.ts',
    text: "import { Page } from './list.ts';\nexport type A = Page<string>;",
  },
  {
    rule: '@typescript-eslint/no-floating-promises',
    file: 'lib/kernel/clock.ts',
    text: 'Promise.resolve(1);',
  },
  {
    rule: 'no-restricted-properties',
    file: 'lib/sync/ledger.ts',
    text: 'export const a = process.env.PORT;',
  },
  {
    rule: 'no-restricted-properties',
    file: 'lib/sync/ledger.ts',
    text: 'export const a = ({ prisma }: { readonly prisma: number }) => prisma;',
  },
  {
    rule: 'no-restricted-syntax',
    file: 'lib/sync/ledger.ts',
    text: 'export default function a(): void {}',
  },
  { rule: 'no-restricted-imports', file: 'lib/sync/ledger.ts', text: "export * from './model';" },
  {
    rule: 'no-restricted-imports',
    file: 'lib/sync/ledger.ts',
    text: "export * from '../kernel/clock.ts';",
  },
  {
    rule: 'no-restricted-imports',
    file: 'app/layout.tsx',
    text: "export * from '../lib/kernel/clock.ts';",
  },
  { rule: 'no-console', file: 'lib/sync/ledger.ts', text: "console.log('a');" },
  ...['lib/sync/ledger.ts', 'bin/start.mjs'].map((file) => ({
    rule: 'max-len',
    file,
    text: `export const a = '${'b'.repeat(100)}';`,
  })),
  {
    rule: 'project/cast-has-reason',
    file: 'lib/sync/ledger.ts',
    text: 'export const a = JSON.parse("1") as number;',
  },
  {
    rule: 'react-hooks/rules-of-hooks',
    file: 'components/ui/form/button.tsx',
    text:
      "import { useState } from 'react';\n" +
      'export function A({ b }: { b: boolean }) { if (b) useState(1); return null; }',
  },
] as const;

const allowed = [
  {
    file: 'lib/sync/ledger.ts',
    text: '// The parser returns a number here.\nexport const a = JSON.parse("1") as number;\n',
  },
  { file: 'lib/sync/ledger.ts', text: "export * from '#lib/kernel/clock.ts';\n" },
  {
    file: 'lib/sync/store.ts',
    text: 'export const a = ({ prisma }: { readonly prisma: number }) => prisma;\n',
  },
  { file: 'lib/platform/env.ts', text: 'export const a = process.env.PORT;\n' },
  { file: 'lib/sync/ledger.ts', text: `// https://example.org/${'b'.repeat(100)}\nexport {};\n` },
  { file: 'app/layout.tsx', text: 'export default function Layout() {\n  return null;\n}\n' },
] as const;

const eslint = new ESLint();

async function rulesThatBite(file: string, text: string): Promise<(string | null)[]> {
  const [result] = await eslint.lintText(text, { filePath: path.resolve(file) });
  return result?.messages.map(({ ruleId }) => ruleId) ?? [];
}

describe('the rules of style', () => {
  // The first file makes the compiler read the whole project.
  beforeAll(() => rulesThatBite('lib/kernel/clock.ts', 'export {};'));

  it.each(plants)('$rule bites in $file', async ({ rule, file, text }) => {
    expect(await rulesThatBite(file, text)).toContain(rule);
  });

  it.each(allowed)('allow $text in $file', async ({ file, text }) => {
    expect(await rulesThatBite(file, text)).toEqual([]);
  });

  it('cannot be switched off in a file', async () => {
    const text = '// eslint-disable-next-line no-console\nconsole.log(1);';
    expect(await rulesThatBite('lib/sync/ledger.ts', text)).toContain('no-console');
  });

  it('know a file by its kebab-case name', () => {
    const config: Linter.Config = {
      files: ['**/*.ts'],
      plugins: { project },
      languageOptions: { parser: tseslint.parser },
      rules: { 'project/kebab-case-file': 'error' },
    };
    const rulesIn = (name: string) =>
      new Linter().verify('export {};', [config], name).map(({ ruleId }) => ruleId);
    expect(rulesIn('lib/syncManager.ts')).toEqual(['project/kebab-case-file']);
    expect(rulesIn('app/api/[...nextauth]/start-run.test.ts')).toEqual([]);
  });
});
