'use client';

import { wayBackTo } from '#lib/kernel/way-back.ts';
import { ButtonLink } from '../form/button.tsx';

/** A page that the server draws without JavaScript does not know its own address. */
export function signInAddress(): string {
  if (typeof location === 'undefined') return '/sign-in';
  const to = wayBackTo(location.pathname + location.search);
  return to === null ? '/sign-in' : `/sign-in?${new URLSearchParams({ to }).toString()}`;
}

/** The way to sign in, and back to this page. */
export function SignInLink() {
  return (
    <ButtonLink href={signInAddress()} prefetch={false}>
      Sign in
    </ButtonLink>
  );
}
