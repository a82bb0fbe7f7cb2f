// Prisma's command wants a schema-engine binary that it would download; `generate` never runs it,
// so Node's own path satisfies it.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { writeKindsList } from './generate-kinds.mjs';

writeKindsList();
const cli = createRequire(import.meta.url).resolve('prisma/build/index.js');
const { status, stderr } = spawnSync(process.execPath, [cli, 'generate'], {
  stdio: ['ignore', 'ignore', 'pipe'],
  encoding: 'utf8',
  env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, CHECKPOINT_DISABLE: '1' },
});
if (status !== 0) process.stderr.write(stderr);
process.exit(status ?? 1);
