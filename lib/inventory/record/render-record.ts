import { toHtml } from 'hast-util-to-html';
import type { Root } from 'mdast';
import { gfmTableToMarkdown } from 'mdast-util-gfm-table';
import { toMarkdown } from 'mdast-util-to-markdown';
import { recordTree } from './record-tree.ts';

export type RecordFormat = 'md' | 'html';

const styles =
  'body{font:14px/1.4 Arial,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}' +
  'table{border-collapse:collapse;width:100%;margin:.5rem 0}' +
  'th,td{border:1px solid #768692;padding:.25rem .5rem;text-align:left;vertical-align:top}' +
  'caption{text-align:left;font-weight:bold}' +
  'h2,h3,h4,caption{break-after:avoid}tr{break-inside:avoid}' +
  // The margins of the paper are its own, and a table that goes on says again what its columns are.
  '@media print{body{font-size:10pt;max-width:none;margin:0;padding:0}' +
  'thead{display:table-header-group}}';

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => `&#${String(sign.charCodeAt(0))};`);

/**
 * The record as Markdown with tables, or as a page of its own to print. Whatever signs a text has
 * are escaped; no HTML of a text passes.
 */
export function renderRecord(
  { heading, document }: { readonly heading: string; readonly document: Root },
  format: RecordFormat,
): string {
  if (format === 'md') return toMarkdown(document, { extensions: [gfmTableToMarkdown()] });
  return (
    '<!doctype html><html lang="en-GB"><head><meta charset="utf-8">' +
    `<meta name="viewport" content="width=device-width"><title>${escaped(heading)}</title>` +
    `<style>${styles}</style></head><body><main>${toHtml(recordTree(document))}</main>` +
    '</body></html>\n'
  );
}
