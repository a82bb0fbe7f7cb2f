'use client';

import { useState } from 'react';
import { Button } from '#components/ui/form/button.tsx';
import { TextField, TickBox } from '#components/ui/form/field.tsx';
import { Frame, inputClass } from '#components/ui/form/field-frame.tsx';
import type { FormView } from '#lib/inventory/client.ts';

interface RelationFieldsProps {
  readonly form: string;
  readonly view: FormView;
  readonly sources: string;
}

/** The relations that begin here: which of them go, and which come. */
export function RelationFields({ form, view, sources }: RelationFieldsProps) {
  const [rows, setRows] = useState(0);
  const relations = view.item?.snapshot.relations ?? [];
  return (
    <>
      {relations.map(({ kind, to }, at) => (
        <TickBox
          key={`${kind} ${to}`}
          name={`drop.${String(at)}`}
          label={
            <span className="wrap-anywhere">
              Remove “{kind} {to}”
            </span>
          }
        />
      ))}
      {Array.from({ length: rows }, (_, row) => {
        const name = (part: string): string => `relation.${String(row)}.${part}`;
        const id = (part: string): string => `${form}-${name(part)}`;
        return (
          <fieldset key={row} className="border-b border-rule py-2">
            <legend className="float-left w-full text-dense font-bold">
              New relation {row + 1}
            </legend>
            <div className="grid clear-both gap-x-3 m:grid-cols-[11rem_2fr_1fr_1fr]">
              <Frame id={id('kind')} label="Relation">
                <select id={id('kind')} name={name('kind')} className={`${inputClass} h-10`}>
                  {view.relationKinds.map((kind) => (
                    <option key={kind}>{kind}</option>
                  ))}
                </select>
              </Frame>
              <TextField
                id={id('to')}
                name={name('to')}
                label="With"
                hint="A key, or a name that only one thing has"
                autoComplete="off"
              />
              <TextField
                id={id('source')}
                name={name('source')}
                label="Source"
                list={sources}
                autoComplete="off"
              />
              <TextField id={id('note')} name={name('note')} label="Note" autoComplete="off" />
            </div>
          </fieldset>
        );
      })}
      <Button small className="mt-3" onClick={() => setRows(rows + 1)}>
        Add a relation
      </Button>
    </>
  );
}
