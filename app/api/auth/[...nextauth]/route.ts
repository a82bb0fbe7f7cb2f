import NextAuth from 'next-auth';
import type { NextRequest } from 'next/server';
import { authOptions } from '#lib/web/auth-options.ts';

interface AuthContext {
  readonly params: Promise<{ readonly nextauth: string[] }>;
}

async function handle(request: NextRequest, context: AuthContext): Promise<Response> {
  // next-auth 4 declares no types for its route handlers; this is the shape that its own Next
  // adapter returns.
  const handler = NextAuth(authOptions()) as (
    request: NextRequest,
    context: AuthContext,
  ) => Promise<Response>;
  return handler(request, context);
}

export { handle as GET, handle as POST };
