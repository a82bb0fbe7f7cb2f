import type { Tone } from '#components/ui/feedback/tone.ts';
import type { CertificateView, Expiry } from '#lib/inventory/client.ts';
import { listWords } from '#lib/kernel/words/text.ts';

export const expiryWords: Readonly<
  Record<Expiry, { readonly tone: Tone; readonly words: string }>
> = {
  'not-recorded': { tone: 'wait', words: 'Not recorded, so not known to be valid' },
  none: { tone: 'off', words: 'None' },
  'not-applicable': { tone: 'off', words: 'Not applicable' },
  expired: { tone: 'bad', words: 'Expired' },
  soon: { tone: 'warn', words: 'Within 30 days' },
  later: { tone: 'ok', words: 'Later' },
};

const noNameWords = {
  'not-recorded': { tone: 'wait', words: 'No common name is recorded' },
  none: { tone: 'off', words: 'It has no common name' },
  'not-applicable': { tone: 'off', words: 'A common name is not applicable' },
} as const;

/** What the common name says of the URLs of its environment. */
export function findingWords({ finding, environment }: CertificateView): {
  readonly tone: Tone;
  readonly words: string;
} {
  const where = environment ?? 'the estate';
  switch (finding.kind) {
    case 'covers':
      return { tone: 'ok', words: 'Matches' };
    case 'other-environment':
      return {
        tone: 'warn',
        words: `Matches no URL of ${where}, but of ${listWords(finding.environments, 'and')}`,
      };
    case 'covers-none':
      return { tone: 'warn', words: `Matches no URL of ${where}` };
    case 'no-url':
      return { tone: 'wait', words: `No URL of ${where} is recorded` };
    case 'no-name':
      return noNameWords[finding.state];
  }
}
