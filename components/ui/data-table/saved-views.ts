import { freeText } from '#lib/kernel/free-text.ts';

/**
 * A table as someone wants it again: `search` is the table's part of the address, without a
 * question mark.
 */
export interface SavedView {
  readonly name: string;
  readonly search: string;
}

/** `views` when it went well, else `says`: why not, in words. */
export type ViewsChange =
  | { readonly ok: true; readonly views: readonly SavedView[] }
  | { readonly ok: false; readonly says: string };

const longestName = 40;
const mostViews = 20;

const isView = (value: unknown): value is SavedView =>
  typeof value === 'object' &&
  value !== null &&
  'name' in value &&
  typeof value.name === 'string' &&
  'search' in value &&
  typeof value.search === 'string';

/**
 * What the browser kept. Anything in it that is no view is left out: people and other versions can
 * write there too.
 */
export function readViews(text: string | null): readonly SavedView[] {
  if (text === null) return [];
  try {
    const kept: unknown = JSON.parse(text);
    return Array.isArray(kept)
      ? kept.filter(isView).map(({ name, search }) => ({ name, search }))
      : [];
  } catch {
    return [];
  }
}

export const writeViews = (views: readonly SavedView[]): string | null =>
  views.length === 0 ? null : JSON.stringify(views);

const Name = freeText(longestName, `Use ${longestName} characters or fewer`);

const isSameName = (one: string, other: string): boolean =>
  one.toLowerCase() === other.toLowerCase();
const tidy = (name: string): string => (Name.safeParse(name).data ?? name).replace(/\s+/g, ' ');

function whyNotNamed(name: string, views: readonly SavedView[]): string | null {
  if (name === '') return 'Give the view a name';
  const wrong = Name.safeParse(name).error?.issues[0];
  if (wrong !== undefined) return wrong.message;
  return views.some((view) => isSameName(view.name, name))
    ? `There is already a view named ${name}`
    : null;
}

const refused = (says: string): ViewsChange => ({ ok: false, says });
const changed = (views: readonly SavedView[]): ViewsChange => ({ ok: true, views });

export function addView(views: readonly SavedView[], name: string, search: string): ViewsChange {
  const why = whyNotNamed(tidy(name), views);
  if (why !== null) return refused(why);
  if (views.length >= mostViews)
    return refused(`${mostViews} views are kept at most: delete one first`);
  return changed([...views, { name: tidy(name), search }]);
}

export function renameView(views: readonly SavedView[], from: string, to: string): ViewsChange {
  const others = views.filter(({ name }) => name !== from);
  const why = whyNotNamed(tidy(to), others);
  if (why !== null) return refused(why);
  return changed(views.map((view) => (view.name === from ? { ...view, name: tidy(to) } : view)));
}

export const removeView = (views: readonly SavedView[], name: string): readonly SavedView[] =>
  views.filter((view) => view.name !== name);
