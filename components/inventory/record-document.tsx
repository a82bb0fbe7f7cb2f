import { toJsxRuntime, type ExtraProps } from 'hast-util-to-jsx-runtime';
import type { ComponentProps, ReactNode } from 'react';
import { Fragment, jsx, jsxs } from 'react/jsx-runtime';
import { cellClass } from '#components/ui/data-table/cell-class.ts';
import { Table, Td, Th } from '#components/ui/data-table/table.tsx';

type Tree = Parameters<typeof toJsxRuntime>[0];

const captionOf = ({ node }: ExtraProps): string => {
  const caption = node?.children.find(
    (child) => child.type === 'element' && child.tagName === 'caption',
  );
  const words = caption !== undefined && 'children' in caption ? caption.children[0] : undefined;
  return words?.type === 'text' ? words.value : '';
};

/** How the document looks on a page of the console, and printed. */
const components = {
  h2: ({ children }: ComponentProps<'h2'>) => (
    <h2 className="mt-6.5 border-b border-rule-strong pb-1.5 text-section font-bold">{children}</h2>
  ),
  h3: ({ children }: ComponentProps<'h3'>) => <h3 className="mt-4 font-bold">{children}</h3>,
  h4: ({ children }: ComponentProps<'h4'>) => (
    <h4 className="mt-3 text-dense font-bold">{children}</h4>
  ),
  p: ({ children }: ComponentProps<'p'>) => <p className="mt-2 max-w-[82ch]">{children}</p>,
  em: ({ children }: ComponentProps<'em'>) => (
    <span className="text-meta text-muted">{children}</span>
  ),
  ol: ({ children }: ComponentProps<'ol'>) => (
    <ol className="mt-1 list-decimal pl-6">{children}</ol>
  ),
  table: ({ children, ...rest }: ComponentProps<'table'> & ExtraProps) => (
    <Table label={captionOf(rest)}>{children}</Table>
  ),
  // The table has it from its label.
  caption: () => null,
  th: ({ children, scope }: ComponentProps<'th'>) =>
    scope === 'row' ? (
      <th
        scope="row"
        className={`${cellClass(false)} text-left font-normal wrap-anywhere min-w-28`}
      >
        {children}
      </th>
    ) : (
      <Th>{children}</Th>
    ),
  td: ({ children }: ComponentProps<'td'>) => (
    <Td className="min-w-28 wrap-anywhere">{children}</Td>
  ),
};

/** A document without its title, which the page has. */
export function RecordDocument({ tree }: { readonly tree: Tree }) {
  const withoutTitle: Tree =
    tree.type !== 'root'
      ? tree
      : {
          ...tree,
          children: tree.children.filter(
            (node) => node.type !== 'element' || node.tagName !== 'h1',
          ),
        };
  // Its types name the global JSX of React 18, which is no more.
  return toJsxRuntime(withoutTitle, {
    Fragment,
    jsx,
    jsxs,
    components,
    passNode: true,
  }) as ReactNode;
}
