import type { Search } from '#lib/platform/search/port.ts';

/** Whether a reader who opens the list sees anything. */
export async function exists(search: Search, target: string): Promise<boolean> {
  for await (const page of search.scan(target, { size: 20 })) return page.length > 0;
  return false;
}
