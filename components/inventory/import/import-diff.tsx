'use client';

import clsx from 'clsx';
import Link from 'next/link';
import { useId, useState } from 'react';
import { Button } from '#components/ui/form/button.tsx';
import { describedBy, Frame, inputClass } from '#components/ui/form/field-frame.tsx';
import {
  recordedWords,
  type PreviewItem,
  type PreviewLine,
  type RecordedFact,
} from '#lib/inventory/client.ts';
import { count, countOf } from '#lib/kernel/words/numbers.ts';
import { itemHref } from '../words.ts';

const shownAtOnce = 100;
const kinds = ['added', 'changed', 'renamed', 'removed'] as const;
const words = {
  added: 'Added',
  changed: 'Changed',
  renamed: 'Renamed',
  removed: 'Removed',
} as const;
const signs = { added: '+', changed: '~', renamed: '→', removed: '−' } as const;
const tones = {
  added: 'text-ok-fg',
  changed: 'text-run-fg',
  renamed: 'text-run-fg',
  removed: 'text-bad-fg',
} as const;

/** What an import does, thing by thing, with what each was before. */
export function ImportDiff({ items }: { readonly items: readonly PreviewItem[] }) {
  const id = useId();
  const [kind, setKind] = useState<PreviewItem['does'] | null>(null);
  const [text, setText] = useState('');
  const [shown, setShown] = useState(shownAtOnce);
  const has = text.trim().toLowerCase();
  const found = items.filter(
    ({ does, key, name }) =>
      (kind === null || does === kind) &&
      (has === '' || `${key} ${name}`.toLowerCase().includes(has)),
  );
  const choose = (wanted: typeof kind) => {
    setKind(wanted);
    setShown(shownAtOnce);
  };
  const counts = new Map(
    kinds.map((one) => [one, items.filter(({ does }) => does === one).length]),
  );
  const hint = 'Part of a name or a key.';
  return (
    <>
      <div className="flex flex-wrap items-end gap-x-4">
        <div role="group" aria-label="Show" className="mt-3.5 flex flex-wrap gap-2">
          {([null, ...kinds] as const).map((one) => (
            <Button
              key={one ?? 'all'}
              small
              aria-pressed={one === kind}
              disabled={one !== null && counts.get(one) === 0}
              onClick={() => choose(one)}
              className={clsx(one === kind && 'border-link bg-hover')}
            >
              {one === null ? 'All' : words[one]}{' '}
              {count(one === null ? items.length : (counts.get(one) ?? 0))}
            </Button>
          ))}
        </div>
        <div className="min-w-52 flex-1 max-w-sm">
          <Frame id={id} label="Find" hint={hint}>
            <input
              id={id}
              type="search"
              value={text}
              onChange={({ target }) => {
                setText(target.value);
                setShown(shownAtOnce);
              }}
              aria-describedby={describedBy(id, { hint })}
              className={`${inputClass} h-8 text-dense`}
            />
          </Frame>
        </div>
      </div>
      <ul aria-label="What changes" className="mt-3 text-dense">
        {found.slice(0, shown).map((item) => (
          <ItemDiff key={`${item.does} ${item.key}`} item={item} />
        ))}
      </ul>
      {found.length === 0 && (
        <p className="mt-2 text-dense text-muted">Nothing of it is called so.</p>
      )}
      {found.length > shown && (
        <div className="mt-3 flex flex-wrap items-center gap-3 text-dense">
          <Button onClick={() => setShown(shown + shownAtOnce)}>
            Show {count(Math.min(shownAtOnce, found.length - shown))} more
          </Button>
          <span className="text-muted">
            {count(shown)} of {countOf(found.length, 'thing')}
          </span>
        </div>
      )}
    </>
  );
}

function ItemDiff({ item }: { readonly item: PreviewItem }) {
  const { does, key, was, name, kindTitle, lines } = item;
  const isWhole = does === 'added' || does === 'removed';
  return (
    <li className="border-b border-rule py-2">
      <p className="flex flex-wrap items-baseline gap-x-2">
        <span className={clsx('font-bold whitespace-nowrap', tones[does])}>
          <span aria-hidden="true">{signs[does]}</span> {words[does]}
        </span>
        <span className="min-w-0 wrap-anywhere">
          {was !== null && (
            <>
              <s className="text-muted">{was}</s>{' '}
              <span className="sr-only">is called from now on</span>
            </>
          )}
          {does === 'changed' || does === 'removed' ? (
            <Link href={itemHref(key)} className="inline-block min-h-6">
              {key}
            </Link>
          ) : (
            <strong>{key}</strong>
          )}
        </span>
        <span className="text-muted wrap-anywhere">
          {kindTitle} {name}
        </span>
      </p>
      {lines.length > 0 &&
        (isWhole ? (
          <details>
            <summary className="min-h-6 cursor-pointer text-meta text-muted">
              {countOf(lines.length, 'line')}
            </summary>
            <Lines lines={lines} />
          </details>
        ) : (
          <Lines lines={lines} />
        ))}
    </li>
  );
}

function Lines({ lines }: { readonly lines: readonly PreviewLine[] }) {
  return (
    <dl className="mt-1 grid gap-x-4 text-meta m:grid-cols-[minmax(8rem,14rem)_1fr]">
      {lines.map((line) => (
        <LineDiff key={`${line.part} ${line.label}`} line={line} />
      ))}
    </dl>
  );
}

interface Said {
  readonly value: string | null;
  readonly source: string | null;
  readonly note: string | null;
}

const valueWords = (recorded: RecordedFact): string => recordedWords(recorded, '\n');

function saidOn(line: PreviewLine, side: 'before' | 'after'): Said | null {
  if (line.part === 'own')
    return line[side] === null ? null : { value: line[side], source: null, note: null };
  if (line.part === 'relation') return line[side] === null ? null : { value: null, ...line[side] };
  const said = line[side];
  return said === null
    ? null
    : { value: valueWords(said.recorded), source: said.source, note: said.note };
}

/** Of what changed only that; what came or goes is shown whole. */
function without(said: Said | null, other: Said | null): Said | null {
  if (said === null || other === null) return said;
  return {
    value: said.value === other.value ? null : said.value,
    source: said.source === other.source ? null : said.source,
    note: said.note === other.note ? null : (said.note ?? 'no note'),
  };
}

function LineDiff({ line }: { readonly line: PreviewLine }) {
  const [before, after] = [saidOn(line, 'before'), saidOn(line, 'after')];
  return (
    <>
      <dt className="mt-1 text-muted wrap-anywhere">{line.label}</dt>
      <dd className="mt-1 min-w-0">
        <Side sign="−" word="before" said={without(before, after)} />
        <Side sign="+" word="after" said={without(after, before)} />
      </dd>
    </>
  );
}

interface SideProps {
  readonly sign: '−' | '+';
  readonly word: string;
  readonly said: Said | null;
}

function Side({ sign, word, said }: SideProps) {
  if (said === null) return null;
  const { value, source, note } = said;
  return (
    <div
      className={clsx(
        'flex gap-2 px-2 py-0.5',
        sign === '−' ? 'bg-bad-bg text-bad-fg' : 'bg-ok-bg text-ok-fg',
      )}
    >
      <span aria-hidden="true">{sign}</span>
      <span className="sr-only">{word}</span>
      <span className="min-w-0 wrap-anywhere whitespace-pre-line">
        {value}
        {source !== null && (
          <span>
            {value !== null && ' '}[{source}]
          </span>
        )}
        {note !== null && <span> ({note})</span>}
      </span>
    </div>
  );
}
