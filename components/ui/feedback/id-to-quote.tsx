import type { Fault, FaultKind } from '#lib/kernel/result.ts';

// What was refused for what its sentence says is mended by the person who reads it.
const isOurs: Readonly<Record<FaultKind, boolean>> = {
  invalid: false,
  forbidden: false,
  conflict: false,
  'not-found': false,
  precondition: false,
  busy: true,
  unavailable: true,
};

/** Under what may be a fault of ours: its id in the log. Nothing under a refusal. */
export function IdToQuote({
  fault,
  id,
}: {
  readonly fault: Fault;
  readonly id: string | undefined;
}) {
  if (id === undefined || !isOurs[fault.kind]) return null;
  return (
    <p>
      If it goes on, quote <code>{id}</code>.
    </p>
  );
}
