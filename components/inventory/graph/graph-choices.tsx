import clsx from 'clsx';
import Link from 'next/link';
import type { ReactNode } from 'react';
import type { GraphQuestion } from '#lib/inventory/client.ts';
import { graphHref } from '../words.ts';

const directions = [
  { value: 'both', text: 'Both ways' },
  { value: 'needed-by', text: 'What breaks' },
  { value: 'needs', text: 'What it needs' },
] as const;
const depths = [1, 2, 3, 5, undefined] as const;

/** Which way and how far; links, so that they need no script and can be kept. */
export function GraphChoices({ question }: { readonly question: GraphQuestion }) {
  return (
    <div className="flex flex-wrap gap-x-6 gap-y-2 pt-3 print:hidden">
      <Choices label="Direction">
        {directions.map(({ value, text }) => (
          <Option
            key={value}
            href={graphHref({ ...question, direction: value })}
            isOn={question.direction === value}
          >
            {text}
          </Option>
        ))}
      </Choices>
      <Choices label="Steps">
        {depths.map((depth) => (
          <Option
            key={depth ?? 'all'}
            href={graphHref({ ...question, depth })}
            isOn={question.depth === depth}
          >
            {depth === undefined ? 'All the way' : String(depth)}
          </Option>
        ))}
      </Choices>
    </div>
  );
}

const Choices = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  <div role="group" aria-label={label} className="flex items-center gap-2 text-dense">
    <span aria-hidden="true" className="text-muted">
      {label}
    </span>
    <span className="flex divide-x divide-control rounded-[4px] border border-control">
      {children}
    </span>
  </div>
);

const Option = ({
  href,
  isOn,
  children,
}: {
  readonly href: string;
  readonly isOn: boolean;
  readonly children: string;
}) => (
  <Link
    href={href}
    data-block
    scroll={false}
    aria-current={isOn ? 'true' : undefined}
    className={clsx(
      'inline-flex h-7 min-w-7 items-center justify-center px-2.5 no-underline',
      isOn ? 'bg-link font-bold text-page hover:text-page' : 'hover:bg-hover',
    )}
  >
    {children}
  </Link>
);
