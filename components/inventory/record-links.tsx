const formats = [
  ['md', 'Markdown'],
  ['html', 'HTML'],
] as const;

/** The record of a system as a file. */
export function RecordLinks({ of, title }: { readonly of: string; readonly title: string }) {
  return (
    <span className="flex flex-wrap gap-x-3 print:hidden">
      {formats.map(([format, words]) => (
        <a
          key={format}
          href={`/api/inventory/record/file?${String(new URLSearchParams({ key: of, format }))}`}
          download
          className="inline-block min-h-6 text-dense"
        >
          {words}
          <span className="sr-only"> file of {title}</span>
        </a>
      ))}
    </span>
  );
}
