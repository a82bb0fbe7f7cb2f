import type { RunState } from '#lib/sync/client.ts';
import { Button } from '#components/ui/form/button.tsx';
import { Empty } from '#components/ui/feedback/empty.tsx';
import { runStateStyle } from '../state-words.ts';

/** No runs at all and no runs that match are different things and look so. */
export function EmptyRuns({
  state,
  onClear,
}: {
  readonly state: RunState | null;
  readonly onClear: () => void;
}) {
  if (state === null) {
    return (
      <Empty title="No sync has been started yet">
        Every run is listed here with who started it, why, and how it ended. Press Start sync to
        begin the first one.
      </Empty>
    );
  }
  return (
    <Empty
      title="No runs match this filter"
      actions={
        <Button small onClick={onClear}>
          Clear the filter
        </Button>
      }
    >
      No run with the outcome “{runStateStyle(state).word}” is recorded. Runs with another outcome
      may be.
    </Empty>
  );
}
