/** Things of some kinds with all that sources say of them. Pure. */
import type { FactValue, RecordedFact, RecordedState } from './model.ts';

export interface FactOfKind {
  readonly state: RecordedState;
  readonly value: FactValue | null;
  readonly note: string | null;
}

export interface ItemOfKind {
  readonly key: string;
  readonly estate: string;
  readonly estate_title: string;
  readonly environment: string | null;
  readonly profile: string | null;
  readonly shared_environment: string | null;
  readonly is_production: boolean;
  readonly kind: string;
  readonly name: string;
  readonly facts: Readonly<Record<string, FactOfKind>>;
}

/** One attribute as it is recorded; what no source speaks of is not recorded. */
export function recordedOf({ facts }: Pick<ItemOfKind, 'facts'>, attribute: string): RecordedFact {
  const { state, value } = facts[attribute] ?? { state: 'not-recorded', value: null };
  return state === 'value' ? { state, value: value ?? '' } : { state };
}

/** Of one attribute, each of its texts; empty where no source says a value. */
export function textsOf({ facts }: Pick<ItemOfKind, 'facts'>, attribute: string): string[] {
  const { value } = facts[attribute] ?? { value: null };
  return value === null ? [] : [value].flat();
}

/** The same as one text; null where no source says a value. */
export function textOf(item: Pick<ItemOfKind, 'facts'>, attribute: string): string | null {
  const texts = textsOf(item, attribute);
  return texts.length === 0 ? null : texts.join(', ');
}
