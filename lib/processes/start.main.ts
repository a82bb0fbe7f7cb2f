import path from 'node:path';
import { ignoreClosedOutput, whenParentGone } from '#lib/platform/process/parent.ts';
import { ownConfiguration } from './configuration/own-configuration.ts';
import { refuseFolderInUse } from './open-database.ts';
import { endWith } from './start-refused.ts';
import { supervise, type Supervised } from './supervise.ts';

const script = (name: string): string => path.join(process.cwd(), 'dist', `${name}.mjs`);

/**
 * `npm start`: web and one worker; embedded, one child is both. Stops them in that order, each
 * after it has drained.
 */
async function main(): Promise<void> {
  ignoreClosedOutput();
  const { env } = ownConfiguration();
  await refuseFolderInUse(env);
  const says = (line: string): void => void process.stderr.write(`${line}\n`);
  const names = env.DATABASE_URL === undefined ? ['web'] : ['web', 'worker'];
  const started: Supervised[] = [];

  let isStopping = false;
  const stop = async (exitCode: number): Promise<void> => {
    if (isStopping) return;
    isStopping = true;
    for (const child of started) await child.stop();
    process.exit(exitCode);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => void stop(0));
  whenParentGone(() => void stop(0));

  for (const name of names) {
    const child = supervise({ name, script: script(name) }, says);
    started.push(child);
    const beginning = await child.start();
    if (!beginning.isReady) await stop(beginning.exitCode);
  }
}

main().catch(endWith);
