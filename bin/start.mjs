// npm start: installs what is missing, builds what has changed, then becomes the supervisor. Plain
// Node: nothing may be installed yet.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { generate, install, root } from './steps.mjs';

process.chdir(root);
if (existsSync('.env')) process.loadEnvFile('.env');
process.env.NODE_ENV = 'production';
process.env.NEXT_TELEMETRY_DISABLED ??= '1';
// It repeats in every process what package.json pins on purpose.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

function giveUp(says) {
  console.error(says);
  process.exit(1);
}

if (!install()) giveUp('The packages could not be installed: see above.');
if (!generate()) giveUp('The Prisma client could not be generated: see above.');
const { buildAll } = await import('./build.mjs');
if (!(await buildAll())) giveUp('The build failed: see above.');

// start, web or worker.
const [program = 'start'] = process.argv.slice(2);
await import(pathToFileURL(path.join(root, 'dist', `${program}.mjs`)).href);
