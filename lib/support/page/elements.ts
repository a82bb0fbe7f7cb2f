/** What pages are put together from; texts are escaped when they are written out. */
import type { Element, ElementContent, Properties } from 'hast';

export type Content = ElementContent | string | null | readonly Content[];

const flat = (content: Content): ElementContent[] => {
  if (content === null) return [];
  if (typeof content === 'string') return [{ type: 'text', value: content }];
  return 'type' in content ? [content] : content.flatMap(flat);
};

/** `el('p', { className: 'lead' }, 'Words', null)`. */
export const el = (tagName: string, properties: Properties, ...content: Content[]): Element => ({
  type: 'element',
  tagName,
  properties,
  children: flat(content),
});
