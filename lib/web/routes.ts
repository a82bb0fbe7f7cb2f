import { headers } from 'next/headers';
import type { z } from 'zod';
import {
  hasOwnPassword,
  may,
  type AccessWorld,
  type ActedOn,
  type Actor,
  type Permission,
} from '#lib/access/index.ts';
import { inputWords } from '#lib/kernel/input-words.ts';
import { hasMoreValues } from '#lib/kernel/json-shape.ts';
import {
  FaultError,
  faultForPerson,
  httpStatusOf,
  type Fault,
  type Result,
} from '#lib/kernel/result.ts';
import { isStorable } from '#lib/kernel/storable.ts';
import { count } from '#lib/kernel/words/numbers.ts';
import { foreignRequest, invalidInput, ourFault, unstorable } from './fault-words.ts';
import { filesTaken, sendFiles } from './files-taken.ts';
import { countRequest } from './metrics.ts';
import { recordRefused, recordRefusedRead } from './record-refused.ts';
import {
  clientAddress,
  isSameOrigin,
  passedClientRequestId,
  requestIdHeader,
  requestIdOf,
} from './request-headers.ts';
import {
  consoleWorld,
  environmentWorld,
  readWithinMs,
  scopeOfRefusals,
  webRuntime,
  type WebWorld,
  type WholeWorld,
} from './runtime.ts';
import { sessionActor, tokenActor } from './session.ts';

export { done } from '#lib/kernel/result.ts';

const largestBodyBytes = 64 * 1024;
/** Of one body, outside of its texts: what a whole inventory is observed to have is less. */
const mostValues = 200_000;

export interface AddressRequest {
  readonly actor: Actor;
  readonly url: URL;
  readonly params: Readonly<Record<string, string | undefined>>;
  /** Aborts when the caller has gone. */
  readonly signal: AbortSignal;
}

export interface QueryRequest<W> extends AddressRequest {
  readonly world: W;
}

/** Pages and reads of one environment carry its name in the address. */
export const ofAddress = ({ url }: AddressRequest): Result<WebWorld> =>
  environmentWorld(url.searchParams.get('environment'));

interface RouteContext {
  /** Next gives none to a route without a changing part. */
  readonly params: Promise<Record<string, string | undefined> | undefined>;
}

export type Handler = (request: Request, context: RouteContext) => Promise<Response>;

function reply(status: number, body: unknown, id: string): Response {
  return Response.json(body ?? null, {
    status,
    headers: { 'cache-control': 'no-store', [requestIdHeader]: id },
  });
}

function refusal(given: Fault, id: string, status?: number): Response {
  const fault = faultForPerson(given);
  return reply(
    status ?? httpStatusOf[fault.kind],
    {
      kind: fault.kind,
      says: fault.says,
      ...(fault.detail === undefined ? {} : { detail: fault.detail }),
      ...(fault.fields === undefined ? {} : { fields: fault.fields }),
      ...(fault.stale === undefined ? {} : { stale: fault.stale }),
      id,
    },
    id,
  );
}

const anonymous: Fault = { kind: 'forbidden', says: 'Sign in first, or show a token.' };

/** Token before cookie: a terminal has no cookie, and a page no token. Null: nobody we know. */
async function callerOf(
  request: Request,
  id: string,
): Promise<{ readonly actor: Actor; readonly isByCookie: boolean } | null> {
  const authorization = request.headers.get('authorization');
  if (authorization !== null) {
    const actor = tokenActor(authorization, id, clientAddress(request.headers));
    return actor === null ? null : { actor, isByCookie: false };
  }
  const actor = await sessionActor();
  return actor === null ? null : { actor: { ...actor, requestId: id }, isByCookie: true };
}

/** The route without its parameters: `/api/sync/run/[run]`. */
async function patternOf(request: Request, { params }: RouteContext): Promise<string> {
  const names = Object.keys((await params) ?? {}).map((name) => `[${name}]`);
  const segments = new URL(request.url).pathname.split('/');
  // What changes is at the end; its value has no place in a metric or a log.
  return [...segments.slice(0, segments.length - names.length), ...names].join('/');
}

type Acted = Pick<AccessWorld, 'environment'>;

/**
 * The edge of every route: known faults get their status, bugs an id to quote, and nobody ever a
 * stack.
 */
