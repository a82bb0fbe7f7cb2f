import type { NextRequest } from 'next/server';
import { guardRequest } from '#lib/web/guard-request.ts';

export function proxy(request: NextRequest) {
  return guardRequest(request, process.env.NODE_ENV === 'development');
}

// Files of the build and the icon need no session; each name ends where it ends.
export const config = { matcher: ['/((?!_next/static/|favicon\\.ico$|icon\\.svg$).*)'] };
