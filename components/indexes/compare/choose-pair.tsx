'use client';

import type { RefObject } from 'react';
import type { Both, GenerationView } from '#lib/indexes/client.ts';
import { Button } from '#components/ui/form/button.tsx';
import { Pick } from '#components/ui/form/pick.tsx';
import { choiceWords } from './comparable.ts';

type Groups = ReadonlyMap<string, readonly GenerationView[]>;

const optionsOf = (groups: Groups) =>
  new Map(
    [...groups].map(([base, rows]) => [
      base,
      rows.map((one) => [one.index, choiceWords(one)] as const),
    ]),
  );

interface ChoosePairProps {
  readonly pair: Both<GenerationView>;
  readonly choices: Groups;
  /** Why a comparison cannot be begun, in words; null when it can. */
  readonly notNow: string | null;
  /** Has the focus while a comparison goes on, and after it. */
  readonly button: RefObject<HTMLButtonElement | null>;
  readonly onChoose: (named: Both<string | null>) => void;
  readonly onStart: () => void;
}

/** Which two: any, and then any other of the same index. */
export function ChoosePair({ pair, choices, notNow, button, onChoose, onStart }: ChoosePairProps) {
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
      <div className="min-w-0 flex-1 basis-72">
        <Pick
          label="From"
          value={a.index}
          options={optionsOf(choices)}
          onPick={(index) => onChoose({ a: index, b: index === b.index ? null : b.index })}
        />
      </div>
      <div className="min-w-0 flex-1 basis-72">
        <Pick
          label="To"
          value={b.index}
          options={optionsOf(new Map([[a.base, others]]))}
          onPick={(index) => onChoose({ a: a.index, b: index })}
        />
      </div>
      <div className="mt-3.5 flex h-10 items-center">
        <Button ref={button} type="submit" variant="primary" aria-disabled={notNow !== null}>
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