export async function guarded(
  request: Request,
  context: RouteContext,
  work: (id: string, actsOn: (world: Acted) => void) => Promise<Response>,
): Promise<Response> {
  let environment: ActedOn = null;
  const actsOn = (world: Acted): void => {
    environment = world.environment;
  };
  const startedAtMs = performance.now();
  const requestHeaders = await headers();
  const id = requestIdOf(requestHeaders);
  const route = await patternOf(request, context);
  const response = await work(id, actsOn).catch((error: unknown) =>
    error instanceof FaultError
      ? refusal(error.fault, id)
      : refusal(
          ourFault(error, `${request.method} ${route}`, id, passedClientRequestId(requestHeaders)),
          id,
          500,
        ),
  );
  countRequest(route, response.status, environment, performance.now() - startedAtMs);
  return response;
}

const answeredSoon = <T>(read: () => Promise<T>): Promise<T> =>
  consoleWorld().database.answeredWithin(readWithinMs, read);

/**
 * Any `GET`: who asks, in which world, and a refusal recorded; `answer` says how what came out is
 * sent, under the id of the request.
 */
export function readRouteIn<W extends Acted, T>(
  worldOf: (request: AddressRequest) => Result<W>,
  query: (request: QueryRequest<W>) => Promise<Result<T>>,
  answer: (value: T, id: string, route: string) => Response,
  asked: (read: () => Promise<Result<T>>) => Promise<Result<T>> = answeredSoon,
): Handler {
  return (request, context) =>
    guarded(request, context, async (id, actsOn) => {
      const caller = await callerOf(request, id);
      const route = await patternOf(request, context);
      const refusedRead = async (fault: Fault, status?: number): Promise<Response> => {
        const actor = caller?.actor ?? null;
        await recordRefusedRead({ headers: request.headers, actor, id, route }, fault);
        return refusal(fault, id, status);
      };
      if (caller === null) return refusedRead(anonymous, 401);
      const own = hasOwnPassword(caller.actor);
      if (!own.ok) return refusedRead(own.fault);
      const address: AddressRequest = {
        actor: caller.actor,
        url: new URL(request.url),
        params: (await context.params) ?? {},
        signal: request.signal,
      };
      const world = worldOf(address);
      if (!world.ok) return refusal(world.fault, id);
      actsOn(world.value);
      const result = await asked(() => query({ ...address, world: world.value }));
      if (result.ok) return answer(result.value, id, route);
      const fault = faultForPerson(result.fault);
      return fault.kind === 'forbidden' ? refusedRead(fault) : refusal(fault, id);
    });
}

/** `GET /api/<feature>/<query>`: live data for pages and the terminal. */
export const queryRouteIn = <W extends Acted, T>(
  worldOf: (request: AddressRequest) => Result<W>,
  query: (request: QueryRequest<W>) => Promise<Result<T>>,
): Handler => readRouteIn(worldOf, query, (value, id) => reply(200, value, id));

/** The same for the environment that the address names. */
export const queryRoute = <T>(
  query: (request: QueryRequest<WebWorld>) => Promise<Result<T>>,
): Handler => queryRouteIn(ofAddress, query);

/** The same with parameters from the address; the first of each name counts. */
export const queryRouteWith = <S extends z.ZodType, T>(
  input: S,
  query: (request: QueryRequest<WebWorld>, input: z.output<S>) => Promise<Result<T>>,
): Handler => queryRouteWithIn(ofAddress, input, query);

export function queryRouteWithIn<W extends Acted, S extends z.ZodType, T>(
  worldOf: (request: AddressRequest) => Result<W>,
  input: S,
  query: (request: QueryRequest<W>, input: z.output<S>) => Promise<Result<T>>,
): Handler {
  return queryRouteIn(worldOf, withInput(input, query));
}

/** The same where the answer is a file to be kept. Its name is of letters, digits, dots, dashes. */
export const fileRouteWithIn = <W extends Acted, S extends z.ZodType, T>(
  worldOf: (request: AddressRequest) => Result<W>,
  input: S,
  query: (request: QueryRequest<W>, input: z.output<S>) => Promise<Result<T>>,
  fileOf: (value: T) => {
    readonly name: string;
    readonly text: string;
    readonly contentType: string;
  },
): Handler =>
  readRouteIn(worldOf, withInput(input, query), (value, id) => {
    const { name, text, contentType } = fileOf(value);
    return new Response(text, {
      headers: {
        'content-type': contentType,
        'content-disposition': `attachment; filename="${name.replace(/[^A-Za-z0-9.-]/g, '_')}"`,
        'cache-control': 'no-store',
        [requestIdHeader]: id,
      },
    });
  });

