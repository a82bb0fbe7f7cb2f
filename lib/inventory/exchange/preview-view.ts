/** A plan as people see it before it is done. Pure. */
import { createHash } from 'node:crypto';
import type { ItemSnapshot } from '../changes/snapshot.ts';
import { attributesOf } from '../items.ts';
import { kindOf } from '../kinds/all-kinds.ts';
import type { FileComplaints } from './complaint.ts';
import type { ImportCounts, ImportPreview, PreviewItem, PreviewLine } from './model.ts';
import type { ImportPlan, LostRelation, PlannedItem } from './plan-import.ts';

const headLabels: Readonly<Record<string, string>> = {
  kind: 'Kind',
  name: 'Name',
  source: 'Source',
  profile: 'Profile',
  sharedEnvironment: 'Shared environment',
  aliases: 'Other names',
  isProduction: 'Production',
};

const kindTitle = ({ type, kind }: ItemSnapshot): string =>
  type === 'component' ? (kindOf(kind)?.singular ?? kind) : type;

function linesOf({ differences }: PlannedItem, item: ItemSnapshot): PreviewLine[] {
  const attributes = attributesOf(item);
  return [
    ...differences.heads.flatMap(({ name, before, after }): PreviewLine[] => {
      const label = headLabels[name];
      return label === undefined ? [] : [{ part: 'own', label, before, after }];
    }),
    ...differences.facts.map(({ name, before, after }): PreviewLine => {
      const label = Object.hasOwn(attributes, name) ? attributes[name]?.label : undefined;
      return { part: 'fact', label: label ?? name, before, after };
    }),
    ...differences.relations.map(({ before, after }): PreviewLine => {
      const { kind = '', to = '' } = after ?? before ?? {};
      const said = (one: typeof before) =>
        one === null ? null : { source: one.source, note: one.note };
      return {
        part: 'relation',
        label: `${kind} ${to}`,
        before: said(before),
        after: said(after),
      };
    }),
  ];
}

export function previewItem(planned: PlannedItem): PreviewItem[] {
  const item = planned.after ?? planned.known?.snapshot;
  if (item === undefined) return [];
  const { does, known } = planned;
  return [
    {
      does,
      key: item.key,
      was: does === 'renamed' && known !== null ? known.snapshot.key : null,
      name: item.name,
      kindTitle: kindTitle(item),
      lines: linesOf(planned, item),
    },
  ];
}

export function countsOf({ items, unchanged }: ImportPlan): ImportCounts {
  const counts = { added: 0, changed: 0, renamed: 0, removed: 0, unchanged };
  for (const { does } of items) counts[does] += 1;
  return counts;
}

const seenOf = ({ items }: ImportPlan): Readonly<Record<string, number>> =>
  Object.fromEntries(
    items.flatMap(({ known }) => (known === null ? [] : [[String(known.id), known.version]])),
  );

/** Of what has no version of its own. */
export const fingerprintOf = (
  { items, sources }: ImportPlan,
  lost: readonly LostRelation[],
): string =>
  createHash('sha256')
    .update(
      JSON.stringify([
        items.flatMap(({ does, after }) => (does === 'added' ? (after?.key ?? '') : [])),
        sources.map(({ estate, before, after }) => [estate, before, after]),
        lost.map(({ from, kind, to }) => [from, kind, to]),
      ]),
    )
    .digest('hex');

const nothing = {
  counts: { added: 0, changed: 0, renamed: 0, removed: 0, unchanged: 0 },
  items: [],
  sources: [],
  kept: [],
  suggestions: [],
  lost: [],
  obstacles: [],
  seen: {},
  fingerprint: '',
  namesToType: [],
} as const;

export const complaintsView = ({ found, more }: FileComplaints): ImportPreview => ({
  ...nothing,
  complaints: found,
  moreComplaints: more,
});

/** All but its items. */
export const previewHead = (plan: ImportPlan, lost: readonly LostRelation[]): ImportPreview => ({
  complaints: [],
  moreComplaints: 0,
  counts: countsOf(plan),
  items: [],
  sources: plan.sources.map(({ estate, before, after }) => ({
    estate,
    id: after.id,
    before,
    after,
  })),
  kept: plan.kept.map(({ snapshot }) => snapshot.key),
  suggestions: plan.suggestions,
  lost,
  obstacles: plan.obstacles,
  seen: seenOf(plan),
  fingerprint: fingerprintOf(plan, lost),
  namesToType: plan.namesToType,
});
