import clsx from 'clsx';
import { NotKnown, Status } from '#components/ui/feedback/status.tsx';
import type { Tone } from '#components/ui/feedback/tone.ts';
import { Table, Td, Th } from '#components/ui/data-table/table.tsx';
import type { Affected, AffectedColumn, PageVerdict } from '#lib/indexes/client.ts';
import { listWords } from '#lib/kernel/words/text.ts';

const words: Readonly<
  Record<Exclude<PageVerdict, 'not-known'>, { readonly word: string; readonly tone: Tone }>
> = {
  right: { word: 'Right', tone: 'ok' },
  error: { word: 'Error', tone: 'bad' },
  'error-or-stale': { word: 'Error or stale', tone: 'bad' },
  'error-or-empty': { word: 'Error or empty', tone: 'bad' },
  empty: { word: 'Empty', tone: 'warn' },
  'lists-everyone': { word: 'Wrong: lists everyone', tone: 'bad' },
  'extra-rows': { word: 'Wrong: extra rows', tone: 'bad' },
  'rows-missing': { word: 'Wrong: rows missing', tone: 'bad' },
  'other-rows': { word: 'Wrong: other rows', tone: 'bad' },
  stale: { word: 'Wrong: stale', tone: 'bad' },
};

function Verdict({ verdict }: { readonly verdict: PageVerdict }) {
  if (verdict === 'not-known') return <NotKnown />;
  const { word, tone } = words[verdict];
  return (
    <Status tone={tone} className="items-start! whitespace-normal!">
      {word}
    </Status>
  );
}

/** What a page shows that is not known may harm its users too. */
function harmedWords({ harmed, verdicts }: AffectedColumn): string {
  const isWhole = !verdicts.includes('not-known');
  if (harmed.length > 0)
    return `Harmed: ${listWords(harmed, 'and')}${isWhole ? '' : '; who else is not known'}.`;
  return isWhole ? 'Nobody is harmed.' : 'Whether anybody is harmed is not known.';
}

/** Tabs of one page that show the same in every condition. */
interface Alike {
  readonly page: string;
  readonly tabs: readonly string[];
  /** Where their verdicts are. */
  readonly at: number;
}

function alike({ pages, now, conditions }: Affected): readonly Alike[] {
  const groups = new Map<string, Alike>();
  for (const [at, { page, tab }] of pages.entries()) {
    const verdicts = [now, ...conditions].map((condition) => condition.verdicts[at]);
    const key = [page, ...verdicts].join('\n');
    const group = groups.get(key) ?? { page, tabs: [], at };
    groups.set(key, { ...group, tabs: tab === null ? group.tabs : [...group.tabs, tab] });
  }
  return [...groups.values()];
}

function PagesHead({ group: { page, tabs } }: { readonly group: Alike }) {
  return (
    <Th className="min-w-21 px-1.5 whitespace-normal!">
      {tabs.length === 0 ? page : listWords(tabs, 'and')}
      {tabs.length > 0 && <span className="block font-normal">{page}</span>}
    </Th>
  );
}

function ConditionHead({
  condition,
  isNow,
}: {
  readonly condition: AffectedColumn;
  readonly isNow: boolean;
}) {
  return (
    <th
      scope="row"
      className={clsx(
        'left-0 z-10 min-w-40 border-b border-rule py-1.5 pr-3 pl-2.5 text-left align-top',
        'font-normal m:sticky',
        isNow ? 'bg-run-bg' : 'bg-page',
      )}
    >
      {isNow && <b>Now: </b>}
      {condition.name !== null && <code className="break-words">{condition.name} </code>}
      {condition.says}
      <span className={clsx('block text-meta', !isNow && 'text-muted')}>
        {harmedWords(condition)}
      </span>
    </th>
  );
}

/**
 * What each of the users' pages shows now, and in the conditions known from incidents. Conditions
 * are rows: they are more than the pages, and have the longer names.
 */
export function WhoIsAffected({ affected }: { readonly affected: Affected }) {
  const { now, conditions, says } = affected;
  const groups = alike(affected);
  const isAllRight = now.verdicts.every((verdict) => verdict === 'right');
  return (
    <>
      <p className="my-2 max-w-prose text-dense">
        <b>Users see:</b> {isAllRight ? 'every page shows what it should.' : says.join(' ')}
      </p>
      <Table label="Who is affected">
        <thead>
          <tr>
            <Th className="left-0 z-10 pl-2.5 m:sticky m:w-[22%]">Condition</Th>
            {groups.map((group) => (
              <PagesHead key={group.at} group={group} />
            ))}
          </tr>
        </thead>
        <tbody>
          {[now, ...conditions].map((condition) => (
            <tr key={condition.key} className={clsx(condition === now && 'bg-run-bg')}>
              <ConditionHead condition={condition} isNow={condition === now} />
              {groups.map(({ at }) => (
                <Td key={at} className="px-1.5!">
                  <Verdict verdict={condition.verdicts[at] ?? 'not-known'} />
                </Td>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
    </>
  );
}
