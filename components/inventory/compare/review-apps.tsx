import Link from 'next/link';
import { Status } from '#components/ui/feedback/status.tsx';
import { RecordedValue } from '#components/ui/page/recorded.tsx';
import type { EnvironmentsView } from '#lib/inventory/client.ts';
import { countOf } from '#lib/kernel/words/numbers.ts';
import { itemHref } from '../words.ts';

const ageWords = {
  none: 'no image was pushed',
  'not-applicable': 'an age is not applicable',
  'not-recorded': 'age not recorded',
} as const;

/** Those that are recorded, with the age of their image. */
export function ReviewApps({ reviewApps }: Pick<EnvironmentsView, 'reviewApps'>) {
  if (reviewApps.length === 0)
    return (
      <p className="mt-2 max-w-[82ch] text-dense text-muted">
        No review app is recorded. One is recorded as a thing of the kind “review app” with the day
        on which its image was pushed; 30 days after it the image expires, and its tasks cannot
        start again.
      </p>
    );
  return (
    <ul className="text-dense">
      {reviewApps.map(({ key, name, age }) => (
        <li key={key} className="flex flex-wrap gap-x-3 border-b border-rule py-1.5">
          <Link href={itemHref(key)} className="inline-block min-h-6">
            {name}
          </Link>
          {typeof age === 'string' ? (
            <RecordedValue of={{ state: age }} word={ageWords[age]} />
          ) : (
            <>
              <span>image of {countOf(age.days, 'day')}</span>
              <Status tone={age.isExpired ? 'bad' : 'ok'}>
                {age.isExpired ? 'Image expired: tasks cannot restart' : `until ${age.expiresOn}`}
              </Status>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
