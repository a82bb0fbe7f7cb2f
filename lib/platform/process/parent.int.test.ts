import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';

const program = (call: string): string => `
import { ignoreClosedOutput } from '#lib/platform/process/parent.ts';
${call}
process.stdout.write('ready');
process.stdin.resume();
process.stdin.on('end', () => {
  process.stdout.write('nobody reads this', () => process.exit(0));
});
`;

async function exitCodeOf(call: string): Promise<number | null> {
  const args = ['--import', 'tsx', '--input-type=module', '-e', program(call)];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'ignore'] });
  await once(child.stdout, 'data');
  child.stdout.destroy();
  await once(child.stdout, 'close');
  child.stdin.end();
  await once(child, 'exit');
  return child.exitCode;
}

test('goes on when whoever read its output has gone', async () => {
  expect(await exitCodeOf('ignoreClosedOutput();')).toBe(0);
  // Otherwise it dies of it: the test would show nothing if output could not be closed like this.
  expect(await exitCodeOf('')).not.toBe(0);
});
