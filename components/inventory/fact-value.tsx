import type { ReactNode } from 'react';
import { RecordedValue } from '#components/ui/page/recorded.tsx';
import type { FactOfKind } from '#lib/inventory/client.ts';

interface FactValueProps {
  /** Undefined: no source says anything. */
  readonly of: FactOfKind | undefined;
  readonly isCode?: boolean;
}

/** What sources say of one attribute, with what they say besides. */
export function FactValue({ of, isCode = false }: FactValueProps) {
  if (of === undefined) return <RecordedValue of={{ state: 'not-recorded' }} />;
  const { state, value, note } = of;
  return (
    <>
      <RecordedValue
        of={
          state === 'value'
            ? { state, value: <Texts texts={[value ?? []].flat()} isCode={isCode} /> }
            : { state }
        }
      />
      {note !== null && <span className="block max-w-[60ch] text-meta text-muted">{note}</span>}
    </>
  );
}

function Texts({ texts, isCode }: { readonly texts: readonly string[]; readonly isCode: boolean }) {
  const shown = (text: string): ReactNode =>
    isCode ? (
      <code className="wrap-anywhere">{text}</code>
    ) : (
      <span className="wrap-anywhere">{text}</span>
    );
  const [only] = texts;
  if (only !== undefined && texts.length === 1) return shown(only);
  return (
    <ul className="list-disc pl-4">
      {texts.map((text) => (
        <li key={text}>{shown(text)}</li>
      ))}
    </ul>
  );
}
