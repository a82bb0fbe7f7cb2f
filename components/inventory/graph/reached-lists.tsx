import Link from 'next/link';
import { Table, Td, Th } from '#components/ui/data-table/table.tsx';
import type { DependencyView, ReachedTotal } from '#lib/inventory/client.ts';
import { count, countOf } from '#lib/kernel/words/numbers.ts';
import { itemHref, whereWords } from '../words.ts';

/** `57 things`; where it was not followed to its end, that there are more. */
export const reachedWords = ({ all, isMore }: ReachedTotal): string =>
  isMore ? `more than ${countOf(all, 'thing')}` : countOf(all, 'thing');

export const outcomeWords = { users: 'what users do', downstream: 'downstream' } as const;

interface ReachedListsProps {
  readonly label: string;
  /** What is said where there is none. */
  readonly none: string;
  readonly reached: readonly DependencyView[];
  readonly total: ReachedTotal;
  /** The address of where the rest is. */
  readonly more?: string;
}

/**
 * All that is reached, nearest first, each with the way to it: what users do and the systems
 * downstream before and apart from the rest.
 */
export function ReachedLists({ label, none, reached, total, more }: ReachedListsProps) {
  if (reached.length === 0) return <p className="mt-2 text-dense text-muted">{none}</p>;
  const outcomes = reached.filter(({ outcome }) => outcome !== null);
  const rest = reached.filter(({ outcome }) => outcome === null);
  return (
    <>
      <Part
        label={label}
        title="What users do, and systems downstream"
        total={total.outcomes}
        isMore={total.isMore}
        reached={outcomes}
      />
      <Part
        label={label}
        title="Everything else"
        total={total.all - total.outcomes}
        isMore={total.isMore}
        reached={rest}
      />
      {more !== undefined && (
        <p className="mt-2 text-dense">
          <Link href={more} className="inline-block min-h-6 leading-6">
            {label}, as a graph
          </Link>
        </p>
      )}
    </>
  );
}

interface PartProps {
  readonly label: string;
  readonly title: string;
  readonly total: number;
  readonly isMore: boolean;
  readonly reached: readonly DependencyView[];
}

function Part({ label, title, total, isMore, reached }: PartProps) {
  if (total === 0) return null;
  const all = `${isMore ? 'more than ' : ''}${count(total)}`;
  return (
    <>
      <h3 className="mt-3 flex flex-wrap items-baseline gap-x-2 font-bold">
        {title}
        <span className="text-dense font-normal text-muted">
          {reached.length < total || isMore
            ? `the nearest ${count(reached.length)} of ${all}`
            : all}
        </span>
      </h3>
      <Table label={`${label}: ${title.toLowerCase()}`} keepsHead>
        <thead>
          <tr>
            <Th numeric>Steps</Th>
            <Th>What</Th>
            <Th className="max-m:hidden">Where</Th>
            <Th className="max-m:hidden">Through</Th>
          </tr>
        </thead>
        <tbody>
          {reached.map(({ item, steps, throughName, kind, outcome }) => (
            <tr key={item.key}>
              <Td numeric>{steps}</Td>
              <Td>
                <Link href={itemHref(item.key)} className="font-bold wrap-anywhere">
                  {item.name}
                </Link>{' '}
                <span className="text-muted">
                  {item.kindTitle}
                  {outcome === 'downstream' && `, ${outcomeWords.downstream}`}
                </span>
                <span className="block text-meta text-muted m:hidden">
                  {whereWords(item)}, through {throughName} ({kind})
                </span>
              </Td>
              <Td className="max-m:hidden">{whereWords(item)}</Td>
              <Td className="max-m:hidden">
                {throughName} <span className="text-muted">({kind})</span>
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </>
  );
}
