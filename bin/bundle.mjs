// Bundles programs of this repository for Node, by esbuild, all in the same way.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { root } from './steps.mjs';

const threadEnd = '.thread.ts';

export const programName = (file) => path.basename(file, threadEnd);

/** What runs in threads of their own, each a program beside those of the processes. */
export const threads = () =>
  Object.fromEntries(
    readdirSync(path.join(root, 'lib'), { recursive: true })
      .filter((file) => file.endsWith(threadEnd) && !file.startsWith('testing'))
      .map((file) => [`threads/${programName(file)}`, path.join('lib', file)]),
  );

export async function bundle(entryPoints, outdir, options = {}) {
  const esbuild = await import('esbuild');
  await esbuild.build({
    absWorkingDir: root,
    entryPoints,
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    sourcemap: 'linked',
    logLevel: 'warning',
    ...options,
  });
  // Its own process would stay for as long as this one.
  await esbuild.stop();
}
