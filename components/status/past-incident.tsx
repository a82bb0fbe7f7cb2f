import Link from 'next/link';
import { FactValue } from '#components/inventory/fact-value.tsx';
import { itemHref, speaksOfWords } from '#components/inventory/words.ts';
import { Definition, DefinitionList } from '#components/ui/page/definition-list.tsx';
import { RecordedValue } from '#components/ui/page/recorded.tsx';
import { partsOfKey, type PastIncidentView, type SourceView } from '#lib/inventory/client.ts';
import { listWords } from '#lib/kernel/words/text.ts';

const terms = [
  ['when', 'When'],
  ['effect', 'What users saw'],
  ['cause', 'Cause'],
  ['done', 'What was done'],
  ['lesson', 'Lesson'],
] as const;

const quoted = (texts: readonly string[]): string =>
  listWords(
    texts.map((text) => `“${text}”`),
    'or',
  );

/** Several things of one name are of different environments. */
function Where({ of }: { readonly of: string }) {
  const { environment } = partsOfKey(of);
  return environment === null ? null : <span className="text-muted"> {environment}</span>;
}

/** All that sources say of a past incident, and by what another is recognised. */
export function PastIncident({ incident }: { readonly incident: PastIncidentView }) {
  const { key, estateTitle, facts, of, source, signature } = incident;
  const isOther = (one: SourceView): boolean => one.title !== source.title;
  return (
    <>
      <DefinitionList className="max-w-[82ch]">
        {terms.map(([attribute, term]) => {
          const fact = facts[attribute];
          return (
            <Definition key={attribute} term={term}>
              <FactValue of={fact} />
              {fact !== undefined && isOther(fact.source) && (
                <span className="block text-meta text-muted">
                  {fact.source.title}, {speaksOfWords(fact.source)}
                </span>
              )}
            </Definition>
          );
        })}
        <Definition term="Happened to">
          {of.length === 0 ? (
            <RecordedValue of={{ state: 'not-recorded' }} />
          ) : (
            <ul>
              {of.map(({ key: thing, name }) => (
                <li key={thing}>
                  <Link href={itemHref(thing)} className="inline-block min-h-6 wrap-anywhere">
                    {name}
                  </Link>
                  <Where of={thing} />
                </li>
              ))}
            </ul>
          )}
        </Definition>
        <Definition term="Another is recognised">
          {signature === null ? (
            <RecordedValue of={{ state: 'not-recorded' }} />
          ) : (
            <>
              where {quoted(signature.failing)} fails, and {quoted(signature.words)} is said of it
            </>
          )}
        </Definition>
        <Definition term="Source">
          {source.title}, {speaksOfWords(source)}
        </Definition>
        <Definition term="Estate">{estateTitle}</Definition>
      </DefinitionList>
      <p className="mt-3 text-dense">
        <Link href={itemHref(key)} className="inline-block min-h-6">
          Where the inventory has it
        </Link>
        , with who changed what of it.
      </p>
    </>
  );
}
