/**
 * Grey rows while the first response is on its way; they appear late, so that a fast one does not
 * flicker.
 */
export function SkeletonRows({
  rows = 3,
  label,
}: {
  readonly rows?: number;
  readonly label: string;
}) {
  return (
    <div role="status" className="animate-[appear_0s_300ms_both]">
      <span className="sr-only">Loading {label}</span>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} aria-hidden="true" className="flex gap-6 border-b border-rule py-3">
          <span className="h-2.5 w-10 rounded-xs bg-rule" />
          <span className="h-2.5 max-w-64 flex-1 rounded-xs bg-rule" />
          <span className="ml-auto h-2.5 w-14 rounded-xs bg-rule" />
          <span className="h-2.5 w-20 rounded-xs bg-rule" />
        </div>
      ))}
    </div>
  );
}
