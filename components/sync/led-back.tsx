import Link from 'next/link';
import { runName, type LedBack } from '#lib/sync/client.ts';
import { Note } from '#components/ui/feedback/note.tsx';
import { Status } from '#components/ui/feedback/status.tsx';
import { Time } from '#components/ui/time/time.tsx';

interface LedBackProps {
  readonly ledBack: LedBack;
  readonly environment: string;
}

function WhereTo({ ledBack: { to }, environment }: LedBackProps) {
  if (to === null) return <>an index that no run made</>;
  return <Link href={`/sync/${runName(environment, to)}`}>run {to}</Link>;
}

/** In a list, and beside the state of a run: users do not read what it built. */
export function LedBackLine(props: LedBackProps) {
  return (
    <Status tone="warn">
      Rolled back to <WhereTo {...props} />
    </Status>
  );
}

/** On the page of the run: who led users back from it, when and why. */
export function LedBackNote(props: LedBackProps & { readonly number: number }) {
  const { at, by, reason } = props.ledBack;
  return (
    <Note tone="warn" title={`Users were led back from run ${props.number}`}>
      <p>
        {by} rolled them back to <WhereTo {...props} /> <Time at={at} as="near" />.{' '}
        {reason === null || reason === '' ? 'No reason was given.' : `Reason: “${reason}”`}
      </p>
    </Note>
  );
}