/** A query with what its address says; the first of each name counts. */
export function withInput<W, S extends z.ZodType, T>(
  input: S,
  query: (request: QueryRequest<W>, input: z.output<S>) => Promise<Result<T>>,
): (request: QueryRequest<W>) => Promise<Result<T>> {
  return (request) => {
    const texts = Object.fromEntries([...request.url.searchParams].reverse());
    if (!isStorable(texts)) return Promise.resolve({ ok: false, fault: unstorable });
    const given = input.safeParse(texts, { error: inputWords });
    return given.success
      ? query(request, given.data)
      : Promise.resolve({ ok: false, fault: invalidInput(given.error.issues) });
  };
}

/** The body as JSON; undefined when it is too long, says too much or is none. */
async function readBody(request: Request, most: number): Promise<unknown> {
  if (Number(request.headers.get('content-length') ?? 0) > most || request.body === null)
    return undefined;
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  const reader = request.body.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    bytes += part.value.byteLength;
    if (bytes > most) {
      await reader.cancel();
      return undefined;
    }
    chunks.push(part.value);
  }
  const body = Buffer.concat(chunks);
  if (hasMoreValues(body, mostValues)) return undefined;
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}

/**
 * `POST /api/v1/<feature>/<command>`: the same command, policy and audit as the page. The body is
 * looked at for those alone who may: it can be long.
 */
export function commandRoute<W extends AccessWorld, S extends z.ZodType, T>(command: {
  /** As in the audit, for attempts that never reach the command. */
  readonly permission: Permission;
  readonly input: S;
  /** What is acted on: an environment, or the console itself. */
  readonly worldOf: (input: z.output<S>) => Result<W>;
  readonly run: (world: W, actor: Actor, input: z.output<S>) => Promise<Result<T>>;
  /** Whether it takes a whole file, at an address of `filesTaken`. */
  readonly takesFile?: boolean;
}): Handler {
  if (command.takesFile === true && command.permission.from !== sendFiles.from)
    throw new Error(`${command.permission.action} takes files of others than may send them`);
  const most = command.takesFile === true ? filesTaken.bytes : largestBodyBytes;
  const largest = command.takesFile === true ? '10 MB' : '64 KB';
  return (request, context) =>
    guarded(request, context, async (id, actsOn) => {
      const caller = await callerOf(request, id);
      const refused = async (fault: Fault, status?: number): Promise<Response> => {
        const { permission } = command;
        const actor = caller?.actor ?? null;
        await recordRefused({ headers: request.headers, permission, actor, id }, fault);
        return refusal(fault, id, status);
      };
      if (caller === null) return refused(anonymous, 401);
      if (caller.isByCookie && !isSameOrigin(request.headers, webRuntime().baseUrl)) {
        return refused(foreignRequest);
      }
      const allowed = may(caller.actor, command.permission, scopeOfRefusals().environment);
      if (!allowed.ok) return refused(allowed.fault);
      const body = await readBody(request, most);
      if (body === undefined)
        return refused({
          kind: 'invalid',
          says: `Send a body of JSON, of at most ${largest} and ${count(mostValues)} values.`,
        });
      if (!isStorable(body)) return refused(unstorable);
      const input = command.input.safeParse(body, { error: inputWords });
      if (!input.success) return refused(invalidInput(input.error.issues));
      const world = command.worldOf(input.data);
      if (!world.ok) return refused(world.fault);
      actsOn(world.value);
      const result = await command.run(world.value, caller.actor, input.data);
      return result.ok ? reply(200, result.value, id) : refusal(result.fault, id);
    });
}

const largestReportBytes = 4 * 1024;

/**
 * `POST` of a program that shows what it may by its address alone, and has no session: a secret
 * there is in no log, metric or answer of ours.
 */
export function reportRoute<S extends z.ZodType, T>(
  input: S,
  run: (world: WholeWorld, secret: string, input: z.output<S>) => Promise<Result<T>>,
): Handler {
  return (request, context) =>
    guarded(request, context, async (id) => {
      const [secret = ''] = Object.values((await context.params) ?? {});
      const body = await readBody(request, largestReportBytes);
      const refused = (fault: Fault): Response => refusal(fault, id);
      if (body === undefined)
        return refused({ kind: 'invalid', says: 'Send a body of JSON, of at most 4 KB.' });
      if (!isStorable(body)) return refused(unstorable);
      const given = input.safeParse(body, { error: inputWords });
      if (!given.success) return refused(invalidInput(given.error.issues));
      const result = await run(consoleWorld(), secret, given.data);
      return result.ok ? reply(200, result.value, id) : refused(result.fault);
    });
}
