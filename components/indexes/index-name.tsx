import { Fragment } from 'react';
import { parseIndexName } from '#lib/indexes/client.ts';
import { withoutNumbers } from '#lib/kernel/free-text.ts';

interface IndexNameProps {
  readonly index: string;
  /**
   * Only the generation where there is one: for a small screen's sake, where it is clear of what.
   */
  readonly isShort?: boolean;
}

/** An index by what people say of it; the whole name on hover and in the list of generations. */
export function IndexName({ index, isShort = false }: IndexNameProps) {
  const { base, generation } = parseIndexName(index);
  const whole = <code className="whitespace-nowrap">{base}</code>;
  if (generation === null) return whole;
  return (
    <span title={index}>
      {isShort ? <span className="max-m:sr-only">{whole}</span> : whole}
      <span className="whitespace-nowrap"> generation {generation}</span>
    </span>
  );
}

/** All of it, as the search engine calls it; too long for its line, it breaks before its time. */
export function WholeIndexName({ index }: Pick<IndexNameProps, 'index'>) {
  return (
    <code className="wrap-anywhere">
      {index.split(/(?<=_)(?=\d{8})/).map((part, at) => (
        <Fragment key={at}>
          {at > 0 && <wbr />}
          {part}
        </Fragment>
      ))}
    </code>
  );
}

/** One that an address names, which may be anything that somebody wrote into it. */
export const AskedIndexName = ({ index }: Pick<IndexNameProps, 'index'>) => (
  <WholeIndexName index={withoutNumbers(index, 255)} />
);
