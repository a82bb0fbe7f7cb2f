/** Whether a plan may be done as a person has seen it, and what is done then. Pure. */
import { quoted } from '#lib/kernel/free-text.ts';
import { done, refuse, type Fault, type Result } from '#lib/kernel/result.ts';
import { count, countOf } from '#lib/kernel/words/numbers.ts';
import { confirmNames } from '../changes/production.ts';
import type { ApplyImport, ImportCounts } from './model.ts';
import type { ImportPlan, LostRelation } from './plan-import.ts';
import type { PlannedSource } from './plan-sources.ts';
import { countsOf, fingerprintOf } from './preview-view.ts';

export type SeenImport = Pick<ApplyImport, 'seen' | 'fingerprint' | 'typedNames'>;

export interface DecidedImport {
  readonly estates: readonly string[];
  readonly counts: ImportCounts;
  readonly sources: readonly PlannedSource[];
  /** How many things change. */
  readonly changes: number;
}

const mostTold = 5;

/** What the plan does that the preview did not show, or the other way round. */
function unseen(plan: ImportPlan, seen: SeenImport['seen']): string[] {
  const left = new Set(Object.keys(seen));
  const shownNot = plan.items.flatMap(({ known }) => {
    if (known === null || left.delete(String(known.id))) return [];
    return [`${quoted(known.snapshot.key)} was changed meanwhile, and this would change it back.`];
  });
  return left.size === 0
    ? shownNot
    : [...shownNot, `${countOf(left.size, 'thing')} of the preview would not be changed any more.`];
}

/** Otherwise who changed what is told instead. */
const hasAllVersions = ({ items }: ImportPlan, seen: SeenImport['seen']): boolean =>
  items.every(({ known }) => known === null || seen[String(known.id)] === known.version);

const refuseUnseen = (says: readonly string[]): { readonly ok: false; readonly fault: Fault } => {
  const rest = says.length - mostTold;
  return refuse(
    'conflict',
    [
      ...says.slice(0, mostTold),
      ...(rest > 0 ? [`And ${count(rest)} more.`] : []),
      'Nothing was imported. Look at the preview again.',
    ].join(' '),
  );
};

/** Faults: `precondition` (it cannot be done as it is), `conflict` (it is not what was seen). */
export function decideImport(
  plan: ImportPlan,
  lost: readonly LostRelation[],
  { seen, fingerprint, typedNames }: SeenImport,
): Result<DecidedImport> {
  if (plan.obstacles.length > 0)
    return refuse('precondition', [...plan.obstacles, 'Nothing was imported.'].join(' '));
  const news = unseen(plan, seen);
  if (news.length > 0) return refuseUnseen(news);
  if (hasAllVersions(plan, seen) && fingerprintOf(plan, lost) !== fingerprint)
    return refuseUnseen([
      'What it adds, what it says of sources, or which relations go with it is not what the ' +
        'preview showed.',
    ]);
  const confirmed = confirmNames(plan.namesToType, typedNames, 'import this');
  if (!confirmed.ok) return confirmed;
  const { items, sources } = plan;
  if (items.length + sources.length === 0)
    return refuse('precondition', 'The inventory is as the file says already.');
  const estates = [
    ...items.flatMap(({ known, after }) => after?.estate ?? known?.snapshot.estate ?? []),
    ...sources.map(({ estate }) => estate),
  ];
  return done({
    estates: [...new Set(estates)],
    counts: countsOf(plan),
    sources,
    changes: items.length,
  });
}
