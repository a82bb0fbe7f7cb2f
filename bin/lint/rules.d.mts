import type { ESLint } from 'eslint';

export const project: ESLint.Plugin;
