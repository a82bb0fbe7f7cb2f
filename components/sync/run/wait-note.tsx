import { Note } from '#components/ui/feedback/note.tsx';
import { Time } from '#components/ui/time/time.tsx';
import type { Wait } from '#lib/sync/client.ts';

function attemptOf({ attempt, attempts }: Wait): string {
  if (attempts !== null) return `, attempt ${attempt} of ${attempts}`;
  return attempt > 1 ? `, attempt ${attempt}` : '';
}

/** That nothing moves just now, why, and since when. */
export function WaitNote({ wait }: { readonly wait: Wait }) {
  return (
    <Note
      tone="warn"
      title={
        <>
          Stage “{wait.title}” waits since <Time at={wait.since} as="clock" />
          {attemptOf(wait)}
        </>
      }
    >
      <p>{wait.says}</p>
      <p>The run goes on by itself when this is back. Nothing has changed for users.</p>
    </Note>
  );
}
