/** Without an estate: all of them. */
export function ExportLinks({
  estate,
  title,
}: {
  readonly estate?: string;
  readonly title: string;
}) {
  return (
    <span className="flex flex-wrap gap-x-3">
      {(['yaml', 'csv'] as const).map((format) => (
        <a
          key={format}
          href={`/api/inventory/export?${String(
            new URLSearchParams({ format, ...(estate !== undefined && { estate }) }),
          )}`}
          download
          className="inline-block min-h-6 text-dense"
        >
          Export {format.toUpperCase()}
          <span className="sr-only"> of {title}</span>
        </a>
      ))}
    </span>
  );
}
