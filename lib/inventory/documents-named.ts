/**
 * Test data: all that five documents name, which the inventory is held against
 * (`completeness.int.test.ts`). It is read off the documents, which are not part of this project,
 * and not off the files of the estates:
 *
 * - Each heading is a section, in the order of the document.
 * - Each row of a table, each line of a block of code, each numbered step, each point of a list and
 *   each picture is a unit of it; where columns of a table are things, each column is a row. What
 *   is between them are paragraphs, with a search for each thing that they say.
 * - `counts` is counted in the document: the points by their dots, the steps by their numbers, the
 *   lines of code by the commands that they begin with, the rows by hand, as the text of the SPQS
 *   document has no lines, and its headings in its table of contents.
 * - Left out are sentences that only lead to what follows ("This includes:") and the furniture of
 *   the pages that the text was taken from.
 *
 * Besides, `words.json` has every word of each document, so that nothing is forgotten that the
 * sections forgot: the text in lower case, matched with
 * `[a-z0-9]+(?:[-_.:/@'’+%$*{}|][a-z0-9]+)*`, each word once. Where cells of a table run together
 * in the text, a word ends before a capital, and what still held two cells was taken out, as was
 * the number of a server. `unsaid.ts` has the words that name nothing.
 */
import { core } from './documents-named/core.ts';
import { dosIntegration } from './documents-named/dos-integration.ts';
import type { NamedDocument } from './documents-named/named.ts';
import { revalSync } from './documents-named/reval-sync.ts';
import { spqs } from './documents-named/spqs.ts';
import { tis } from './documents-named/tis.ts';

export const namedDocuments: readonly NamedDocument[] = [
  tis,
  core,
  dosIntegration,
  spqs,
  revalSync,
];
