import next from 'eslint-config-next/core-web-vitals';
import tseslint from 'typescript-eslint';
import { project } from './bin/lint/rules.mjs';

const tests = ['**/*.test.ts', '**/*.test.tsx', '**/*.e2e.ts', 'lib/testing/**'];
const folders =
  '(kernel|platform|access|notify|inventory|indexes|sync|status|downstream|' +
  'web|processes|testing|lib|components)';

const extension = {
  regex: '^[.#][^?]*(?<!\\.(ts|tsx|js|mjs|cjs|json|css))$',
  message:
    'Import our own files with their real extension: one mechanism for Next, tests and workers.',
};
const alias = {
  regex: `^(\\.\\./)+${folders}/`,
  message:
    'Across folders import by #lib/… or #components/…; relative paths stay inside a feature.',
};

const properties = [
  {
    object: 'process',
    property: 'env',
    message: 'The environment is read once, in lib/platform/env.ts.',
  },
  { object: 'window', property: 'confirm', message: 'Use a dialog that states the effect.' },
];
const tables = { property: 'prisma', message: 'The tables of a feature are touched by its store.' };

const defaultExport = {
  selector: 'ExportDefaultDeclaration',
  message: 'Export by name; only Next demands defaults.',
};
const wordsElsewhere = {
  selector: ':matches(MemberExpression[property.name=/^toLocale/], Identifier[name="Intl"])',
  message: 'Numbers, dates and lists are put into words by lib/kernel/words.',
};

export default tseslint.config(
  {
    ignores: [
      '.next/',
      'dist/',
      'data/',
      'coverage/',
      'test-results/',
      'playwright-report/',
      'next-env.d.ts',
      'lib/platform/generated/',
    ],
  },
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },
  {
    // Prettier leaves long strings, templates and comments as they are.
    rules: { 'max-len': ['error', { code: 100, ignoreUrls: true, ignoreRegExpLiterals: true }] },
  },
  ...next.map((config) => ({
    ...config,
    files: [
      'app/**/*.{ts,tsx}',
      'components/**/*.{ts,tsx}',
      'lib/web/**/*.{ts,tsx}',
      'lib/*/client.ts',
    ],
  })),
  {
    files: ['**/*.ts', '**/*.tsx', '**/*.mts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    plugins: { project },
    rules: {
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', prefer: 'type-imports' },
      ],
      '@typescript-eslint/consistent-type-exports': 'error',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-import-type-side-effects': 'error',
      // It does not see what a callback or an await changes in between.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
      ],
      '@typescript-eslint/only-throw-error': [
        'error',
        { allowThrowingAny: false, allowThrowingUnknown: true },
      ],
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      // Objects here are made of closures, which may be destructured.
      '@typescript-eslint/unbound-method': 'off',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'max-lines': ['error', { max: 400, skipBlankLines: true }],
      'no-console': 'error',
      'no-restricted-imports': ['error', { patterns: [extension] }],
      'no-restricted-properties': ['error', ...properties, tables],
      'no-restricted-syntax': ['error', defaultExport, wordsElsewhere],
      'project/cast-has-reason': 'error',
      'project/kebab-case-file': 'error',
    },
  },
  {
    files: [
      'components/**/*.{ts,tsx}',
      'lib/{access,notify,inventory,indexes,sync,status,downstream,web,processes}/**/*.ts',
    ],
    rules: { 'no-restricted-imports': ['error', { patterns: [extension, alias] }] },
  },
  {
    // Pages are neighbours by address and have no alias among themselves.
    files: ['app/**/*.{ts,tsx}'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [extension, { ...alias, regex: '^(\\.\\./)+(lib|components)/' }] },
      ],
    },
  },
  {
    files: [
      'app/**/{page,layout,template,error,global-error,loading,not-found,default}.{ts,tsx}',
      'app/**/{icon,sitemap,robots,manifest}.{ts,tsx}',
      '*.config.{ts,mts}',
      'proxy.ts',
      'lib/testing/*/*-{reporter,setup}.ts',
    ],
    rules: { 'no-restricted-syntax': ['error', wordsElsewhere] },
  },
  {
    files: ['lib/kernel/words/*.ts'],
    rules: { 'no-restricted-syntax': ['error', defaultExport] },
  },
  {
    files: ['lib/**/*store.ts', 'lib/platform/database/*.ts'],
    rules: { 'no-restricted-properties': ['error', ...properties] },
  },
  {
    files: [
      'lib/platform/env.ts',
      'bin/**',
      'next.config.js',
      'proxy.ts',
      'bench/**',
      '*.config.{ts,mts}',
      'instrumentation.ts',
      ...tests,
    ],
    rules: { 'no-restricted-properties': 'off' },
  },
  {
    files: ['bin/**', 'bench/**', ...tests],
    rules: { 'no-console': 'off' },
  },
  {
    files: tests,
    rules: {
      'max-lines': ['error', { max: 800, skipBlankLines: true }],
    },
  },
  {
    files: ['**/*.mjs', '**/*.cjs', '**/*.js'],
    rules: {
      'no-unused-vars': 'error',
      'no-undef': 'off',
      eqeqeq: 'error',
      'prefer-const': 'error',
    },
  },
);
