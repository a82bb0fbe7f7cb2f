/**
 * Test data: what five documents name, read line by line from the documents and not from the files
 * of the estates, which are held against it (`completeness.int.test.ts`). Each row is a search that
 * must find something whose source, or the source of one of whose facts, is the document.
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
