import { toneIcon, toneText } from '#components/ui/feedback/tone.ts';
import type { Check } from '#lib/inventory/client.ts';
import { checkWords } from './words.ts';

/** What must be so, each with whether it is. */
export function Checks({ checks }: { readonly checks: readonly Check[] }) {
  return (
    <ul className="text-dense">
      {checks.map(({ says, holds }) => {
        const { tone, words } = checkWords[holds];
        const Icon = toneIcon[tone];
        return (
          <li key={says} className="flex gap-1.5 py-0.5">
            <Icon aria-hidden="true" className={`mt-0.5 size-4 flex-none ${toneText[tone]}`} />
            <span>
              <span className="sr-only">{words}: </span>
              {says}
              {holds === 'ask' && <span className="text-muted"> Look yourself.</span>}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
