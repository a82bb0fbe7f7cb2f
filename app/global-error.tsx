'use client';

import './globals.css';

/**
 * The last resort, when even the frame of the console cannot be made. It needs nothing but itself.
 */
export default function GlobalError({
  error,
  reset,
}: {
  readonly error: Error & { readonly digest?: string };
  readonly reset: () => void;
}) {
  return (
    <html lang="en-GB">
      <body>
        <main className="mx-auto max-w-190 px-4 pt-12 pb-12">
          <h1 className="text-title font-bold">The console could not be shown</h1>
          <p className="mt-2">
            Something went wrong in the console itself. What users read and any sync that runs are
            not affected.
          </p>
          <p className="mt-2">
            <button
              type="button"
              onClick={reset}
              className="min-h-8 rounded-[4px] border border-control px-3 font-bold text-link"
            >
              Try again
            </button>
          </p>
          {error.digest !== undefined && (
            <p className="mt-2 text-muted">
              If it goes on, quote <code>{error.digest}</code>.
            </p>
          )}
        </main>
      </body>
    </html>
  );
}
