import NextAuth from 'next-auth';
import type { NextRequest } from 'next/server';
import { newId } from '#lib/kernel/ids.ts';
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

export async function handleAuth(request: NextRequest, context: AuthContext): Promise<Response> {
  const { nextauth } = await context.params;
  if (!used.has(`${request.method} ${nextauth.join('/')}`))
    return Response.json(
      { kind: 'not-found', says: 'There is nothing at this address.', id: newId() },
      { status: 404, headers: { 'cache-control': 'no-store' } },
    );
  // next-auth 4 declares no types for its route handlers; this is the shape that its own Next
  // adapter returns.
  const handler = NextAuth(authOptions()) as (
    request: NextRequest,
    context: AuthContext,
  ) => Promise<Response>;
  return handler(request, context);
}
