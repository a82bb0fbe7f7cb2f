/** A record as a tree of HTML, with the caption of each table. */
import type { Root, Table } from 'mdast';
import { defaultHandlers, toHast, type State } from 'mdast-util-to-hast';

function table(state: State, node: Table) {
  const element = defaultHandlers.table(state, node);
  const caption = node.data?.caption;
  if (caption !== undefined)
    element.children.unshift({
      type: 'element',
      tagName: 'caption',
      properties: {},
      children: [{ type: 'text', value: caption }],
    });
  return element;
}

export const recordTree = (document: Root): ReturnType<typeof toHast> =>
  toHast(document, { handlers: { table } });
