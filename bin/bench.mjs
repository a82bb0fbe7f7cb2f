// npm run bench -- NAME: bundles the benches as the product itself is bundled, so that what is
// measured is what runs.
import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundle, threads } from './bundle.mjs';
import { generate, install, root } from './steps.mjs';

process.chdir(root);
if (existsSync('.env')) process.loadEnvFile('.env');
process.env.NODE_ENV = 'production';
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

// Numbers go to stdout; what the steps say does not belong there.
console.log = console.error;
if (!install() || !generate()) {
  console.error('The packages could not be made ready: see above.');
  process.exit(1);
}

const outdir = path.join(root, 'node_modules', '.cache', 'console-bench', String(process.pid));
process.on('exit', () => rmSync(outdir, { recursive: true, force: true }));
await bundle({ main: 'bench/main.ts', child: 'bench/child.ts' }, outdir);
// Where the product looks for them, as they are now.
await bundle(threads(), 'dist');
await import(pathToFileURL(path.join(outdir, 'main.mjs')).href);
