import type { IncomingHttpHeaders } from 'node:http';

// What Next itself reads the header by, and fails of.
const { parseAndValidateFlightRouterState: readState } =
  await import('next/dist/server/app-render/parse-and-validate-flight-router-state.js');

/** Whether the header says what a page of ours says of where it is, or is not there. */
export function hasReadableState(headers: IncomingHttpHeaders): boolean {
  try {
    readState(headers['next-router-state-tree']);
    return true;
  } catch {
    return false;
  }
}
