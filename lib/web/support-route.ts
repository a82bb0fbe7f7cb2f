/** The support page and its other forms, which are answered without the database. */
import { NextResponse } from 'next/server';
import { hasOwnPassword } from '#lib/access/index.ts';
import { FaultError, isPassing } from '#lib/kernel/result.ts';
import { TimeLimitPassed, withinTime } from '#lib/kernel/within-time.ts';
import { clientAddress, requestIdHeader } from './request-headers.ts';
import { guarded, type Handler } from './routes.ts';
import { webRuntime } from './runtime.ts';
import { hasSealedSession, sessionActor, tokenActor } from './session.ts';

type Kept = ReturnType<ReturnType<typeof webRuntime>['support']['copy']>;

interface Asked {
  readonly copy: Kept;
  readonly now: Date;
  readonly environment: string | null;
  readonly theme: 'light' | 'dark' | null;
  readonly baseUrl: string;
}

interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

/** Nobody who asks what works waits longer for a database that may be what does not. */
const sessionWithinMs = 1_000;

const isAway = (error: unknown): boolean =>
  error instanceof TimeLimitPassed || (error instanceof FaultError && isPassing(error));

type Reader = 'may' | 'nobody' | 'without-own-password';

/**
 * Whether whoever asks may read it. While the database does not answer, a session that was sealed
 * by this console is believed: nobody can say whether it has ended since.
 */
async function mayRead(request: Request, id: string): Promise<Reader> {
  const { support } = webRuntime();
  const address = clientAddress(request.headers);
  const sealed = async (): Promise<Reader> => ((await hasSealedSession()) ? 'may' : 'nobody');
  if (support.isOpenTo(address)) return 'may';
  const authorization = request.headers.get('authorization');
  if (authorization !== null)
    return tokenActor(authorization, id, address) === null ? 'nobody' : 'may';
  if (!support.isCurrent()) return sealed();
  try {
    const actor = await withinTime(sessionWithinMs, sessionActor);
    if (actor === null) return 'nobody';
    return hasOwnPassword(actor).ok ? 'may' : 'without-own-password';
  } catch (error) {
    if (isAway(error)) return sealed();
    throw error;
  }
}

const themeOf = (request: Request): Asked['theme'] => {
  const [, theme] =
    /(?:^|;\s*)theme=(light|dark)(?:;|$)/.exec(request.headers.get('cookie') ?? '') ?? [];
  return theme === 'light' || theme === 'dark' ? theme : null;
};

const text = (status: number, body: string): Answer => ({
  status,
  contentType: 'text/plain; charset=utf-8',
  body,
});

/** `GET` of one of its forms; people who are not signed in are led from the page to sign in. */
export function supportRoute(form: 'page' | 'data', answer: (asked: Asked) => Answer): Handler {
  return (request, context) =>
    guarded(request, context, async (id) => {
      const reader = await mayRead(request, id);
      if (reader !== 'may') {
        const page = reader === 'nobody' ? '/sign-in' : '/choose-password';
        const way = new URL(`${page}?to=%2Fsupport`, webRuntime().baseUrl);
        if (form === 'page') return NextResponse.redirect(way, 307);
        return reader === 'nobody'
          ? reply(text(401, 'Sign in first, or show a token.\n'), id)
          : reply(text(403, 'Choose a password of your own first.\n'), id);
      }
      const { support, world, baseUrl } = webRuntime();
      const environment = new URL(request.url).searchParams.get('environment');
      const now = world.clock.now();
      const theme = themeOf(request);
      return reply(answer({ copy: support.copy(), now, environment, theme, baseUrl }), id);
    });
}

const reply = ({ status, contentType, body }: Answer, id: string): Response =>
  new Response(body, {
    status,
    headers: {
      'content-type': contentType,
      'cache-control': 'private, no-cache',
      [requestIdHeader]: id,
      ...(status === 503 && { 'retry-after': '5' }),
    },
  });
