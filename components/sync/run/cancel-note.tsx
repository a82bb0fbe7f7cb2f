import type { Run } from '#lib/sync/client.ts';
import { Note } from '#components/ui/feedback/note.tsx';

/** Who wanted the run to end, and why. */
export function CancelNote({ run }: { readonly run: Run }) {
  const { cancelledBy, cancelReason, number, state } = run;
  if (cancelledBy === null) return null;
  return (
    <Note
      tone={state === 'cancelling' ? 'warn' : 'off'}
      title={
        state === 'cancelling' ? `Run ${number} is being cancelled` : `${cancelledBy} cancelled it`
      }
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
