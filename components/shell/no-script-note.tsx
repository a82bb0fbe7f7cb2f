'use client';

import { Note } from '#components/ui/feedback/note.tsx';
import { Time } from '#components/ui/time/time.tsx';
import { useNow } from '#components/ui/time/now.tsx';

/** Where no script runs: when the page was made, and what it therefore cannot do. */
export function NoScriptNote() {
  const now = useNow();
  return (
    <noscript>
      <Note tone="warn" title="This page does not follow what happens">
        <p>
          Scripts do not run in this browser. The page shows what was so at{' '}
          <Time at={now.toISOString()} as="seconds" />; load it again for newer facts. To start or
          cancel a sync, use a browser with scripts, or the terminal.
        </p>
      </Note>
    </noscript>
  );
}
