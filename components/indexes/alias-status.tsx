import type { AliasVerdict } from '#lib/indexes/client.ts';
import { NotKnown, Status } from '#components/ui/feedback/status.tsx';
import type { Tone } from '#components/ui/feedback/tone.ts';

const verdicts: Readonly<
  Record<Exclude<AliasVerdict, 'not-known'>, { readonly word: string; readonly tone: Tone }>
> = {
  matches: { word: 'Matches', tone: 'ok' },
  missing: { word: 'Missing', tone: 'bad' },
  different: { word: 'Drift', tone: 'bad' },
  unreadable: { word: 'Unreadable', tone: 'bad' },
};

export function AliasStatus({ verdict }: { readonly verdict: AliasVerdict }) {
  if (verdict === 'not-known') return <NotKnown />;
  const { word, tone } = verdicts[verdict];
  return <Status tone={tone}>{word}</Status>;
}
