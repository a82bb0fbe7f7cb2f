import NextAuth from 'next-auth';
import type { NextRequest } from 'next/server';
import { newId } from '#lib/kernel/ids.ts';
import { httpStatusOf } from '#lib/kernel/result.ts';
import { authOptions } from './auth-options.ts';

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

const refused = (kind: 'not-found' | 'invalid', says: string): Response =>
  Response.json(
    { kind, says, id: newId() },
    { status: httpStatusOf[kind], headers: { 'cache-control': 'no-store' } },
  );

/** next-auth fails on a body of JSON that is none. */
async function isReadable(request: Request): Promise<boolean> {
  if (request.headers.get('content-type')?.includes('application/json') !== true) return true;
  return request.json().then(
    (body: unknown) => typeof body === 'object' && body !== null,
    () => false,
  );
}

export async function handleAuth(request: NextRequest, context: AuthContext): Promise<Response> {
  const { nextauth } = await context.params;
  if (!used.has(`${request.method} ${nextauth.join('/')}`))
    return refused('not-found', 'There is nothing at this address.');
  if (!(await isReadable(request.clone())))
    return refused('invalid', 'The body of this request cannot be read.');
  // next-auth 4 declares no types for its route handlers; this is the shape that its own Next
  // adapter returns.
  const handler = NextAuth(authOptions()) as (
    request: NextRequest,
    context: AuthContext,
  ) => Promise<Response>;
  return handler(request, context);
}
