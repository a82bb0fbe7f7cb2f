import type { ContractPreview, PreviewedAlias } from '#lib/indexes/client.ts';
import { countOf } from '#lib/kernel/words/numbers.ts';
import { DiffLine, DiffList } from '../moves-diff.tsx';
import { termsWords } from './contract-words.ts';

const documents = (number: number | null): string =>
  number === null ? 'a number that is not known' : countOf(number, 'document');

function shownWords({ before, after, shows, wouldShow }: PreviewedAlias): string {
  if (after === null) return `It shows ${documents(shows)} now.`;
  const now =
    shows === null && before === null ? 'There is none yet' : `It shows ${documents(shows)} now`;
  return `${now}; by this contract it is ${documents(wouldShow)}.`;
}

/** What a new contract changes, alias by alias, and what else there is to know. */
export function ContractDiff({ preview }: { readonly preview: ContractPreview }) {
  const changed = preview.aliases.filter(({ isChanged }) => isChanged);
  const same = preview.aliases.length - changed.length;
  return (
    <>
      {changed.length > 0 && (
        <DiffList>
          {changed.flatMap(({ alias, before, after }) => [
            ...(before === null
              ? []
              : [
                  <DiffLine key={`${alias} before`} sign="−" word="remove">
                    <code>{alias}</code>: {termsWords(before)}
                  </DiffLine>,
                ]),
            ...(after === null
              ? []
              : [
                  <DiffLine key={`${alias} after`} sign="+" word="add">
                    <code>{alias}</code>: {termsWords(after)}
                  </DiffLine>,
                ]),
          ])}
        </DiffList>
      )}
      {changed.map((alias) => (
        <p key={alias.alias} className="mt-2 wrap-anywhere">
          <code>{alias.alias}</code>: {shownWords(alias)}
        </p>
      ))}
      {same > 0 && (
        <p className="mt-2">
          {changed.length === 0
            ? 'The contract names the same as now.'
            : `${countOf(same, 'alias stays', 'aliases stay')} as now.`}
        </p>
      )}
      {preview.notes.map((note) => (
        <p key={note} className="mt-2 wrap-anywhere">
          {note}
        </p>
      ))}
    </>
  );
}
