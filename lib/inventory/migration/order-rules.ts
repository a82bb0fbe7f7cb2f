/** What may not come before what, of a move that is recorded and of all that is. Pure. */
import {
  isMoved,
  isToMove,
  statusWords,
  type RecordedStatus,
  type Tie,
  type TiedItem,
} from './migration-item.ts';

export interface Objection {
  readonly key: string;
  readonly name: string;
  /** What it is tied to; itself, where the rule is about it alone. */
  readonly other: string;
  /** False: nobody recorded whether it is so. */
  readonly isCertain: boolean;
  /** A sentence. */
  readonly says: string;
}

const noted = ({ note }: Tie): string => (note === null ? '' : ` (${note.replace(/\.$/, '')})`);

/** How far another item is, where that is not far enough. */
const notYet = (status: RecordedStatus): string =>
  status === 'not-recorded'
    ? 'nobody has recorded how far that is'
    : `that is recorded as ${statusWords[status]}`;

/** What must be in AWS before this is, or with it. */
function notYetMoved(item: TiedItem, all: ReadonlyMap<string, TiedItem>): Objection[] {
  const { key, name } = item;
  const ofTie = (tie: Tie, must: string): Objection[] => {
    const status = all.get(tie.key)?.status;
    if (status === undefined)
      return [
        {
          key,
          name,
          other: tie.key,
          isCertain: false,
          says:
            `It waits for ${tie.name}${noted(tie)}: nothing here records whether that is ` +
            'settled.',
        },
      ];
    return isToMove(status)
      ? [
          {
            key,
            name,
            other: tie.key,
            isCertain: status !== 'not-recorded',
            says: `${tie.name} must ${must}${noted(tie)}, and ${notYet(status)}.`,
          },
        ]
      : [];
  };
  return [
    ...item.blockedBy.flatMap((tie) => ofTie(tie, 'come before it')),
    ...item.movesWith.flatMap((tie) => (all.has(tie.key) ? ofTie(tie, 'move with it') : [])),
  ];
}

/** What still needs on Azure what is to be taken away there. */
const stillNeeded = (item: TiedItem, all: ReadonlyMap<string, TiedItem>): Objection[] =>
  item.neededBy.flatMap(({ key: other, name, needs, needed }) => {
    const status = all.get(other)?.status;
    return status === undefined || !isToMove(status)
      ? []
      : [
          {
            key: item.key,
            name: item.name,
            other,
            isCertain: status !== 'not-recorded',
            says: `${needs} needs ${needed}. It is part of “${name}”, and ${notYet(status)}.`,
          },
        ];
  });

/** What a way back meets. */
function backAgain(item: TiedItem, all: ReadonlyMap<string, TiedItem>): Objection[] {
  const { key, name, status, data, keepsData } = item;
  const own = (says: string, isCertain = true): Objection => ({
    key,
    name,
    other: key,
    isCertain,
    says,
  });
  return [
    ...(status === 'decommissioned'
      ? [own('It is recorded as decommissioned: on Azure there is nothing to go back to.')]
      : []),
    ...(keepsData === 'yes'
      ? [
          own(
            `${data.map((part) => part.name).join(', ')}: what was written in AWS must be ` +
              'copied back.',
          ),
        ]
      : keepsData === 'not-recorded'
        ? [own('Nothing here records whether it keeps data that must be copied back.', false)]
        : []),
    ...[...all.values()].flatMap((later): Objection[] =>
      isMoved(later.status) && later.blockedBy.some((tie) => tie.key === key)
        ? [
            {
              key,
              name,
              other: later.key,
              isCertain: true,
              says:
                `${later.name} comes after it, and is recorded as ` +
                `${statusWords[later.status]}.`,
            },
          ]
        : [],
    ),
  ];
}

/** What speaks against recording that an item has come so far, or is back there. */
export function objectionsTo(
  all: readonly TiedItem[],
  key: string,
  to: RecordedStatus,
): readonly Objection[] {
  const items = new Map(all.map((item) => [item.key, item]));
  const item = items.get(key);
  if (item === undefined || item.status === to) return [];
  if (isMoved(to))
    return [
      // From decommissioned to cut over is a way back too.
      ...(item.status === 'decommissioned' ? backAgain({ ...item, keepsData: 'no' }, items) : []),
      ...(isMoved(item.status) ? [] : notYetMoved(item, items)),
      ...(to === 'decommissioned' ? stillNeeded(item, items) : []),
    ];
  return isMoved(item.status) ? backAgain(item, items) : [];
}

/** Waves are numbers or names with numbers: 2 before 10. */
const isBefore = (one: string, other: string): boolean =>
  one.localeCompare(other, 'en-GB', { numeric: true }) < 0;

/** Whether one of both must come before the other. */
const isWaitedFor = (
  item: TiedItem,
  other: string,
  items: ReadonlyMap<string, TiedItem>,
): boolean =>
  item.blockedBy.some(({ key }) => key === other) ||
  items.get(other)?.blockedBy.some(({ key }) => key === item.key) === true;

/** Where what is recorded of waves and statuses goes against what must come before or together. */
export function brokenRules(all: readonly TiedItem[]): readonly Objection[] {
  const items = new Map(all.map((item) => [item.key, item]));
  return all.flatMap((item) => {
    const { key, name, wave, status } = item;
    const inWaves = (ties: readonly Tie[], must: string, isWrong: (other: string) => boolean) =>
      ties.flatMap((tie): Objection[] => {
        const other = items.get(tie.key);
        return wave === null || other?.wave == null || !isWrong(other.wave)
          ? []
          : [
              {
                key,
                name,
                other: tie.key,
                isCertain: true,
                says:
                  `${name} is in wave ${wave}. ${tie.name} must ${must}${noted(tie)}, and is in ` +
                  `wave ${other.wave}.`,
              },
            ];
      });
    return [
      ...(isToMove(status)
        ? [
            ...inWaves(item.blockedBy, 'come before it', (other) => isBefore(wave ?? '', other)),
            ...inWaves(
              // Where one of both also comes before the other, an earlier wave is together enough.
              item.movesWith.filter((tie) => !isWaitedFor(item, tie.key, items)),
              'move with it',
              (other) => other !== wave,
            ),
          ]
        : []),
      // What waits for others outside has been settled, or it would not be there.
      ...(isMoved(status)
        ? [
            ...notYetMoved(item, items).filter(({ other }) => items.has(other)),
            ...(status === 'decommissioned' ? stillNeeded(item, items) : []),
          ].map((objection) => ({
            ...objection,
            says: `${name} is recorded as ${statusWords[status]}. ${objection.says}`,
          }))
        : []),
    ];
  });
}
