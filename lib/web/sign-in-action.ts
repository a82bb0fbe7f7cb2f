import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { signInPermission } from '#lib/access/index.ts';
import { ownPath } from '#lib/kernel/address.ts';
import type { Fault, Refusal } from '#lib/kernel/result.ts';
import { recordRefused } from './record-refused.ts';
import { isSameOrigin, requestIdOf } from './request-headers.ts';
import { webRuntime } from './runtime.ts';
import { closeSession, keepSession } from './session.ts';
import { signInFrom } from './sign-in-request.ts';
import { markRead } from './unread-requests.ts';

/** A refusal: whoever is signed in is led on. */
export interface SignInResult extends Refusal {
  /** What was typed, so that it need not be typed again; never the password. */
  readonly values: { readonly email: string };
}

/** An action is called with whatever its sender writes. */
export const textOf = (form: unknown, name: string): string => {
  const value = form instanceof FormData ? form.get(name) : null;
  return typeof value === 'string' ? value : '';
};

/** Where a person goes on after signing in: a page of ours, else home. */
export function safeDestination(to: string): string {
  const path = ownPath(to);
  return path === null || /^\/(sign-in|choose-password|api)(?![\w-])/.test(path) ? '/' : path;
}

/**
 * A form with `email`, `password` and `to`; works without JavaScript. Goes on to `to`, or says why
 * not.
 */
export async function signInWithForm(_previous: unknown, form: unknown): Promise<SignInResult> {
  const requestHeaders = await headers();
  markRead(requestHeaders);
  const id = requestIdOf(requestHeaders);
  const email = textOf(form, 'email').slice(0, 254);
  const refused = (fault: Fault): SignInResult => ({ ok: false, fault, id, values: { email } });
  if (!isSameOrigin(requestHeaders, webRuntime().baseUrl)) {
    const fault: Fault = {
      kind: 'forbidden',
      says: 'This request does not come from the sign-in page.',
    };
    await recordRefused(
      { headers: requestHeaders, permission: signInPermission, actor: null, id },
      fault,
    );
    return refused(fault);
  }
  const signedIn = await signInFrom(
    requestHeaders,
    { email, password: textOf(form, 'password') },
    id,
  );
  if (!signedIn.ok) return refused(signedIn.fault);
  await keepSession(signedIn.value.session);
  redirect(safeDestination(textOf(form, 'to')));
}

export async function signOutOfForm(): Promise<never> {
  const requestHeaders = await headers();
  markRead(requestHeaders);
  if (isSameOrigin(requestHeaders, webRuntime().baseUrl)) await closeSession();
  redirect('/sign-in');
}
