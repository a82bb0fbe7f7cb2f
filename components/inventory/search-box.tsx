'use client';

import { Search } from 'lucide-react';
import { useState, type SubmitEvent } from 'react';
import { whyNotFiltered } from '#lib/kernel/list.ts';
import { itemList } from '#lib/inventory/client.ts';
import { Button } from '#components/ui/form/button.tsx';
import { TextField } from '#components/ui/form/field.tsx';

interface SearchBoxProps {
  readonly text: string;
  /** Undefined: everything. */
  readonly onText: (text: string | undefined) => void;
}

/** One search over everything that the inventory says. */
export function SearchBox({ text, onText }: SearchBoxProps) {
  const [typed, setTyped] = useState(text);
  const [fault, setFault] = useState<string>();
  const search = (event: SubmitEvent) => {
    event.preventDefault();
    const wanted = typed.trim();
    const why = wanted === '' ? null : whyNotFiltered(itemList.filters.text, wanted);
    setFault(why ?? undefined);
    if (why === null) onText(wanted === '' ? undefined : wanted);
  };
  return (
    <form
      onSubmit={search}
      role="search"
      aria-label="Search the inventory"
      noValidate
      className="flex max-w-160 flex-wrap items-end gap-2.5"
    >
      <div className="min-w-56 flex-1">
        <TextField
          label="Search"
          hint="A name, host, URL, port, queue, technology or version. Each word must be there."
          error={fault}
          type="search"
          value={typed}
          onTyped={setTyped}
          autoComplete="off"
        />
      </div>
      <Button type="submit">
        <Search aria-hidden="true" className="size-4" />
        Search
      </Button>
    </form>
  );
}
