import type { ContractDifference, ContractTerms, ContractVersion } from '#lib/indexes/client.ts';
import { countOf } from '#lib/kernel/words/numbers.ts';

export const termsWords = (terms: ContractTerms | null): string =>
  terms === null ? 'not named' : `${terms.target}, ${terms.filter ?? 'no filter'}`;

export const kindWords: Readonly<Record<ContractVersion['kind'], string>> = {
  run: 'as a run left it',
  rollback: 'by a roll back',
  edit: 'edited',
  reset: 'back to the pipeline’s own',
};

/** `2 aliases changed`. */
export const changesWords = (differences: readonly ContractDifference[]): string =>
  differences.length === 0
    ? 'the same aliases'
    : `${countOf(differences.length, 'alias', 'aliases')} changed`;

const versionLine = /^version:.*$/m;

/** The text with another version to be made from. */
export const madeFrom = (text: string, version: number): string =>
  versionLine.test(text)
    ? text.replace(versionLine, `version: ${version}`)
    : `version: ${version}\n${text}`;

/** The version that a text says it was made from; null: it does not say. */
export function versionIn(text: string): number | null {
  const said = /^version:\s*(\d+)\s*$/m.exec(text)?.[1];
  return said === undefined ? null : Number(said);
}

/** The lines that are wrong, in their order, from the fields of a refusal. */
export const wrongLines = (
  fields: Readonly<Record<string, string>> = {},
): readonly { readonly line: number; readonly says: string }[] =>
  Object.entries(fields)
    .flatMap(([name, says]) => {
      const line = /^line (\d+)$/.exec(name)?.[1];
      return line === undefined ? [] : [{ line: Number(line), says }];
    })
    .toSorted((a, b) => a.line - b.line);

/** Where a line begins and ends in its text. */
export function rangeOfLine(text: string, line: number): readonly [from: number, to: number] {
  const lines = text.split('\n');
  const from = lines.slice(0, line - 1).reduce((at, one) => at + one.length + 1, 0);
  return [from, from + (lines[line - 1]?.length ?? 0)];
}
