'use client';

import { useId } from 'react';
import type { Both, GenerationView } from '#lib/indexes/client.ts';
import { Button } from '#components/ui/form/button.tsx';
import { Frame, inputClass } from '#components/ui/form/field-frame.tsx';
import { choiceWords } from './comparable.ts';

interface PickProps {
  readonly label: string;
  readonly value: string;
  readonly groups: ReadonlyMap<string, readonly GenerationView[]>;
  readonly onPick: (index: string) => void;
}

function Pick({ label, value, groups, onPick }: PickProps) {
  const id = useId();
  return (
    <div className="min-w-0 flex-1 basis-72">
      <Frame id={id} label={label}>
        <select
          id={id}
          value={value}
          onChange={(event) => onPick(event.target.value)}
          className={`${inputClass} h-10`}
        >
          {[...groups].map(([base, rows]) => (
            <optgroup key={base} label={base}>
              {rows.map((generation) => (
                <option key={generation.index} value={generation.index}>
                  {choiceWords(generation)}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </Frame>
    </div>
  );
}

interface ChoosePairProps {
  readonly pair: Both<GenerationView>;
  readonly choices: ReadonlyMap<string, readonly GenerationView[]>;
  /** Why a comparison cannot be begun, in words; null when it can. */
  readonly notNow: string | null;
  readonly onChoose: (named: Both<string | null>) => void;
  readonly onStart: () => void;
}

/** Which two: any, and then any other of the same index. */
export function ChoosePair({ pair, choices, notNow, onChoose, onStart }: ChoosePairProps) {
  const { a, b } = pair;
  const others = (choices.get(a.base) ?? []).filter(({ index }) => index !== a.index);
  return (
    <form
      className="flex flex-wrap items-end gap-x-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (notNow === null) onStart();
      }}
    >
      <Pick
        label="From"
        value={a.index}
        groups={choices}
        onPick={(index) => onChoose({ a: index, b: index === b.index ? null : b.index })}
      />
      <Pick
        label="To"
        value={b.index}
        groups={new Map([[a.base, others]])}
        onPick={(index) => onChoose({ a: a.index, b: index })}
      />
      <div className="mt-3.5 flex h-10 items-center">
        <Button type="submit" variant="primary" disabled={notNow !== null}>
          Compare
        </Button>
      </div>
      <p className="mt-1 basis-full text-meta text-muted">
        {notNow ??
          'Every document of both is read once. Users are not affected, and nothing is changed.'}
      </p>
    </form>
  );
}
