// A thread of the product, where it is not built: in development and in tests. It is bundled as the
// build does it, in a folder of its own, from which packages are found.
import { rmSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { threadId, workerData } from 'node:worker_threads';
import { bundle, programName } from './bundle.mjs';
import { root } from './steps.mjs';

const { program } = workerData;
const name = `${process.pid}-${threadId}-${programName(program)}`;
const folder = path.join(root, 'node_modules', '.cache', 'console-threads', name);
try {
  await bundle({ program }, folder, { sourcemap: 'inline' });
  await import(pathToFileURL(path.join(folder, 'program.mjs')).href);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
