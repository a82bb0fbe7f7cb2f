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
  return <Status tone={tone}>{word}</Status>;
}

const harmedWords = ({ harmed }: AffectedColumn): string =>
  harmed.length === 0 ? 'nobody' : listWords(harmed, 'and');

/** As wide as its longest text needs: one narrow column would make a row high for all of them. */
function widthOf(column: AffectedColumn): string {
  const longest = Math.max(
    (column.name ?? '').length + column.says.length,
    harmedWords(column).length,
  );
  if (longest <= 45) return 'min-w-36';
  return longest <= 90 ? 'min-w-56' : 'min-w-90';
}

function Head({ column, isNow }: { readonly column: AffectedColumn; readonly isNow: boolean }) {
  return (
    <Th
      className={clsx(
        'px-2.5 whitespace-normal!',
        widthOf(column),
        isNow && 'bg-run-bg! text-ink!',
      )}
    >
      {isNow && 'Now: '}
      {column.name !== null && <code className="break-words">{column.name} </code>}
      {column.says}
    </Th>
  );
}

/** What each of the users' pages shows now, and in the conditions known from incidents. */
export function WhoIsAffected({ affected }: { readonly affected: Affected }) {
  const { pages, now, conditions, says } = affected;
  const columns = [now, ...conditions];
  const tint = (column: AffectedColumn): string => clsx('px-2.5', column === now && 'bg-run-bg');
  const isAllRight = now.verdicts.every((verdict) => verdict === 'right');
  return (
    <>
      <p className="my-2 max-w-prose text-dense">
        <b>Users see:</b> {isAllRight ? 'every page shows what it should.' : says.join(' ')}
      </p>
      <Table label="Who is affected">
        <thead>
          <tr>
            <Th className="left-0 z-10 pl-2.5 m:sticky">Page</Th>
            {columns.map((column) => (
              <Head key={column.key} column={column} isNow={column === now} />
            ))}
          </tr>
        </thead>
        <tbody>
          {pages.map(({ key, page, tab }, at) => (
            <tr key={key}>
              <th
                scope="row"
                className={clsx(
                  'left-0 z-10 min-w-32 border-b border-rule bg-page py-1.5 pr-3 pl-2.5 text-left',
                  'align-top font-normal m:sticky',
                )}
              >
                {tab === null ? page : tab}
                {tab !== null && <span className="block text-meta text-muted">{page}</span>}
              </th>
              {columns.map((column) => (
                <Td key={column.key} className={tint(column)}>
                  <Verdict verdict={column.verdicts[at] ?? 'not-known'} />
                </Td>
              ))}
            </tr>
          ))}
          <tr>
            <th
              scope="row"
              className={clsx(
                'left-0 z-10 border-b border-rule bg-page py-1.5 pr-3 pl-2.5 text-left align-top',
                'font-normal text-muted m:sticky',
              )}
            >
              Who is harmed
            </th>
            {columns.map((column) => (
              <Td key={column.key} className={tint(column)}>
                {harmedWords(column)}
              </Td>
            ))}
          </tr>
        </tbody>
      </Table>
    </>
  );
}
