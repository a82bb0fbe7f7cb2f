import Link from 'next/link';
import { Definition, DefinitionList } from '#components/ui/page/definition-list.tsx';
import type { ThingView } from '#lib/inventory/client.ts';
import { someWords } from '#lib/kernel/words/text.ts';
import { FactValue } from '../fact-value.tsx';
import { itemHref } from '../words.ts';

const parts = [
  ['procedureKind', 'Kind'],
  ['runAs', 'Run as'],
  ['prerequisites', 'Before'],
  ['undo', 'Way back'],
  ['summary', 'In short'],
] as const;

/** Each procedure with its steps, and with what to beware of before them. */
export function Runbooks({ procedures }: { readonly procedures: readonly ThingView[] }) {
  return (
    <ul className="text-dense">
      {procedures.map(({ key, name, estateTitle, environments, facts }) => (
        <li key={key} className="border-b border-rule py-1.5">
          <details>
            <summary className="min-h-6 cursor-pointer">
              <b>{name}</b>{' '}
              <span className="text-muted">
                {[estateTitle, ...(environments.length > 0 ? [someWords(environments)] : [])].join(
                  ', ',
                )}
              </span>
            </summary>
            <div className="max-w-180 py-1 pl-5">
              {facts['caveat'] !== undefined && (
                <div className="my-1.5 border-l-4 border-warn-fill bg-warn-bg px-3 py-1.5">
                  <b>Beware: </b>
                  <FactValue of={facts['caveat']} />
                </div>
              )}
              <Steps of={facts['steps']} />
              <DefinitionList>
                {parts.flatMap(([attribute, label]) =>
                  facts[attribute] === undefined
                    ? []
                    : [
                        <Definition key={attribute} term={label}>
                          <FactValue of={facts[attribute]} />
                        </Definition>,
                      ],
                )}
              </DefinitionList>
              <p className="mt-1">
                <Link href={itemHref(key)} className="inline-block min-h-6">
                  Sources and what it belongs to
                </Link>
              </p>
            </div>
          </details>
        </li>
      ))}
    </ul>
  );
}

function Steps({ of }: { readonly of: ThingView['facts'][string] | undefined }) {
  if (of?.state !== 'value' || of.value === null) return <FactValue of={of} />;
  const steps = [of.value].flat();
  return (
    <>
      <ol className="list-decimal pl-5">
        {steps.map((step, at) => (
          <li key={`${String(at)} ${step}`} className="wrap-anywhere">
            {step}
          </li>
        ))}
      </ol>
      {of.note !== null && <p className="text-meta text-muted">{of.note}</p>}
    </>
  );
}
