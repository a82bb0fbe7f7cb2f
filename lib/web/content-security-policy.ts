/**
 * Scripts run only with this request's nonce, or when one that has it loads them; styles likewise. `style-src-attr` allows the
 * `style` attributes in which React renders lengths of bars: they can run nothing and load nothing, since `img-src` and `font-src` hold for them.
 */
export function contentSecurityPolicy(nonce: string, options: { readonly isSecure: boolean; readonly isDevelopment: boolean }): string {
  const development = options.isDevelopment;
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    development ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${development ? ' ws:' : ''}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(options.isSecure ? ['upgrade-insecure-requests'] : []),
  ].join('; ');
}
