import clsx from 'clsx';
import { isObserved, type RunDetail } from '#lib/sync/client.ts';
import { count } from '#lib/kernel/words/numbers.ts';
import { NotKnown, Status } from '#components/ui/feedback/status.tsx';
import {
  layOutReaders,
  type GenerationBox,
  type ReaderLayout,
  type ReaderRow,
} from './reader-layout.ts';
import { readersSentence } from './readers-sentence.ts';
import { readersEffect, type ReadersEffect } from './readers-effect.ts';

const curveWidth = 132;

/**
 * Aliases at the left, generations at the right; a solid line is read by users, a dashed box by
 * nobody. The sentence says the same.
 */
export function ReadersMap({
  detail,
  share,
}: {
  readonly detail: RunDetail;
  readonly share: number | null;
}) {
  const layout = layOutReaders(detail);
  const effect = readersEffect(detail);
  const isFilledInPlace = isObserved(detail.run);
  return (
    <>
      <p className="pt-2.5 text-body">{readersSentence(detail)}</p>
      <div className="mt-3 grid gap-4 l:grid-cols-[minmax(0,2fr)_132px_minmax(0,3fr)] l:gap-0">
        <ul className="min-w-0">
          {layout.rows.map((row) => (
            <Reader key={row.alias} row={row} effect={effect} isFilledInPlace={isFilledInPlace} />
          ))}
          {layout.swap !== null && (
            <li className="flex min-h-7 items-center gap-x-2 text-run-fg l:h-7">
              <span>
                At the swap, all of them in one request
                <TargetName run={layout.swap.run} />
              </span>
              <span
                aria-hidden="true"
                className="h-0 min-w-4 flex-1 border-t border-dashed border-run-fill max-l:hidden"
              />
            </li>
          )}
        </ul>
        <Lines layout={layout} effect={effect} />
        <ul className="grid min-w-0 grid-cols-1 content-start gap-4">
          {layout.boxes.map((box) => (
            <Generation
              key={`${box.role}-${box.runNumber}`}
              box={box}
              effect={effect}
              share={box.role === 'building' ? share : null}
              isFilledInPlace={isFilledInPlace && box.runNumber === null}
            />
          ))}
        </ul>
      </div>
    </>
  );
}

interface EffectProps {
  readonly effect: ReadersEffect;
}

interface ReaderProps extends EffectProps {
  readonly row: ReaderRow;
  readonly isFilledInPlace: boolean;
}

function Reader({ row, effect: effect, isFilledInPlace }: ReaderProps) {
  return (
    <li className="flex min-h-7 flex-wrap items-center gap-x-2 l:h-7 l:flex-nowrap">
      <code className="whitespace-nowrap">{row.alias}</code>
      {row.filter !== null && (
        <span className="min-w-0 truncate text-meta text-muted" title={row.filter}>
          {row.filter}
        </span>
      )}
      {row.drift !== null && effect !== 'not-known' && <Status tone="bad">{row.drift}</Status>}
      {row.target === null &&
        row.drift === null &&
        (effect === 'known' ? (
          <span className="text-meta whitespace-nowrap text-muted">points at nothing yet</span>
        ) : (
          <NotKnown />
        ))}
      {row.target !== null && (
        <span className={clsx('text-meta l:hidden', effect !== 'known' && 'text-muted')}>
          <TargetName run={row.targetRun} isFilledInPlace={isFilledInPlace} />
        </span>
      )}
      {(row.target !== null || row.isBuilt) && (
        <span aria-hidden="true" className="h-px min-w-4 flex-1 bg-rule-strong max-l:hidden" />
      )}
    </li>
  );
}

/** Where no lines are drawn, as on a phone, words say where they would lead. */
const TargetName = ({
  run,
  isFilledInPlace = false,
}: {
  readonly run: number | null;
  readonly isFilledInPlace?: boolean;
}) => (
  <span className="l:hidden">
    {' '}
    <span aria-hidden="true">→ </span>
    <span className="sr-only">to </span>
    {run !== null
      ? `generation ${run}`
      : isFilledInPlace
        ? 'the index that the Integration service fills'
        : 'an index that no run made'}
  </span>
);

