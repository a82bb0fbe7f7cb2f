import { partsOfIndex } from '#lib/indexes/client.ts';

/** An index by what people say of it; the whole name on hover and in the list of generations. */
export function IndexName({ index }: { readonly index: string }) {
  const { base, generation } = partsOfIndex(index);
  return (
    <span title={index}>
      <code className="whitespace-nowrap">{base}</code>
      {generation !== null && <span className="whitespace-nowrap"> generation {generation}</span>}
    </span>
  );
}
