import { recordedStatuses, statusWords, type RecordedStatus } from '#lib/inventory/client.ts';
import { count, countOf } from '#lib/kernel/words/numbers.ts';
import { listWords, titleCase } from '#lib/kernel/words/text.ts';

const fills: Readonly<Record<RecordedStatus, string>> = {
  'cut over': 'fill-ok-fill',
  decommissioned: 'fill-off-fill',
  'parallel run': 'fill-run-fill',
  'not started': 'fill-page stroke-control',
  'not-recorded': 'fill-[url(#not-recorded)] stroke-control',
  'not-applicable': 'fill-sunk stroke-control',
  none: 'fill-sunk stroke-control',
};

const share = (value: number, of: number): number => (of === 0 ? 0 : (value / of) * 100);

/** What is not known has its own pattern, and is never drawn as what is not started. */
const Hatch = () => (
  <defs>
    <pattern
      id="not-recorded"
      width="7"
      height="7"
      patternUnits="userSpaceOnUse"
      patternTransform="rotate(45)"
    >
      <rect width="7" height="7" className="fill-[var(--nk-a)]" />
      <rect width="3" height="7" className="fill-[var(--nk-b)]" />
    </pattern>
  </defs>
);

/** All items as one bar, and under it each part with its name. */
export function Proportions({
  counts,
}: {
  readonly counts: Readonly<Record<RecordedStatus, number>>;
}) {
  const shown = recordedStatuses.filter((status) => counts[status] > 0);
  const total = shown.reduce((sum, status) => sum + counts[status], 0);
  const words = shown.map((status) => `${count(counts[status])} ${statusWords[status]}`);
  const widths = shown.map((status) => share(counts[status], total));
  return (
    <div className="pt-3.5">
      <svg
        role="img"
        aria-label={`${countOf(total, 'item')}: ${listWords(words, 'and')}`}
        width="100%"
        height="36"
        className="block"
      >
        <Hatch />
        {shown.map((status, at) => (
          <rect
            key={status}
            x={`${widths.slice(0, at).reduce((sum, width) => sum + width, 0)}%`}
            y="1"
            width={`${Math.max(0, (widths[at] ?? 0) - 0.2)}%`}
            height="34"
            className={fills[status]}
          />
        ))}
      </svg>
      <dl className="mt-2 flex flex-wrap gap-x-7 gap-y-1.5">
        {shown.map((status) => (
          <div key={status} className="flex items-baseline gap-2 text-dense">
            <svg aria-hidden="true" width="12" height="12" className="flex-none self-center">
              <rect x="0.5" y="0.5" width="11" height="11" className={fills[status]} />
            </svg>
            <dt>{titleCase(statusWords[status])}</dt>
            <dd className="font-bold">{count(counts[status])}</dd>
            <dd className="text-muted">{Math.round(share(counts[status], total))}%</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
