import { Note } from '#components/ui/feedback/note.tsx';
import { Time } from '#components/ui/time/time.tsx';
import type { Wait } from '#lib/sync/client.ts';

/** That nothing moves just now, why, and since when. */
export function WaitNote({ wait }: { readonly wait: Wait }) {
  return (
    <Note
      tone="warn"
      title={
        <>
          Stage “{wait.title}” waits since <Time at={wait.since} as="clock" />
          {wait.attempt > 1 && <>, attempt {wait.attempt}</>}
        </>
      }
    >
      <p>{wait.says}</p>
      <p>The run goes on by itself when this is back. Nothing has changed for users.</p>
    </Note>
  );
}
