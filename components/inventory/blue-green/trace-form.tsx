'use client';

import Link from 'next/link';
import { useState } from 'react';
import { TextField } from '#components/ui/form/field.tsx';
import { Pick } from '#components/ui/form/pick.tsx';
import type { ThingView } from '#lib/inventory/client.ts';
import { FactValue } from '../fact-value.tsx';
import { itemHref } from '../words.ts';

const ways = {
  correlation: {
    label: 'Correlation id',
    queries: ['by-correlation-id', 'by-correlation-id (expanded)'],
  },
  email: { label: 'Correlation id of an email', queries: ['by-email-correlation-id'] },
  ods: { label: 'ODS code', queries: ['by-odscode', 'by-odscode (expanded)'] },
} as const;
type Way = keyof typeof ways;
// The keys that are written above.
const wayIds = Object.keys(ways) as Way[];

/** Which saved query finds a change event. What is typed stays in the browser. */
export function TraceForm({ things }: { readonly things: readonly ThingView[] }) {
  const [way, setWay] = useState<Way>('correlation');
  const [id, setId] = useState('');
  const { label, queries } = ways[way];
  // Their names are those of the inventory.
  const wanted: readonly string[] = queries;
  const found = things.filter(({ kind, name }) => kind === 'saved-query' && wanted.includes(name));
  const procedures = things.filter(
    ({ kind, name }) => kind === 'procedure' && /Tracing|failed event/.test(name),
  );
  return (
    <>
      <form
        aria-label="Find a change event"
        className="grid max-w-160 gap-x-4 m:grid-cols-2"
        onSubmit={(event) => event.preventDefault()}
      >
        <Pick
          label="What you have"
          value={way}
          options={wayIds.map((each) => [each, ways[each].label])}
          // One of the options.
          onPick={(picked) => setWay(picked as Way)}
        />
        <TextField label={label} value={id} autoComplete="off" maxLength={200} onTyped={setId} />
      </form>
      <p className="mt-3 text-dense">
        Open CloudWatch Logs Insights in the account of the environment, choose a saved query
        {id.trim() === '' ? '' : ' and put in '}
        {id.trim() !== '' && <code className="wrap-anywhere">{id.trim()}</code>}:
      </p>
      <ul className="list-disc pl-5 text-dense">
        {found.map(({ key, name, facts }) => (
          <li key={key}>
            <Link href={itemHref(key)} className="inline-block min-h-6">
              {name}
            </Link>
            : <FactValue of={facts['finds']} />
          </li>
        ))}
      </ul>
      {procedures.map(({ key, name, facts }) => (
        <div key={key} className="mt-3 text-dense">
          <h3 className="font-bold">
            <Link href={itemHref(key)} className="inline-block min-h-6">
              {name}
            </Link>
          </h3>
          <FactValue of={facts['steps']} />
        </div>
      ))}
    </>
  );
}
