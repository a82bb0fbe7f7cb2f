import { ownConfiguration } from './configuration/own-configuration.ts';
import { createWebRuntime } from './create-web-runtime.ts';
import type { WebRuntime } from './web-runtime.ts';
import { endWith, inPlainWords } from './start-refused.ts';

/**
 * Composes once, however often the development server loads this. A process that cannot be put
 * together ends with one line.
 */
export async function startWebRuntime(port: number): Promise<WebRuntime> {
  try {
    const configuration = ownConfiguration();
    globalThis.consoleRuntime ??= await createWebRuntime(configuration, port).catch(
      async (error: unknown) => {
        throw await inPlainWords(error, configuration.env.DATA_DIR);
      },
    );
    const { consoleRuntime: runtime, whenConsoleRuntime: resolve } = globalThis;
    // Nobody waits for it in the development server, which would print no banner.
    if (resolve === undefined) process.stdout.write(runtime.banner);
    else resolve(runtime);
    return runtime;
  } catch (error) {
    endWith(error);
  }
}
