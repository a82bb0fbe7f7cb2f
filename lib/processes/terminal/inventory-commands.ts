import { readFile, stat } from 'node:fs/promises';
import {
  identityOf,
  allCovered,
  branchCheck,
  importKinds,
  itemList,
  readObservation,
  recordedWords,
  ruleTermsWords,
  whyTooLarge,
  type DependenciesView,
  type DependencyView,
  type DriftRow,
  type FactView,
  type Gap,
  type ItemView,
  type ListedItem,
  type ObservedImport,
  type ReachView,
  type RecordText,
  type Told,
} from '#lib/inventory/index.ts';
import type { Page } from '#lib/kernel/list.ts';
import { FaultError, refuse } from '#lib/kernel/result.ts';
import { countOf } from '#lib/kernel/words/numbers.ts';
import { listWords } from '#lib/kernel/words/text.ts';
import type { Console } from './console-client.ts';
import { exit, type Outcome } from './outcome.ts';

const address = (query: string, texts: Readonly<Record<string, string>>): string =>
  `/api/inventory/${query}?${new URLSearchParams(texts)}`;

const where = ({ estateTitle, environment }: ListedItem): string =>
  environment === null ? estateTitle : `${estateTitle} ${environment}`;

const itemLine = (item: ListedItem): string =>
  [
    item.key.padEnd(40),
    item.kindTitle.padEnd(22),
    `${item.name} (${where(item)})${item.summary === null ? '' : `: ${item.summary}`}`,
  ].join('  ');

/** All that match, page after page; the terminal prints no page numbers. */
export async function searchInventory(console: Console, text: string): Promise<Outcome> {
  const items: ListedItem[] = [];
  for (;;) {
    const page = await console.get<Page<ListedItem>>(
      address('items', {
        text,
        limit: String(itemList.mostAtOnce),
        offset: String(items.length),
      }),
    );
    items.push(...page.rows);
    if (page.rows.length === 0 || items.length >= page.total) break;
  }
  return {
    json: items,
    says: items.length === 0 ? 'Nothing in the inventory says so.' : items.map(itemLine).join('\n'),
    exitCode: exit.done,
  };
}

const nothingWords = {
  none: 'none, the source says',
  'not-applicable': 'not applicable',
  'not-recorded': 'not recorded',
} as const;

const labelled = (label: string, says: string): string => `  ${label.padEnd(24)} ${says}`;

function factLines({ label, declared, note, source }: FactView): string[] {
  if (declared === null) return [];
  const said =
    declared.state === 'value' ? [declared.value].flat() : [nothingWords[declared.state]];
  const from = source === null ? '' : `  [${source.title}]`;
  const noted = note === null ? '' : ` (${note})`;
  const [first = '', ...more] = said;
  return [
    labelled(label, `${first}${more.length === 0 ? `${noted}${from}` : ''}`),
    ...more.map((line, at) => {
      const isLast = at === more.length - 1;
      return labelled('', `${line}${isLast ? `${noted}${from}` : ''}`);
    }),
  ];
}

export async function showInventory(console: Console, called: string): Promise<Outcome> {
  const item = await console.get<ItemView>(address('item', { key: called }));
  const { source } = item;
  const asOf = source.asOf ?? `undated, read on ${source.readOn ?? 'a day that is not recorded'}`;
  return {
    json: item,
    says: [
      `${item.name}, ${item.kindTitle}, ${where(item)}`,
      `${item.key}, from ${source.title} (as of ${asOf})`,
      ...(item.aliases.length === 0 ? [] : [labelled('Also called', item.aliases.join(', '))]),
      ...identityOf(item).map(({ label, says }) => labelled(label, says)),
      ...item.facts.flatMap(factLines),
      ...item.relations.map(
        ({ words, name, key, note }) =>
          `  ${words} ${name} (${key})${note === null ? '' : `: ${note}`}`,
      ),
    ].join('\n'),
    exitCode: exit.done,
  };
}

export interface DependsOptions {
  readonly on?: true;
  readonly of?: true;
}

const dependencyLine = ({ item, steps, throughName, kind }: DependencyView): string =>
  `  ${String(steps).padStart(2)}  ${item.key.padEnd(40)}  ${item.name} (${where(item)}), ` +
  `${kind}, through ${throughName}`;

/** `--on`: what it needs; `--of`: what needs it; both without either. */
export async function showDepends(
  console: Console,
  called: string,
  { on, of }: DependsOptions,
): Promise<Outcome> {
  const view = await console.get<DependenciesView>(address('depends', { key: called }));
  const isBoth = on === undefined && of === undefined;
  const parts = [
    on === true || isBoth ? (['needs', view.needs] as const) : null,
    of === true || isBoth ? (['neededBy', view.neededBy] as const) : null,
  ].flatMap((part) => (part === null ? [] : [part]));
  const titles = { needs: `${view.item.name} needs`, neededBy: `${view.item.name} is needed by` };
  return {
    json: {
      item: view.item,
      ...Object.fromEntries(parts),
      totals: Object.fromEntries(parts.map(([name]) => [name, view.totals[name]])),
    },
    says: parts
      .flatMap(([name, reached]) => {
        const { all, isMore } = view.totals[name];
        return [
          `${titles[name]} ${isMore ? 'more than ' : ''}${countOf(all, 'thing')}, ` +
            'as far as it is recorded',
          ...(isMore || reached.length < all
            ? [`  the nearest ${String(reached.length)} of them:`]
            : []),
          ...reached.map(dependencyLine),
        ];
      })
      .join('\n'),
    exitCode: exit.done,
  };
}

export interface ReachOptions {
  readonly from: string;
  readonly to: string;
  readonly port: string;
}

