/**
 * What a position in the population is, before anything is made of it. Cheap, so that a doctor can
 * be made without making the trainee.
 */
import { draw, percentile } from './random.ts';
import {
  firstName,
  lastName,
  ownerAt,
  programmeAt,
  programmes,
  unknownOwner,
  type Owner,
} from './words.ts';

/** Forms of GMC number that no document can be made of, and of the usable one. */
export const unusableForms = [
  'no-row',
  'null',
  'empty',
  'unknown',
  'padded-unknown',
  'na',
  'n/a',
  'non-breaking-space',
  'six-digits',
  'letters',
  'eight-digits',
] as const;
export type UnusableForm = (typeof unusableForms)[number];

export type Fate =
  | { readonly is: 'trainee'; readonly isPadded: boolean }
  | { readonly is: 'unusable'; readonly form: UnusableForm }
  /** A dummy or placeholder record, perhaps with the number of another position. */
  | { readonly is: 'stand-in'; readonly numberOf: number }
  /** A second record with the number of an earlier position, hence with a higher person id. */
  | { readonly is: 'conflict'; readonly numberOf: number; readonly isPadded: boolean };

/** Rare fates have fixed positions in every two hundred people. */
const cycle = 200;
const unusablePositions: readonly number[] = [17, 49, 83, 111, 149, 187];
const paddedPositions: readonly number[] = [10, 60];
const placeholderPosition = 71;
const sharedPosition = 129;
const secondRecordPosition = 133;
const thirdRecordPosition = 134;

const formAt = (index: number): UnusableForm =>
  unusableForms[index % unusableForms.length] ?? 'null';

export function fateOf(position: number): Fate {
  const round = Math.floor(position / cycle);
  const within = position % cycle;
  const unusable = unusablePositions.indexOf(within);
  if (unusable >= 0)
    return { is: 'unusable', form: formAt(round * unusablePositions.length + unusable) };
  if (within === placeholderPosition)
    return { is: 'stand-in', numberOf: round % 3 === 0 ? position - 1 : position };
  if (within === secondRecordPosition && round % 5 === 0)
    return {
      is: 'conflict',
      numberOf: position - (secondRecordPosition - sharedPosition),
      isPadded: false,
    };
  if (within === thirdRecordPosition && round % 25 === 0)
    return {
      is: 'conflict',
      numberOf: position - (thirdRecordPosition - sharedPosition),
      isPadded: true,
    };
  return { is: 'trainee', isPadded: paddedPositions.includes(within) };
}

export const membershipKinds = [
  'single',
  'none',
  'only-past',
  'several',
  'same-twice',
  'no-curriculum-end',
  'visitor',
  'military',
  'no-end',
  'starts-today',
  'ends-today',
  'no-programme',
  'no-owner',
  'unknown-owner',
] as const;
export type MembershipKind = (typeof membershipKinds)[number];

/** Shares in per cent; what is left is `single`. */
const kindShares: readonly (readonly [MembershipKind, number])[] = [
  ['none', 3],
  ['only-past', 5],
  ['several', 6],
  ['same-twice', 1],
  ['no-curriculum-end', 3],
  ['visitor', 3],
  ['military', 2],
  ['no-end', 2],
  ['starts-today', 1],
  ['ends-today', 1],
  ['no-programme', 1],
  ['no-owner', 1],
  ['unknown-owner', 1],
];

function kindAt(percent: number): MembershipKind {
  let from = 0;
  for (const [kind, share] of kindShares) {
    from += share;
    if (percent < from) return kind;
  }
  return 'single';
}

export interface Traits {
  readonly forenames: string | null;
  readonly surname: string;
  readonly kind: MembershipKind;
  readonly programme: string;
  /** Comes after `programme` in ascending order. */
  readonly laterProgramme: string;
  readonly owner: Owner;
  /** The designated body of the one current membership, where there is one. */
  readonly body: string | null;
}

const withoutBody: ReadonlySet<MembershipKind> = new Set([
  'none',
  'only-past',
  'several',
  'same-twice',
  'no-end',
  'no-programme',
  'no-owner',
  'unknown-owner',
]);

export function traitsOf(seed: number, position: number): Traits {
  const kind = kindAt(percentile(seed, position, 37));
  const programme = draw(seed, position, 10, programmes.length - 1);
  const later = programme + 1 + draw(seed, position, 11, programmes.length - 1 - programme);
  const owner = kind === 'unknown-owner' ? unknownOwner : ownerAt(draw(seed, position, 12, 15));
  return {
    forenames: percentile(seed, position, 73) === 0 ? null : firstName(seed, position, 1),
    surname: lastName(seed, position, 3),
    kind,
    programme: programmeAt(programme),
    laterProgramme: programmeAt(later),
    owner,
    body: withoutBody.has(kind) ? null : owner.body,
  };
}
