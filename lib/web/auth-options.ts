import type { NextAuthOptions } from 'next-auth';
import { headers } from 'next/headers';
import CredentialsProvider from 'next-auth/providers/credentials';
import { findPersonOfSession, signOut } from '#lib/access/index.ts';
import { clientAddress, requestIdOf } from './request-headers.ts';
import { consoleWorld, webRuntime } from './runtime.ts';
import { isSecure } from './open-session.ts';
import { cookiesOfNextAuth, sessionSeconds } from './session-token.ts';
import { safeDestination } from './sign-in-action.ts';
import { signInFrom } from './sign-in-request.ts';

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** next-auth with the accounts of this console; single sign-on becomes a second provider here. */
export function authOptions(): NextAuthOptions {
  const { baseUrl, sessionSecret } = webRuntime();
  return {
    secret: sessionSecret,
    useSecureCookies: isSecure(baseUrl),
    cookies: cookiesOfNextAuth(baseUrl),
    session: { strategy: 'jwt', maxAge: sessionSeconds },
    jwt: { maxAge: sessionSeconds },
    pages: { signIn: '/sign-in', error: '/sign-in' },
    providers: [
      CredentialsProvider({
        name: 'local account',
        credentials: { email: { type: 'email' }, password: { type: 'password' } },
        async authorize(given, request) {
          // A body of JSON has whatever its sender writes, strings or not.
          const credentials = {
            email: textOf(given?.email).slice(0, 254),
            password: textOf(given?.password),
          };
          const sent = new Headers(request.headers);
          const signedIn = await signInFrom(sent, credentials, requestIdOf(sent));
          if (signedIn.ok) {
            const { person, session } = signedIn.value;
            // next-auth keeps its `id` as the subject of the token, which is all that `session.ts`
            // reads.
            return { id: session, name: person.name, email: person.email };
          }
          // The kind travels in the address of the sign-in page, which has the words.
          throw new Error(signedIn.fault.kind);
        },
      }),
    ],
    // Its own logger prints errors whole; the codes alone say enough.
    logger: {
      error: (code) => {
        const { log } = consoleWorld();
        // Somebody came with a session that is over.
        if (code === 'JWT_SESSION_ERROR') log.debug({ code }, 'next-auth warns');
        else log.error({ code }, 'next-auth failed');
      },
      warn: (code) => consoleWorld().log.debug({ code }, 'next-auth warns'),
      debug: () => undefined,
    },
    callbacks: {
      // Its own rule fails on what is no address.
      redirect: ({ url }) => baseUrl + safeDestination(url.replace(baseUrl, '')),
      async jwt({ token, user }) {
        const session = user?.id ?? token.sub ?? '';
        // next-auth then clears the cookie instead of sealing it once more.
        if ((await findPersonOfSession(consoleWorld(), session)) === null)
          throw new Error('The session is over');
        return { sub: session };
      },
    },
    events: {
      async signOut({ token }) {
        if (token.sub === undefined) return;
        const requestHeaders = await headers();
        const address = clientAddress(requestHeaders);
        await signOut(consoleWorld(), token.sub, requestIdOf(requestHeaders), address);
      },
    },
  };
}
