import type { Fault } from '#lib/kernel/result.ts';
import type { Part } from '#lib/platform/search/engine-health.ts';
import type { HealthFinding, HealthGroup, HealthVerdict } from './model.ts';

/** What names a finding, whatever is found. */
export interface Subject {
  readonly key: string;
  readonly group: HealthGroup;
  readonly name: string;
  /** What the account must be allowed for it, in the words of the engine. */
  readonly right: string;
}

export interface Assessment {
  readonly value: string;
  readonly state: HealthVerdict;
  readonly says: string;
  readonly source?: string;
}

/** Limits that no document of the engine names. */
export const ourRule = 'a rule of this console';

const finding = (
  { key, group, name }: Subject,
  assessed: Omit<Assessment, 'value'> & { readonly value: string | null },
): HealthFinding => ({
  key,
  group,
  name,
  value: assessed.value,
  state: assessed.state,
  says: assessed.says,
  source: assessed.source ?? null,
});

const whyNot = (fault: Fault, { right }: Subject): string =>
  fault.kind === 'forbidden'
    ? `The account of this console may not ask for it. It needs the right ${right}.`
    : 'The search engine did not answer this question.';

const notHere =
  'The search side is embedded, in the database of this console, which has no such thing.';

/** One finding from one part of what the engine says. */
export function assessPart<T>(
  subject: Subject,
  part: Part<T>,
  assess: (value: T) => Assessment,
): HealthFinding {
  if (part === null)
    return finding(subject, { value: null, state: 'not-applicable', says: notHere });
  if (!part.ok)
    return finding(subject, {
      value: null,
      state: 'not-known',
      says: whyNot(part.fault, subject),
    });
  return finding(subject, assess(part.value));
}

/** `62%`, of a part of one. */
export const percent = (part: number): string => `${String(Math.round(part * 100))}%`;
