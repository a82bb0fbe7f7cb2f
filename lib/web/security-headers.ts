export const policyHeader = 'content-security-policy';

const ofEveryAnswer = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  // Not no-referrer: browsers then send `Origin: null` with a form, and our own forms could not be
  // told from others.
  'referrer-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
} as const;

// A thread of a page goes by the policy of its own file, and needs what the page may do.
const filesOfBuild = '/_next/static/';
const ofNoPage = "default-src 'none'; base-uri 'none'; frame-ancestors 'none'";

/**
 * What every answer of the console carries, whoever gives it: Next redirects and the server refuses
 * without asking the guard. A page has a policy of its own in place of this one (`guardRequest`).
 */
export function securityHeaders(url: string, isSecure: boolean): Readonly<Record<string, string>> {
  return {
    ...ofEveryAnswer,
    ...(!url.startsWith(filesOfBuild) && { [policyHeader]: ofNoPage }),
    ...(isSecure && { 'strict-transport-security': 'max-age=31536000; includeSubDomains' }),
  };
}
