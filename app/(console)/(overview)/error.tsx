'use client';

import { ErrorPage } from '#components/shell/error-page.tsx';

export default function PageError({
  error,
  reset,
}: {
  readonly error: Error & { readonly digest?: string };
  readonly reset: () => void;
}) {
  return <ErrorPage title="Overview" error={error} retry={reset} />;
}
