import type { NextRequest } from 'next/server';
import { guardRequest } from '#lib/web/guard-request.ts';

export function proxy(request: NextRequest) {
  return guardRequest(request, process.env.NODE_ENV === 'development');
}

export const config = { matcher: ['/((?!_next/static|_next/image|favicon\\.ico|icon\\.svg).*)'] };
