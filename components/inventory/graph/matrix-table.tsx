import clsx from 'clsx';
import { Check, Minus, Share2 } from 'lucide-react';
import Link from 'next/link';
import { Fragment } from 'react';
import { cellClass } from '#components/ui/data-table/cell-class.ts';
import { Table, Th } from '#components/ui/data-table/table.tsx';
import { cellOf, factWords, type MatrixCell, type MatrixView } from '#lib/inventory/client.ts';
import { count } from '#lib/kernel/words/numbers.ts';
import { titleCase } from '#lib/kernel/words/text.ts';
import { itemHref } from '../words.ts';

/** More of what differs is on the page of the thing. */
const mostFacts = 2;

/** Components by kind against the environments of their estate. */
export function MatrixTable({ view }: { readonly view: MatrixView }) {
  const { environments, kinds, lines } = view;
  return (
    <Table label={`What ${view.estate.title} has where`} keepsHead>
      <thead>
        <tr>
          <Th className="left-0 z-20! min-w-44">Component</Th>
          {environments.map(({ name, isProduction }) => (
            <Th key={name} className="min-w-32">
              {name}
              {isProduction && <span className="block font-normal">production</span>}
            </Th>
          ))}
        </tr>
      </thead>
      <tbody>
        {kinds.map(({ kind, title, count: all }) => {
          const own = lines.filter((line) => line.kind === kind);
          if (own.length === 0) return null;
          return (
            <Fragment key={kind}>
              <tr>
                <th
                  scope="colgroup"
                  colSpan={environments.length + 1}
                  className="border-b border-rule bg-sunk py-1.5 pl-2 text-left text-meta font-bold"
                >
                  <span className="sticky left-2">
                    {titleCase(title)}{' '}
                    <span className="font-normal text-muted">
                      {own.length < all ? `${count(own.length)} of ${count(all)}` : count(all)}
                    </span>
                  </span>
                </th>
              </tr>
              {own.map((line) => (
                <tr key={line.component}>
                  <th
                    scope="row"
                    className={clsx(
                      cellClass(false),
                      'sticky left-0 z-5 max-w-64 bg-page text-left font-normal max-m:static',
                    )}
                  >
                    <Link
                      href={itemHref(line.key)}
                      prefetch={false}
                      className="font-bold wrap-anywhere"
                    >
                      {line.name}
                    </Link>
                  </th>
                  {environments.map(({ name }) => (
                    <td key={name} className={cellClass(false)}>
                      <CellWords cell={cellOf(line, name)} of={line.name} where={name} />
                    </td>
                  ))}
                </tr>
              ))}
            </Fragment>
          );
        })}
      </tbody>
    </Table>
  );
}

interface CellWordsProps {
  readonly cell: MatrixCell;
  readonly of: string;
  readonly where: string;
}

function CellWords({ cell, of, where }: CellWordsProps) {
  switch (cell.state) {
    case 'not there':
      return (
        <span className="whitespace-nowrap text-muted">
          <Minus aria-hidden="true" className="mr-1 inline size-3.5 align-[-2px]" />
          not there
        </span>
      );
    case 'shared':
      return (
        <span className="whitespace-nowrap text-muted">
          <Share2 aria-hidden="true" className="mr-1 inline size-3.5 align-[-2px]" />
          shared
        </span>
      );
    case 'there': {
      const [shown, more] = [cell.differs.slice(0, mostFacts), cell.differs.length - mostFacts];
      return (
        <>
          <Link
            href={itemHref(cell.key)}
            prefetch={false}
            aria-label={`there: ${of} in ${where}`}
            className="inline-block min-h-6 leading-6 whitespace-nowrap"
          >
            <Check aria-hidden="true" className="mr-1 inline size-3.5 align-[-2px] text-ok-fg" />
            there
          </Link>
          {shown.map((fact) => (
            <span
              key={fact.label}
              title={`${fact.label}: ${factWords(fact)}`}
              className="line-clamp-2 max-w-56 text-meta wrap-anywhere"
            >
              <span className="text-muted">{fact.label}</span> {factWords(fact)}
            </span>
          ))}
          {more > 0 && (
            <span className="block text-meta text-muted">and {count(more)} more that differ</span>
          )}
        </>
      );
    }
  }
}
