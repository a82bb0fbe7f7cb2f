import type { HealthFinding, HealthVerdict, IndexesShell } from '#lib/indexes/client.ts';
import type { Tone } from '#components/ui/feedback/tone.ts';
import { count, countOf } from '#lib/kernel/words/numbers.ts';
import { listWords } from '#lib/kernel/words/text.ts';

export const verdictWords: Readonly<
  Record<Exclude<HealthVerdict, 'not-known'>, { readonly word: string; readonly tone: Tone }>
> = {
  good: { word: 'Good', tone: 'ok' },
  'worth-a-look': { word: 'Worth a look', tone: 'warn' },
  'needs-a-person': { word: 'Needs a person', tone: 'bad' },
  'not-applicable': { word: 'Not applicable', tone: 'off' },
};

/** What needs attention first, then what may. */
const rank: Readonly<Record<HealthVerdict, number>> = {
  'needs-a-person': 0,
  'not-known': 1,
  'worth-a-look': 2,
  good: 3,
  'not-applicable': 4,
};

export const worstFirst = (findings: readonly HealthFinding[]): readonly HealthFinding[] =>
  findings.toSorted((a, b) => rank[a.state] - rank[b.state]);

type Counts = IndexesShell['health'];

/** `1 needs a person, 2 worth a look`; what there is none of is left out. */
function countWords(counts: Counts): string {
  const bad = counts['needs-a-person'];
  const parts = [
    bad > 0 && `${count(bad)} ${bad === 1 ? 'needs' : 'need'} a person`,
    counts['worth-a-look'] > 0 && `${count(counts['worth-a-look'])} worth a look`,
    counts['not-known'] > 0 && `${count(counts['not-known'])} not known`,
    counts.good > 0 && `${count(counts.good)} good`,
  ].filter((part) => part !== false);
  return listWords(parts, 'and');
}

/** One sentence about all of them. */
export function healthWords(findings: readonly HealthFinding[]): string {
  const number = (of: HealthVerdict): number => findings.filter(({ state }) => state === of).length;
  const words = countWords({
    good: number('good'),
    'worth-a-look': number('worth-a-look'),
    'needs-a-person': number('needs-a-person'),
    'not-known': number('not-known'),
    'not-applicable': number('not-applicable'),
  });
  return words === '' ? '' : `Now: ${words}.`;
}

/** The state of all of them and of generations that harm users, for a mark; null: not known. */
export function markOf(
  counts: Counts,
  harmful: number,
): { readonly tone: Tone; readonly words: string } | null {
  const [bad, warn, unknown] = [
    counts['needs-a-person'],
    counts['worth-a-look'],
    counts['not-known'],
  ];
  const words = countWords({ ...counts, good: 0 });
  if (harmful > 0) {
    const drift = `${countOf(harmful, 'generation')} with drift`;
    return { tone: 'bad', words: words === '' ? drift : `${drift}, ${words}` };
  }
  if (bad > 0) return { tone: 'bad', words };
  if (unknown > 0 || counts.good + warn === 0) return null;
  return warn > 0 ? { tone: 'warn', words } : { tone: 'ok', words: 'good' };
}
