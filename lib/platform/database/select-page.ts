import type { Page } from '#lib/kernel/list.ts';
import type { Sql } from './database.ts';

interface PageQuery {
  /** A select without order and limit: all that match. */
  readonly matching: string;
  /** Over the columns of `matching`; total, so that no row is on two pages or on none. */
  readonly order: string;
  readonly params: readonly unknown[];
  readonly limit: number;
  readonly offset: number;
}

interface PageRow {
  readonly page_total: number;
  /** Null in the one row there is when the page is empty. */
  readonly page_row: number | null;
}

/**
 * A page of rows and the exact number of all, in one statement, so that the two are of one moment.
 * The number is right beyond the last row too, where `count(*) over ()` has no row to be in.
 */
export async function selectPage<T extends object>(
  sql: Sql,
  { matching, order, params, limit, offset }: PageQuery,
): Promise<Page<T>> {
  const [limited, skipped] = [params.length + 1, params.length + 2];
  const found = await sql.rows<PageRow>(
    `with matching as not materialized (${matching})
     select counted.page_total, page.*
     from (select count(*)::int as page_total from matching) counted
     left join (
       select *, row_number() over (order by ${order})::int as page_row
       from (select * from matching order by ${order} limit $${limited} offset $${skipped}) cut
     ) page on true
     order by page.page_row`,
    [...params, limit, offset],
  );
  return {
    rows: found
      .filter(({ page_row }) => page_row !== null)
      // The columns of `matching`, which the caller names.
      .map(({ page_total: _total, page_row: _row, ...row }) => row as T),
    total: found[0]?.page_total ?? 0,
  };
}
