/** Parts of an item as people call them. Pure. */
import { attributesOf } from '../items.ts';
import { recordedWords, type Fact } from '../model.ts';
import type { ItemSnapshot, OwnPart, SnapshotPart } from './snapshot.ts';

const ownWords: Readonly<Record<OwnPart, string>> = {
  name: 'Name',
  component: 'Id',
  environment: 'Environment',
  profile: 'Profile',
  sharedEnvironment: 'Shared environment',
  aliases: 'Other names',
  isProduction: 'Production',
  kind: 'Kind',
  source: 'Source',
};

/** `Memory`, `Name`, or `depends on spqs/star@LIVE`. */
export function partWords(item: Pick<ItemSnapshot, 'type' | 'kind'>, part: SnapshotPart): string {
  if (part.part === 'own') return ownWords[part.name];
  if (part.part === 'relation') return `${part.kind} ${part.to}`;
  return attributesOf(item)[part.attribute]?.label ?? part.attribute;
}

/** Among the parts of its sort: labels may be alike. */
export const partName = (part: SnapshotPart): string =>
  part.part === 'own'
    ? part.name
    : part.part === 'fact'
      ? part.attribute
      : `${part.kind} ${part.to}`;

const factText = ({ recorded }: Fact): string => recordedWords(recorded, '; ');

/** What a snapshot says of a part; null: nothing. A relation is there, or not. */
export function partText(snapshot: ItemSnapshot, part: SnapshotPart): string | boolean | null {
  if (part.part === 'fact') {
    const fact = snapshot.facts.find(({ attribute }) => attribute === part.attribute);
    return fact === undefined ? null : factText(fact);
  }
  if (part.part === 'relation')
    return snapshot.relations.some(({ kind, to }) => kind === part.kind && to === part.to);
  const own = snapshot[part.name];
  return typeof own === 'object' && own !== null ? own.join(', ') : own;
}
