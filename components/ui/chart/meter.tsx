import clsx from 'clsx';

interface MeterProps {
  /** What is measured, for those who cannot see the bar. */
  readonly label: string;
  /** 0 to 1; null where not known. */
  readonly share: number | null;
  readonly tone?: 'run' | 'ok' | 'warn' | 'bad';
  readonly className?: string;
}

const fills = {
  run: 'fill-run-fill',
  ok: 'fill-ok-fill',
  warn: 'fill-warn-fill',
  bad: 'fill-bad-fill',
} as const;

/** A bar of progress. Drawn with attributes: the content security policy refuses inline styles. */
export function Meter({ label, share, tone = 'run', className }: MeterProps) {
  const percent = share === null ? null : Math.round(Math.min(1, Math.max(0, share)) * 1000) / 10;
  const value = percent === null ? {} : { 'aria-valuenow': percent };
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      {...value}
      className={clsx('h-2', percent === null ? 'hatched' : 'bg-rule', className)}
    >
      {percent !== null && (
        <svg aria-hidden="true" width="100%" height="100%" className="block">
          <rect width={`${percent}%`} height="100%" className={fills[tone]} />
        </svg>
      )}
    </div>
  );
}
