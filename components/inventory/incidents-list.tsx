import Link from 'next/link';
import type { RelationView } from '#lib/inventory/client.ts';
import { itemHref, speaksOfWords } from './words.ts';

/** What happened to a thing once, each with who says so. */
export function IncidentsList({ incidents }: { readonly incidents: readonly RelationView[] }) {
  if (incidents.length === 0)
    return <p className="mt-2 text-dense text-muted">None is recorded.</p>;
  return (
    <ul className="text-dense">
      {incidents.map(({ key, name, note, source }) => (
        <li key={key} className="border-b border-rule py-1.5">
          <Link href={itemHref(key)} className="inline-block min-h-6 font-bold">
            {name}
          </Link>{' '}
          <span className="text-muted">
            {source.title}, {speaksOfWords(source)}
          </span>
          {note !== null && <span className="block max-w-[70ch] text-muted">{note}</span>}
        </li>
      ))}
    </ul>
  );
}
