import { randomBytes } from 'node:crypto';
import { NextResponse, type NextRequest } from 'next/server';
import { contentSecurityPolicy } from './content-security-policy.ts';
import { environmentOfPage } from './page-environment.ts';
import { newId } from '#lib/kernel/ids.ts';
import { wayBackTo } from '#lib/kernel/way-back.ts';
import {
  addressHeader,
  clientAddress,
  clientRequestIdHeader,
  clientRequestIdOf,
  isSameOrigin,
  requestIdHeader,
} from './request-headers.ts';
import { recordRefusedRead, recordRefusedWrite } from './record-refused.ts';
import { webRuntime } from './runtime.ts';
import { foreignRequest } from './fault-words.ts';
import { policyHeader, securityHeaders } from './security-headers.ts';
import { isSecure, openSession, sessionCookieName } from './open-session.ts';

// Commands refuse anonymous callers themselves, since they record it.
const apiWithoutSession = /^\/api\/(?:(?:auth|health|heartbeats|v1)\/|metrics$)/;
const pagesWithoutSession = ['/sign-in', '/accessibility'];
const pagesWithoutEnvironment = [...pagesWithoutSession, '/choose-password'];

async function hasSession(request: NextRequest): Promise<boolean> {
  const token = request.cookies.get(sessionCookieName(webRuntime().baseUrl))?.value;
  return token !== undefined && (await openSession(token)) !== null;
}

const ofSupport = /^\/support(?:\.json|\/feed\.(?:atom|json))?$/;

/** The support page and its other forms have an audience of their own. */
const isForAudience = ({ nextUrl, method, headers }: NextRequest): boolean =>
  ofSupport.test(nextUrl.pathname) &&
  (method === 'GET' || method === 'HEAD') &&
  (webRuntime().support.isOpenTo(clientAddress(headers)) || headers.has('authorization'));

const actionHeader = 'next-action';

/**
 * Next prints what it finds odd about a form or an action, with the words of its sender; so that is
 * refused before.
 */
function isFormOfOurs({ method, headers }: NextRequest, baseUrl: string): boolean {
  if (method === 'GET' || method === 'HEAD') return !headers.has(actionHeader);
  const action = headers.get(actionHeader);
  return isSameOrigin(headers, baseUrl) && (action === null || /^[0-9a-f]{42}$/.test(action));
}

/** What Next shows by itself is no address: it would be kept there for a year, as a success. */
const pageOfFramework = /^\/_(?:app|document|error|global-error|not-found)(?![\w-])/;

/**
 * An action answers those who are signed out itself, in its dialog, and records it: a redirect
 * would take the page and what was typed.
 */
const isOpenPage = ({ nextUrl, method, headers }: NextRequest): boolean =>
  pagesWithoutSession.includes(nextUrl.pathname) ||
  (method === 'POST' && headers.has(actionHeader));

/**
 * An unknown environment is 404, and where there are several a page of the navigation without one
 * leads to the first. Answered here because a page that streams can say neither by its status.
 */
function inNamedEnvironment(request: NextRequest, headers: Headers): NextResponse {
  const passed = (): NextResponse => NextResponse.next({ request: { headers } });
  const { pathname, search } = request.nextUrl;
  // No page has this path, so the page of what is not found is shown at the requested address.
  const nowhere = new URL(`/no-such-environment${search}`, request.url);
  const notFound = (): NextResponse =>
    NextResponse.rewrite(nowhere, { status: 404, request: { headers } });
  if (pageOfFramework.test(pathname)) return notFound();
  const isPage =
    !pathname.startsWith('/api/') &&
    !pagesWithoutEnvironment.includes(pathname) &&
    !ofSupport.test(pathname);
  if (!isPage || !['GET', 'HEAD'].includes(request.method)) return passed();
  const environment = environmentOfPage(pathname, search);
  if (environment.kind === 'found') return passed();
  if (environment.kind === 'not-found') {
    return pathname === nowhere.pathname ? passed() : notFound();
  }
  // A deeper page may name its environment otherwise, as a run does.
  if (pathname.split('/').length > 2) return passed();
  return NextResponse.redirect(new URL(environment.address, request.url));
}

/**
 * A convenience, no protection: anonymous visitors get no page that would fail. Commands and
 * queries check again, with the role of the moment.
 */
export async function guardRequest(
  request: NextRequest,
  isDevelopment: boolean,
): Promise<NextResponse> {
  const secure = isSecure(webRuntime().baseUrl);
  const id = newId();
  const theirs = clientRequestIdOf(request.headers);
  const nonce = randomBytes(16).toString('base64');
  const { pathname, search } = request.nextUrl;
  const policy = ofSupport.test(pathname)
    ? webRuntime().support.policy
    : contentSecurityPolicy(nonce, { isSecure: secure, isDevelopment });

  const pass = async (): Promise<NextResponse> => {
    if (pathname.startsWith('/api/')) {
      const isOpen = apiWithoutSession.test(pathname) || request.headers.has('authorization');
      if (!isOpen && !(await hasSession(request))) {
        const fault = { kind: 'forbidden', says: 'Sign in first, or show a token.' } as const;
        const { headers } = request;
        // Its path may be anything.
        await recordRefusedRead({ headers, actor: null, id, route: 'unknown' }, fault);
        return NextResponse.json(
          { ...fault, id },
          { status: 401, headers: { 'cache-control': 'no-store' } },
        );
      }
    } else if (!isFormOfOurs(request, webRuntime().baseUrl)) {
      await recordRefusedWrite({ headers: request.headers, id }, foreignRequest);
      return NextResponse.json(
        { ...foreignRequest, id },
        { status: 403, headers: { 'cache-control': 'no-store' } },
      );
    } else if (!isOpenPage(request) && !isForAudience(request) && !(await hasSession(request))) {
      if (ofSupport.test(pathname) && pathname !== '/support')
        return new NextResponse('Sign in first, or show a token.\n', {
          status: 401,
          headers: { 'cache-control': 'no-store' },
        });
      const signIn = new URL('/sign-in', request.url);
      const back = wayBackTo(pathname + search);
      if (back !== null) signIn.searchParams.set('to', back);
      // 303: a form is not sent on to a page that has another one.
      return NextResponse.redirect(signIn, request.method === 'POST' ? 303 : 307);
    }
    const headers = new Headers(request.headers);
    headers.set(requestIdHeader, id);
    headers.delete(clientRequestIdHeader);
    if (theirs !== null) headers.set(clientRequestIdHeader, theirs);
    headers.set(addressHeader, pathname + search);
    // Next reads the nonce for its own scripts from here.
    headers.set(policyHeader, policy);
    return inNamedEnvironment(request, headers);
  };

  const response = await pass();
  // The server sets them on all that it answers; started by `next dev` there is none.
  for (const [name, value] of Object.entries(securityHeaders(pathname, secure)))
    response.headers.set(name, value);
  response.headers.set(requestIdHeader, id);
  if (theirs !== null) response.headers.set(clientRequestIdHeader, theirs);
  response.headers.set(policyHeader, policy);
  return response;
}
