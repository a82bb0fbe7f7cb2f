import { fork, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { postForm } from './post-form.ts';

// Without the variables of real servers that the test run may carry.
const passedOn = ['PATH', 'HOME', 'LANG', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot', 'TZ'];

function environmentOf(variables: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const inherited = Object.fromEntries(
    passedOn.flatMap((name) =>
      process.env[name] === undefined ? [] : [[name, process.env[name]]],
    ),
  );
  return { ...inherited, ...variables, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' };
}

export interface Ended {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

// What `bin/start.mjs` and `bin/console.mjs` end in: the build, so that a source that changes
// meanwhile changes no test.
type Program = 'start' | 'console' | 'worker-alive' | 'web' | 'worker';
const builtProgram = (program: Program): string => path.join('dist', `${program}.mjs`);

/** Runs one of the programs to its end. */
export async function runProgram(
  program: Program,
  args: readonly string[],
  variables: Readonly<Record<string, string>>,
): Promise<Ended> {
  const child = spawn(process.execPath, [builtProgram(program), ...args], {
    env: environmentOf(variables),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk) => (stdout += String(chunk)));
  child.stderr.on('data', (chunk) => (stderr += String(chunk)));
  await once(child, 'close');
  return { exitCode: child.exitCode, stdout, stderr };
}

export interface RunningConsole {
  readonly address: string;
  readonly dataDir: string;
  readonly variables: Readonly<Record<string, string>>;
  /** Null when the account had been made before. */
  readonly account: { readonly email: string; readonly password: string } | null;
  readonly supervisor: ChildProcess;
  output(): string;
  /** As Ctrl-C or a container does it; resolves with the exit code. */
  stop(): Promise<number | null>;
}

/** Resolves once a line of the output, from its beginning, matches. */
async function untilPrinted(
  child: ChildProcess,
  output: () => string,
  pattern: RegExp,
): Promise<RegExpExecArray> {
  for (;;) {
    const found = pattern.exec(output());
    if (found !== null) return found;
    if (child.exitCode !== null)
      throw new Error(`the console ended with ${child.exitCode}: ${output()}`);
    await Promise.race([once(child.stdout ?? child, 'data'), once(child, 'exit')]);
  }
}

/** `npm start`, once built, with a port that the system chooses. */
export async function startConsole(
  variables: Readonly<Record<string, string>>,
): Promise<RunningConsole> {
  // Others of this machine have a worker too.
  const env = { PORT: '0', WORKER_METRICS_PORT: '0', LOG_LEVEL: 'warn', ...variables };
  const supervisor = spawn(process.execPath, [builtProgram('start')], {
    env: environmentOf(env),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  const keep = (chunk: unknown): void => {
    printed += String(chunk);
  };
  supervisor.stdout.on('data', keep);
  supervisor.stderr.on('data', keep);
  const output = (): string => printed;
  await untilPrinted(supervisor, output, /Address +(\S+)[\s\S]*Real .*\n/);
  const [, accountFile] = / with the password in (.+)\n/.exec(printed) ?? [];
  const [email, password] =
    accountFile === undefined ? [] : (await readFile(accountFile, 'utf8')).split('\n');
  return {
    // The banner has the address of browsers, which may be another one.
    address: (await readFile(path.join(variables.DATA_DIR ?? '', 'address'), 'utf8')).trim(),
    dataDir: variables.DATA_DIR ?? '',
    variables: env,
    account: email === undefined || password === undefined ? null : { email, password },
    supervisor,
    output,
    async stop() {
      if (supervisor.exitCode === null && supervisor.signalCode === null) {
        supervisor.kill('SIGTERM');
        await once(supervisor, 'exit');
      }
      return supervisor.exitCode;
    },
  };
}

/**
 * One process of a console alone, as a container runs it; resolves when it is ready. With `core` it
 * has that one core and no other (Linux).
 */
export async function startProcess(
  program: 'web' | 'worker',
  variables: Readonly<Record<string, string>>,
  { core }: { readonly core?: number } = {},
): Promise<{ readonly child: ChildProcess; stop(): Promise<void> }> {
  const child = fork(builtProgram(program), {
    ...(core !== undefined && {
      execPath: 'taskset',
      execArgv: ['-c', String(core), process.execPath],
    }),
    env: environmentOf({ PORT: '0', LOG_LEVEL: 'warn', ...variables }),
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let printed = '';
  for (const output of [child.stdout, child.stderr])
    output?.on('data', (chunk) => (printed += String(chunk)));
  await Promise.race([once(child, 'message'), once(child, 'exit')]);
  if (child.exitCode !== null) throw new Error(`${program} ended: ${printed}`);
  return {
    child,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

/** Everything that `npm start` builds, so that no test waits for it. */
export function buildOnce(): void {
  const { status } = spawnSync(process.execPath, [path.join('bin', 'build.mjs')], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) throw new Error('the build failed');
}

/** A data folder of this suite alone. */
export async function temporaryFolder(): Promise<{
  readonly folder: string;
  remove(): Promise<void>;
}> {
  const parent = await mkdtemp(path.join(tmpdir(), 'console-'));
  return {
    folder: path.join(parent, 'data'),
    remove: () => rm(parent, { recursive: true, force: true }),
  };
}

/** Writes a file of environments beside the folder, and tells where. */
export async function configBeside(folder: string, config: string): Promise<string> {
  const file = path.join(path.dirname(folder), 'console.yaml');
  await writeFile(file, config);
  return file;
}

/** What accounts of tests choose in place of the password that was made for them. */
export const ownPassword = 'quiet otters paint';

const sessionOf = (response: Response): string | null =>
  response.headers
    .getSetCookie()
    .find((cookie) => cookie.includes('session-token='))
    ?.split(';')[0] ?? null;

/** Signs in as a browser does, by next-auth's own routes; the cookie, or null when refused. */
export async function signInOverHttp(
  address: string,
  account: { readonly email: string; readonly password: string },
): Promise<string | null> {
  const cookiesOf = (response: Response): string =>
    response.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; ');
  const first = await fetch(`${address}/api/auth/csrf`);
  // next-auth's documented response.
  const { csrfToken } = (await first.json()) as { csrfToken: string };
  const response = await fetch(`${address}/api/auth/callback/credentials`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: cookiesOf(first), 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      csrfToken,
      email: account.email,
      password: account.password,
      json: 'true',
    }),
  });
  return sessionOf(response);
}

/**
 * Signs in with a password that was made for the account, and chooses `ownPassword` instead.
 * `origin` is the address of browsers.
 */
export async function beginOverHttp(
  address: string,
  account: { readonly email: string; readonly password: string } | null,
  origin = address,
): Promise<string> {
  if (account === null) throw new Error('the account had been made before');
  const cookie = await signInOverHttp(address, account);
  if (cookie === null) throw new Error('signing in failed');
  const chosen = await postForm({
    address,
    page: '/choose-password',
    field: 'next',
    fields: { current: account.password, next: ownPassword, again: ownPassword },
    headers: { cookie, origin },
  });
  const session = sessionOf(chosen);
  if (session === null) throw new Error(`choosing a password returns ${chosen.status}`);
  return session;
}
