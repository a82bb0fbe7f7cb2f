/**
 * Scripts run only with this request's nonce, or when one that has it loads them; styles likewise.
 * No page is rendered with a `style` attribute, so none is allowed: lengths of bars are attributes
 * of SVG, and what a script sets on an element's style is not an attribute.
 */
export function contentSecurityPolicy(
  nonce: string,
  options: { readonly isSecure: boolean; readonly isDevelopment: boolean },
): string {
  const development = options.isDevelopment;
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    development ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    // The layout of graphs has a thread of its own, from a file of ours.
    "worker-src 'self'",
    `connect-src 'self'${development ? ' ws:' : ''}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(options.isSecure ? ['upgrade-insecure-requests'] : []),
  ].join('; ');
}
