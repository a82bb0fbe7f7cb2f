import Link from 'next/link';
import type { ReactNode } from 'react';
import { Section } from '#components/ui/page/section.tsx';
import type { Gap } from '#lib/inventory/client.ts';
import { countOf } from '#lib/kernel/words/numbers.ts';
import { itemHref } from './words.ts';

interface MissingListProps {
  readonly gaps: readonly Gap[];
  readonly age: ReactNode;
  readonly isStale: boolean;
}

function byEstate(gaps: readonly Gap[]): ReadonlyMap<string, readonly Gap[]> {
  const estates = new Map<string, Gap[]>();
  for (const gap of gaps) estates.set(gap.estate, [...(estates.get(gap.estate) ?? []), gap]);
  return estates;
}

/** `spqs/web@LIVE` as `web@LIVE`: the estate is in the heading. */
const shortKey = (key: string): string => key.slice(key.search(/[/@]/) + 1);

/** By estate, what nobody recorded of how many things, with the things. */
export function MissingList({ gaps, age, isStale }: MissingListProps) {
  if (gaps.length === 0)
    return <p className="mt-4">Everything that somebody should know is recorded.</p>;
  return [...byEstate(gaps)].map(([estate, own]) => (
    <Section
      key={estate}
      title={own[0]?.estateTitle}
      sub={countOf(
        own.reduce((sum, { count }) => sum + count, 0),
        'fact',
      )}
      age={age}
      isStale={isStale}
    >
      <ul className="text-dense">
        {own.map(({ kind, attribute, says, keys }) => (
          <li key={`${kind} ${attribute}`} className="border-b border-rule py-1.5">
            <details>
              <summary className="min-h-6 cursor-pointer">{says}</summary>
              <ul className="flex flex-wrap gap-x-4 py-1 pl-5">
                {keys.map((key) => (
                  <li key={key}>
                    <Link href={itemHref(key)} className="inline-block min-h-6 wrap-anywhere">
                      {key === estate ? key : shortKey(key)}
                    </Link>
                  </li>
                ))}
              </ul>
            </details>
          </li>
        ))}
      </ul>
    </Section>
  ));
}
