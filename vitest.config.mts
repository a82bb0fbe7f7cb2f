import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{lib,app,components,bench,bin,deploy}/**/*.test.ts', '{lib,app,components,bench}/**/*.test.tsx'],
    exclude: ['node_modules/**', '.next/**', 'dist/**'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    pool: 'forks',
    maxWorkers: 2,
    reporters: ['default', './lib/testing/skip-reporter.ts'],
  },
});
