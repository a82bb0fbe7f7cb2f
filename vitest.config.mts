import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      '{lib,app,components,bench,bin,deploy}/**/*.test.ts',
      '{lib,app,components,bench}/**/*.test.tsx',
    ],
    exclude: ['node_modules/**', '.next/**', 'dist/**'],
    // Ceilings for a machine that does much else; nothing waits for them.
    testTimeout: 180_000,
    hookTimeout: 240_000,
    pool: 'forks',
    maxWorkers: 2,
    reporters: ['default', './lib/testing/repository/skip-reporter.ts'],
  },
});
