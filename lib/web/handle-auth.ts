import NextAuth from 'next-auth';
import { NextResponse, type NextRequest } from 'next/server';
import { z } from 'zod';
import { signInPermission, signOutPermission } from '#lib/access/index.ts';
import { httpStatusOf, type Fault } from '#lib/kernel/result.ts';
import { authOptions } from './auth-options.ts';
import { foreignRequest } from './fault-words.ts';
import { wayOnCookieName } from './open-session.ts';
import { recordRefused, senderOf } from './record-refused.ts';
import { isSameOrigin, requestIdOf } from './request-headers.ts';
import { webRuntime } from './runtime.ts';
import { sessionCookie } from './session-token.ts';

interface AuthContext {
  readonly params: Promise<{ readonly nextauth: string[] }>;
}

/** What our pages and scripts use of next-auth; `_log` would let anybody write into the log. */
const used: ReadonlySet<string> = new Set([
  'GET csrf',
  'GET session',
  'POST callback/credentials',
  'POST signout',
]);

const longestKind = 40;

/** next-auth fails on a body of JSON that is none, or whose way to go on is no text. */
const Body = z.looseObject({ callbackUrl: z.string().nullish() });

async function isReadable(request: Request): Promise<boolean> {
  if (request.headers.get('content-type')?.includes('application/json') !== true) return true;
  return request.json().then(
    (body: unknown) => Body.safeParse(body).success,
    () => false,
  );
}

/** As next-auth takes it; on any other it fails, and says so in the log each time. */
function isWayOn(given: string): boolean {
  const base = given.startsWith('/') ? webRuntime().baseUrl : undefined;
  return URL.canParse(given, base) && /^https?:$/.test(new URL(given, base).protocol);
}

const nothingHere: Fault = { kind: 'not-found', says: 'There is nothing at this address.' };
const unreadable: Fault = {
  kind: 'invalid',
  says: 'The body of this request cannot be read.',
};
const noWayOn: Fault = {
  kind: 'invalid',
  says: 'What this request names to go on to is no address.',
};

async function refusalOf(request: NextRequest, route: string): Promise<Fault | null> {
  if (!used.has(`${request.method} ${route}`)) return nothingHere;
  // Programs send none, and show the token of the form all the same.
  const isForeign =
    request.method === 'POST' &&
    request.headers.has('origin') &&
    !isSameOrigin(request.headers, webRuntime().baseUrl);
  if (isForeign) return foreignRequest;
  if (!(await isReadable(request.clone()))) return unreadable;
  const ways = [
    ...request.nextUrl.searchParams.getAll('callbackUrl'),
    request.cookies.get(wayOnCookieName(webRuntime().baseUrl))?.value ?? '',
  ];
  return ways.every((way) => way === '' || isWayOn(way)) ? null : noWayOn;
}

/**
 * Where next-auth sends a form that it refused; it would put the kind of the fault into the address
 * of the sign-in page as it was sent.
 */
function backToSignIn({ nextUrl }: NextRequest): Response {
  const kind = nextUrl.searchParams.get('error') ?? '';
  const page = new URL('/sign-in', webRuntime().baseUrl);
  page.searchParams.set('error', kind.slice(0, longestKind));
  return NextResponse.redirect(page, { status: 303, headers: { 'cache-control': 'no-store' } });
}

export async function handleAuth(request: NextRequest, context: AuthContext): Promise<Response> {
  const { nextauth } = await context.params;
  const route = nextauth.join('/');
  if (request.method === 'GET' && route === 'error') return backToSignIn(request);
  const refusal = await refusalOf(request, route);
  if (refusal !== null) {
    const { headers } = request;
    const id = requestIdOf(headers);
    if (refusal === foreignRequest) {
      const permission = nextauth[0] === 'signout' ? signOutPermission : signInPermission;
      const actor = await senderOf(headers, id);
      await recordRefused({ headers, permission, actor, id }, refusal);
    }
    const response = NextResponse.json(
      { ...refusal, id },
      { status: httpStatusOf[refusal.kind], headers: { 'cache-control': 'no-store' } },
    );
    // It would be sent again with every request.
    if (refusal === noWayOn)
      response.cookies.set({
        ...sessionCookie(webRuntime().baseUrl),
        name: wayOnCookieName(webRuntime().baseUrl),
        value: '',
        maxAge: 0,
      });
    return response;
  }
  // next-auth 4 declares no types for its route handlers; this is the shape that its own Next
  // adapter returns.
  const handler = NextAuth(authOptions()) as (
    request: NextRequest,
    context: AuthContext,
  ) => Promise<Response>;
  return handler(request, context);
}