function Lines({ layout, effect: effect }: EffectProps & { readonly layout: ReaderLayout }) {
  const targets = [
    ...new Set(layout.rows.flatMap(({ target }) => (target === null ? [] : [target]))),
  ];
  const { swap } = layout;
  const isKnown = effect === 'known';
  return (
    <svg
      aria-hidden="true"
      width={curveWidth}
      height={layout.height}
      className="block overflow-visible max-l:hidden"
    >
      {layout.rows.map(({ alias, middle, target }) =>
        target === null ? null : (
          <path
            key={alias}
            d={
              `M0 ${middle}C${curveWidth * 0.6} ${middle} ${curveWidth * 0.4} ${target} ` +
              `${curveWidth - 12} ${target}`
            }
            className={clsx('fill-none', isKnown ? 'stroke-ok-fill' : 'stroke-rule-strong')}
            strokeWidth="1.5"
          />
        ),
      )}
      {targets.map((target) => (
        <path
          key={target}
          d={`M${curveWidth - 12} ${target - 6}l11 6-11 6z`}
          className={isKnown ? 'fill-ok-fill' : 'fill-rule-strong'}
        />
      ))}
      {swap !== null && (
        <>
          <path
            d={
              `M0 ${swap.from}C${curveWidth * 0.5} ${swap.from} ${curveWidth * 0.35} ` +
              `${swap.to} ${curveWidth - 12} ${swap.to}`
            }
            className="fill-none stroke-run-fill"
            strokeWidth="1.5"
            strokeDasharray="5 4"
          />
          <path d={`M${curveWidth - 12} ${swap.to - 6}l11 6-11 6z`} className="fill-run-fill" />
        </>
      )}
    </svg>
  );
}

function Role({ box, effect: effect }: EffectProps & { readonly box: GenerationBox }) {
  if (box.role === 'building')
    return (
      <Status tone="run" className="font-bold">
        {effect === 'known' ? 'being built, nobody reads it' : 'being built'}
      </Status>
    );
  return effect === 'known' ? (
    <Status tone="ok" className="font-bold">
      users are reading this one
    </Status>
  ) : (
    <NotKnown>Not known if still in use</NotKnown>
  );
}

interface GenerationProps extends EffectProps {
  readonly box: GenerationBox;
  readonly share: number | null;
  /** By the existing service, whose sync the run is. */
  readonly isFilledInPlace: boolean;
}

function Generation({ box, effect: effect, share, isFilledInPlace }: GenerationProps) {
  const isLive = box.role === 'live';
  return (
    <li
      className={clsx(
        'relative border-2 border-l-6',
        !isLive && 'border-dashed border-run-fill [border-left-style:solid]',
        isLive && (effect === 'known' ? 'border-ok-fill' : 'border-rule-strong'),
      )}
    >
      {share !== null && (
        <svg aria-hidden="true" className="absolute inset-0 h-full w-full">
          <rect width={`${share * 100}%`} height="100%" className="fill-run-bg" />
        </svg>
      )}
      <div className="relative px-3.5">
        <p className="flex h-10 flex-wrap items-center gap-x-2.5 overflow-hidden">
          <b className="text-section">
            {isFilledInPlace
              ? 'Filled by the Integration service'
              : box.runNumber === null
                ? 'Not made by a run'
                : `Generation ${box.runNumber}`}
          </b>
          <Role box={box} effect={effect} />
        </p>
        <ul className="pb-2.5">
          {box.indexes.map(({ index, documents }) => (
            <li
              key={index}
              className="flex min-h-5 flex-wrap items-baseline gap-x-3 l:h-5 l:flex-nowrap"
            >
              <code
                className="min-w-0 truncate text-muted max-l:break-all max-l:whitespace-normal"
                title={index}
              >
                {index}
              </code>
              <span className="ml-auto text-dense whitespace-nowrap">
                {documents !== null ? (
                  `${count(documents)} documents`
                ) : isLive ? (
                  <NotKnown />
                ) : (
                  <span className="text-muted">being filled</span>
                )}
              </span>
            </li>
          ))}
        </ul>
      </div>
    </li>
  );
}
