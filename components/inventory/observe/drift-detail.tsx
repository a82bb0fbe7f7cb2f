import { Time } from '#components/ui/time/time.tsx';
import { matchRules, type DriftRow } from '#lib/inventory/client.ts';
import { declaredWords, observedWords, plannedWords } from './words.ts';

/** Both sides of a row, and how it was found. */
export function DriftDetail({ row }: { readonly row: DriftRow }) {
  const differing = row.differences.filter(
    ({ verdict }) => verdict === 'differs' || verdict === 'adds',
  );
  return (
    <div className="space-y-1 pb-1 text-dense">
      {row.state === 'documented' && (
        <dl className="grid gap-x-4 m:grid-cols-[8rem_1fr]">
          <dt className="text-muted">As documented</dt>
          <dd className="wrap-anywhere">{row.documented ?? 'not recorded'}</dd>
          <dt className="text-muted">As found</dt>
          <dd className="wrap-anywhere">{row.actual ?? 'not recorded'}</dd>
          <dt className="text-muted">Where</dt>
          <dd className="wrap-anywhere">{row.where ?? 'not recorded'}</dd>
        </dl>
      )}
      {differing.length > 0 && (
        <ul>
          {differing.map(({ attribute, label, declared, observed, verdict }) => (
            <li key={attribute} className="wrap-anywhere">
              {label}: declared {declaredWords(declared)}, observed{' '}
              {verdict === 'differs' ? (
                <strong>{observedWords(observed)}</strong>
              ) : (
                observedWords(observed)
              )}
            </li>
          ))}
        </ul>
      )}
      {row.address !== null && (
        <p className="wrap-anywhere text-muted">
          {row.address}
          {row.previousAddress !== null && `, renamed from ${row.previousAddress}`}
          {row.by !== null && `. ${matchRules[row.by]}`}
        </p>
      )}
      {row.planned !== null && <p>{plannedWords[row.planned]}</p>}
      {row.known !== null && (
        <p>
          Known since <Time at={row.known.at} as="day-ago" />, says {row.known.actor}:{' '}
          {row.known.reason}
        </p>
      )}
    </div>
  );
}
