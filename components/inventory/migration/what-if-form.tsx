import Form from 'next/form';
import { Button } from '#components/ui/form/button.tsx';
import { Frame, inputClass } from '#components/ui/form/field-frame.tsx';
import { isToMove, type TiedItem } from '#lib/inventory/client.ts';
import { whatIfHref } from './addresses.ts';
import { StatusWords } from './status-words.tsx';

interface WhatIfFormProps {
  readonly items: readonly TiedItem[];
  /** Keys of items, or names of whatever else. */
  readonly chosen: readonly string[];
}

/** A plain form: what is chosen is in the address, and it works without scripts. */
export function WhatIfForm({ items, chosen }: WhatIfFormProps) {
  const keys = new Set(items.map(({ key }) => key));
  const others = chosen.filter((name) => !keys.has(name));
  return (
    <Form action={whatIfHref([])} className="pt-2">
      <fieldset>
        <legend className="text-dense text-muted">
          Tick the items that are to move. What must move with them is found.
        </legend>
        <ul className="mt-1 grid gap-x-6 m:grid-cols-2 xl:grid-cols-3">
          {items.map(({ key, name, status }) => (
            <li key={key}>
              <label className="flex min-h-7 items-center gap-2 text-dense">
                <input
                  type="checkbox"
                  name="choose"
                  value={key}
                  defaultChecked={chosen.includes(key)}
                  disabled={!isToMove(status)}
                  className="size-4 flex-none accent-link"
                />
                <span className="min-w-0">{name}</span>
                {!isToMove(status) && <StatusWords status={status} />}
              </label>
            </li>
          ))}
        </ul>
      </fieldset>
      <div className="max-w-160">
        {[...others, ''].map((name, at) => (
          <Frame
            key={name}
            id={`choose-${String(at)}`}
            label={name === '' ? 'Another component' : 'Component'}
            hint={
              name === ''
                ? 'Its name or key: the item that it belongs to is planned for.'
                : undefined
            }
          >
            <input
              id={`choose-${String(at)}`}
              name="choose"
              defaultValue={name}
              autoComplete="off"
              className={`${inputClass} h-10`}
            />
          </Frame>
        ))}
      </div>
      <Button type="submit" variant="primary" className="mt-4">
        Show what it takes
      </Button>
    </Form>
  );
}
