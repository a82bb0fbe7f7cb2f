'use client';

import { Button } from '#components/ui/form/button.tsx';
import { Note } from '#components/ui/feedback/note.tsx';
import { PageHead } from '#components/ui/page/page-head.tsx';

interface ErrorPageProps {
  readonly error: Error & { readonly digest?: string };
  readonly reset: () => void;
}

/**
 * What the `error.tsx` of a page exports: it failed alone, and the others go on. The digest is the
 * id under which the server logged it.
 */
export const errorPage = (title: string) =>
  function PageError({ error, reset }: ErrorPageProps) {
    return (
      <>
        <PageHead title={title} />
        <Note
          tone="bad"
          role="alert"
          title="This page could not be made"
          actions={<Button onClick={reset}>Try again</Button>}
        >
          <p>
            Something went wrong in the console. What users read and any sync that runs are not
            affected.
          </p>
          <p>
            Try again; the other pages may still work.
            {error.digest !== undefined && (
              <>
                {' '}
                If it goes on, quote <code>{error.digest}</code>.
              </>
            )}
          </p>
        </Note>
      </>
    );
  };
