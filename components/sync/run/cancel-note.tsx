import type { Run } from '#lib/sync/client.ts';
import { Note } from '#components/ui/feedback/note.tsx';

/** Who wanted the run to end, and why. */
export function CancelNote({ run }: { readonly run: Run }) {
  const { cancelledBy, cancelReason, number, state } = run;
  if (cancelledBy === null) return null;
  const titles: Partial<Record<Run['state'], string>> = {
    cancelling: `Run ${number} is being cancelled`,
    cancelled: `${cancelledBy} cancelled it`,
  };
  return (
    <Note
      tone={state === 'cancelling' ? 'warn' : 'off'}
      title={titles[state] ?? `${cancelledBy} asked to cancel it, too late`}
    >
      <p>
        {state === 'cancelling' && `${cancelledBy} asked for it. `}
        {reasonWords(cancelReason)}
      </p>
    </Note>
  );
}

function reasonWords(reason: string | null): string {
  if (reason === null) return 'Why was not recorded.';
  return reason === '' ? 'No reason was given.' : `Reason: “${reason}”`;
}
