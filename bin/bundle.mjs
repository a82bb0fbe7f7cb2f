// Bundles programs of this repository for Node, by esbuild, all in the same way.
import { root } from './steps.mjs';

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
