'use client';

import { readViews, writeViews, type SavedView, type ViewsChange } from './saved-views.ts';
import { useStored } from '../browser/use-stored.ts';

/**
 * The views of one table that this browser keeps. `keep` says why not, or null when they are kept.
 */
export function useSavedViews(table: string): {
  readonly views: readonly SavedView[];
  keep(change: ViewsChange): string | null;
} {
  const [stored, store] = useStored(`views:${table}`);
  return {
    views: readViews(stored),
    keep(change) {
      if (!change.ok) return change.says;
      return store(writeViews(change.views))
        ? null
        : 'This browser does not let the console keep anything';
    },
  };
}
