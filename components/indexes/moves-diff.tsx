import type { PreviewedMove } from '#lib/indexes/client.ts';
import { IndexName } from './index-name.tsx';

/** What goes and what comes, a line each, told apart by sign and word too. */
export function MovesDiff({ moves }: { readonly moves: readonly PreviewedMove[] }) {
  return (
    <DiffList>
      {moves.flatMap(({ alias, before, after }) => [
        ...(before.targets.length === 0
          ? []
          : [
              <DiffLine key={`${alias} before`} sign="−" word="remove">
                <code>{alias}</code> → <IndexName index={before.targets.join(', ')} isShort />,{' '}
                {before.filter ?? 'no filter'}
              </DiffLine>,
            ]),
        <DiffLine key={`${alias} after`} sign="+" word="add">
          <code>{alias}</code> → <IndexName index={after.target} isShort />,{' '}
          {after.filter ?? 'no filter'}
        </DiffLine>,
      ])}
    </DiffList>
  );
}

export function DiffList({ children }: { readonly children: React.ReactNode }) {
  return (
    <ul aria-label="What changes" className="grid gap-px border-l-2 border-rule-strong text-meta">
      {children}
    </ul>
  );
}

export function DiffLine({
  sign,
  word,
  children,
}: {
  readonly sign: '−' | '+';
  readonly word: string;
  readonly children: React.ReactNode;
}) {
  return (
    <li
      className={
        sign === '−'
          ? 'flex gap-2 bg-bad-bg px-2 py-1 text-bad-fg'
          : 'flex gap-2 bg-ok-bg px-2 py-1 text-ok-fg'
      }
    >
      <span aria-hidden="true">{sign}</span>
      <span className="w-14 shrink-0">{word}</span>
      <span className="min-w-0 break-words">{children}</span>
    </li>
  );
}

/** The request that will be sent, for people who know the search engine. */
export function RequestText({ text }: { readonly text: string }) {
  return (
    <pre
      tabIndex={0}
      role="region"
      aria-label="The request"
      className="max-h-40 overflow-auto whitespace-pre-wrap wrap-anywhere font-mono text-meta"
    >
      {text}
    </pre>
  );
}
