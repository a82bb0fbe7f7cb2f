/**
 * Whether a body is this start marker: JSON text with its quotes, or the bare word as text/plain
 * peers send it (`sync-contract.md` 1.5, 9 row 14).
 */
export function isMarker(body: string, marker: string): boolean {
  const received = body.trim();
  return received === marker || `"${received}"` === marker;
}
