/**
 * Whether a body is this start marker: JSON text with its quotes, or the bare word as text/plain
 * peers send it (`docs/sync-contract.md` 1.5, 1.7, 6 row 12).
 */
export function isMarker(body: string, marker: string): boolean {
  const received = body.trim();
  return received === marker || `"${received}"` === marker;
}
