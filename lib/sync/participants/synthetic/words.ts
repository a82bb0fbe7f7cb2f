/**
 * Invented words. The lists of programmes and owners are in ascending order of code units, which
 * the several-programmes people rely on.
 */
import { draw } from './random.ts';

const starts = [
  'Al',
  'Bel',
  'Cor',
  'Dar',
  'El',
  'Fen',
  'Gar',
  'Hal',
  'Is',
  'Jor',
  'Kel',
  'Lor',
  'Mar',
  'Nor',
  'Or',
  'Per',
  'Quil',
  'Ros',
  'Søl',
  'Tam',
];
const ends = ['a', 'an', 'en', 'ia', 'ïn', 'is', 'ith', 'o', 'or', 'wyn'];
const stems = [
  'Ash',
  'Bram',
  'Cald',
  'Dun',
  'Ember',
  'Fair',
  'Glen',
  'Hart',
  'Ink',
  'Jar',
  'Kirk',
  'Lang',
  'Mid',
  'North',
  'Oak',
  'Pen',
  'Quarr',
  'Raven',
  'Stan',
  'Thorn',
];
const positions = [
  'beck',
  'by',
  'combe',
  'dale',
  'field',
  'ham',
  'ley',
  'mere',
  "o'dell",
  'stead',
  'ton',
  'wick',
];

const at = <T>(list: readonly T[], index: number): T => {
  const item = list[index % list.length];
  if (item === undefined) throw new RangeError('an empty list has no words');
  return item;
};

export const firstName = (seed: number, position: number, purpose: number): string =>
  at(starts, draw(seed, position, purpose, 997)) + at(ends, draw(seed, position, purpose + 1, 991));

export const lastName = (seed: number, position: number, purpose: number): string =>
  at(stems, draw(seed, position, purpose, 983)) +
  at(positions, draw(seed, position, purpose + 1, 977));

export const programmes = [
  'Acute Internal Medicine',
  'Anaesthetics',
  'Cardiology',
  'Clinical Radiology',
  'Core Surgical Training',
  'Dermatology',
  'Emergency Medicine',
  'Endocrinology and Diabetes',
  'General Practice',
  'General Psychiatry',
  'Geriatric Medicine',
  'Haematology',
  'Histopathology',
  'Intensive Care Medicine',
  'Neurology',
  'Obstetrics and Gynaecology',
  'Ophthalmology',
  'Paediatrics',
  'Renal Medicine',
  'Trauma and Orthopaedic Surgery',
] as const;

export interface Owner {
  readonly name: string;
  /** Null: an owner that has no designated body. */
  readonly body: string | null;
}

export const owners: readonly Owner[] = [
  { name: 'East Midlands', body: '1-1RSSPZ7' },
  { name: 'East of England', body: '1-1RSSQ05' },
  { name: 'Kent, Surrey and Sussex', body: '1-1RUZV1D' },
  { name: 'London LETBs', body: '1-1RUZV1D' },
  { name: 'North Central and East London', body: '1-1RUZV4H' },
  { name: 'North East', body: '1-1RSSQ1B' },
  { name: 'North West', body: '1-1RSSQ2H' },
  { name: 'North West London', body: '1-1RUZV6H' },
  { name: 'Northern Ireland Medical and Dental Training Agency', body: '1-25U-830' },
  { name: 'South London', body: '1-1RSSQ5L' },
  { name: 'South West', body: '1-1RUZUVB' },
  { name: 'Thames Valley', body: '1-1RSSQ6R' },
  { name: 'Wessex', body: '1-1RUZUSF' },
  { name: 'West Midlands', body: '1-1RUZUYF' },
  { name: 'Yorkshire and the Humber', body: '1-1RSG4X0' },
];

export const unknownOwner: Owner = { name: 'west midlands', body: null };

export const ownerAt = (index: number): Owner => at(owners, index);
export const programmeAt = (index: number): string => at(programmes, index);
