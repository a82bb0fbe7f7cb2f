import type { NextAuthOptions } from 'next-auth';
import CredentialsProvider from 'next-auth/providers/credentials';
import { signIn } from '#lib/access/index.ts';
import { newId } from '#lib/kernel/ids.ts';
import { currentWorld, served } from './served.ts';
import { isSecure, sessionSeconds } from './session-token.ts';

/** next-auth with the accounts of this console; single sign-on becomes a second provider here. */
export function authOptions(): NextAuthOptions {
  const { baseUrl, sessionSecret } = served();
  return {
    secret: sessionSecret,
    useSecureCookies: isSecure(baseUrl),
    session: { strategy: 'jwt', maxAge: sessionSeconds },
    jwt: { maxAge: sessionSeconds },
    pages: { signIn: '/sign-in', error: '/sign-in' },
    providers: [
      CredentialsProvider({
        name: 'local account',
        credentials: { email: { type: 'email' }, password: { type: 'password' } },
        async authorize(given) {
          const signedIn = await signIn(currentWorld(), { email: given?.email ?? '', password: given?.password ?? '' }, newId());
          if (signedIn.ok) return { id: signedIn.value.id, name: signedIn.value.name, email: signedIn.value.email };
          // The kind travels in the address of the sign-in page, which has the words.
          throw new Error(signedIn.fault.kind);
        },
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => ({ sub: user?.id ?? token.sub ?? '' }),
    },
  };
}
