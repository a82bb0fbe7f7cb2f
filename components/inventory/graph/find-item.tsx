'use client';

import { Search } from 'lucide-react';
import Form from 'next/form';
import Link from 'next/link';
import { useState, type SubmitEvent } from 'react';
import { Button } from '#components/ui/form/button.tsx';
import { TextField } from '#components/ui/form/field.tsx';
import { itemList, type FoundItems } from '#lib/inventory/client.ts';
import { whyNotFiltered } from '#lib/kernel/list.ts';
import { count } from '#lib/kernel/words/numbers.ts';
import { graphHref, whereWords } from '../words.ts';

/**
 * Chooses what a graph is around; a form of the address, so that it needs no script. What cannot be
 * looked for, such as a number of a doctor, comes into no address.
 */
export function FindItem({ found }: { readonly found: FoundItems | null }) {
  const [fault, setFault] = useState<string>();
  const look = (event: SubmitEvent<HTMLFormElement>): void => {
    const typed = new FormData(event.currentTarget).get('find');
    const wanted = typeof typed === 'string' ? typed.trim() : '';
    const why = wanted === '' ? null : whyNotFiltered(itemList.filters.text, wanted);
    setFault(why ?? undefined);
    if (why !== null) event.preventDefault();
  };
  return (
    <>
      <Form
        action="/inventory/graph"
        onSubmit={look}
        role="search"
        aria-label="Choose a thing"
        className="flex max-w-160 flex-wrap items-end gap-2.5"
      >
        <div className="min-w-56 flex-1">
          <TextField
            label="Choose a thing"
            hint="A name, host, queue or technology. Each word must be there."
            type="search"
            name="find"
            defaultValue={found?.text}
            error={fault}
            maxLength={100}
            autoComplete="off"
          />
        </div>
        <Button type="submit" data-words="">
          <Search aria-hidden="true" className="size-4" />
          Find
        </Button>
      </Form>
      {found !== null && <Found found={found} />}
    </>
  );
}

function Found({ found }: { readonly found: FoundItems }) {
  const { text, rows, total } = found;
  const all = count(total);
  if (rows.length === 0)
    return (
      <p role="status" className="mt-3 text-dense">
        Nothing in the inventory says “{text}”.
      </p>
    );
  return (
    <div className="mt-3">
      <p role="status" className="text-dense text-muted">
        {total > rows.length ? `The first ${count(rows.length)} of ${all}` : all} with “{text}”;
        choose one
      </p>
      <ul className="mt-1 columns-1 gap-x-8 text-dense l:columns-2">
        {rows.map((item) => (
          <li key={item.key} className="break-inside-avoid">
            <Link href={graphHref({ of: item.key })} className="inline-block min-h-6 leading-6">
              {item.name}
            </Link>{' '}
            <span className="text-muted">
              {item.kindTitle}, {whereWords(item)}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