export async function showReachable(console: Console, options: ReachOptions): Promise<Outcome> {
  const view = await console.get<ReachView>(address('reach', { ...options }));
  const { from, to, port, rule } = view;
  return {
    json: view,
    says: [
      rule === null
        ? `No rule is recorded that lets ${from} reach ${to} on port ${String(port)}.`
        : `Yes: ${rule.name} lets ${from} reach ${to} on port ${String(port)} ` +
          `(${rule.key}, ${rule.source.title}). ${ruleTermsWords(rule)}`,
      ...view.notes,
    ].join('\n'),
    // That no rule is recorded says nothing of what nobody knows.
    exitCode: view.notKnown.length === 0 ? exit.done : exit.usageError,
  };
}

export async function listMissingFacts(
  console: Console,
  { estate }: { readonly estate?: string },
): Promise<Outcome> {
  const gaps = await console.get<readonly Gap[]>(
    address('missing', estate === undefined ? {} : { estate }),
  );
  return {
    json: gaps,
    says:
      gaps.length === 0
        ? 'Everything that somebody should know is recorded.'
        : gaps.map(({ estateTitle, says }) => `${estateTitle}: ${says}.`).join('\n'),
    exitCode: exit.done,
  };
}

/** The text alone, so that it can be kept in a file. */
export async function showArchitectureRecord(
  console: Console,
  called: string,
  { format }: { readonly format: string },
): Promise<Outcome> {
  const { lines, ...record } = await console.get<RecordText>(
    address('record', { key: called, format }),
  );
  const text = lines.join('\n');
  return { json: { ...record, text }, says: text, exitCode: exit.done };
}

/** It needs no console: the rules are part of this program. */
export function checkBranch(branch: string): Outcome {
  const verdict = branchCheck(branch);
  const environment = verdict.environment ?? 'none';
  return {
    json: verdict,
    says: [
      `As the README says: ${verdict.documented.says}`,
      `As the repository does it: ${verdict.actual.says}`,
      `Environment: ${environment}. The check before a commit ` +
        (verdict.isAccepted ? 'lets the name pass.' : 'refuses the name.'),
      ...verdict.notes,
    ].join('\n'),
    exitCode: exit.done,
  };
}

export interface ObserveOptions {
  readonly kind: string;
  readonly environment: string;
  readonly profiles?: readonly string[];
  readonly covers?: readonly string[];
  readonly reason?: string;
  readonly dryRun?: true;
}

/** `a,b` and `a b` are the same two. */
const namesIn = (texts: readonly string[]): readonly string[] =>
  texts.flatMap((text) => text.split(',')).filter((name) => name !== '');

const toldLine = ({ place, says }: Told): string =>
  `  ${place === null ? '' : `${place}: `}${says}`;

function driftLine({ state, name, key, address, differences, previousAddress }: DriftRow): string {
  const differing = differences
    .filter(({ verdict }) => verdict === 'differs')
    .map(({ label, declared, observed }) => {
      const was = recordedWords(declared ?? { state: 'not-recorded' });
      return `${label}: ${was}, observed ${[observed].flat().join(', ')}`;
    });
  return [
    `  ${state.padEnd(10)}  ${name} (${key ?? address ?? ''})`,
    previousAddress === null ? '' : `, renamed from ${previousAddress}`,
    differing.length === 0 ? '' : `: ${differing.join('; ')}`,
  ].join('');
}

/** The audit has a reason of every import: one that follows another program may have none. */
const noReason = 'From a terminal, without a reason.';

/**
 * The file is read here: only what is harmless of it is sent. Refused as a whole where it cannot be
 * read.
 */
export async function observeFile(
  console: Console,
  file: string,
  { kind: asked, environment, profiles, covers, reason = noReason, dryRun }: ObserveOptions,
): Promise<Outcome> {
  const kind = importKinds.find((one) => one === asked);
  if (kind === undefined)
    throw new FaultError(
      refuse('invalid', `The kind is one of ${listWords(importKinds, 'or')}.`).fault,
    );
  const size = await stat(file).then(
    (found) => found.size,
    () => 0,
  );
  const tooLarge = whyTooLarge(size);
  if (tooLarge !== null)
    throw new FaultError(refuse('invalid', `${tooLarge} Nothing was imported.`).fault);
  const bytes = await readFile(file).catch(() => null);
  if (bytes === null)
    throw new FaultError(refuse('invalid', 'The file cannot be read. Nothing was imported.').fault);
  const { observation, complaints } = readObservation(kind, bytes);
  if (observation === null) {
    const says = `${complaints.map(toldLine).join('\n').trim()} Nothing was imported.`;
    throw new FaultError(refuse('invalid', says).fault);
  }
  const named = covers === undefined ? observation.covers : namesIn(covers);
  const isAll = named.includes('all');
  if (isAll && kind === 'generic')
    throw new FaultError(
      refuse('invalid', 'Name the kinds that a generic file covers. Nothing was imported.').fault,
    );
  const wantedCovers = isAll && kind !== 'generic' ? allCovered(kind) : named;
  const taken = await console.post<ObservedImport>('/api/v1/inventory/observe', {
    environment,
    observation: { ...observation, covers: wantedCovers },
    profiles: profiles === undefined ? null : namesIn(profiles),
    isDryRun: dryRun === true,
    reason,
  });
  const { counts, rows, told, format } = taken;
  return {
    json: taken,
    says: [
      `${taken.environment}, ${format}: ${String(counts.matched)} matched, ` +
        `${String(counts.changed)} changed, ${String(counts.missing)} missing, ` +
        `${String(counts.unexpected)} unexpected`,
      ...rows.map(driftLine),
      ...told.map(toldLine),
      ...(dryRun === true ? ['Nothing was imported.'] : []),
    ].join('\n'),
    exitCode: exit.done,
  };
}
