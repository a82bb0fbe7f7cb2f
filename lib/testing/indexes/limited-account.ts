/** An account that may not see everything, as a cluster with security answers it. */
import { openOpenSearch } from '#lib/platform/search/opensearch/search.ts';
import type { Search } from '#lib/platform/search/port.ts';
import { faultyProxy, type Passing, type ProxyOutcome } from '../platform/faulty-proxy.ts';

const refused = {
  error: { type: 'security_exception', reason: 'no permissions' },
  status: 403,
} as const;

export const forbidden: ProxyOutcome = { status: 403, body: refused };

/** Each search of an `_msearch` is refused, and the request itself is not. */
export const forbiddenItems = ({ body }: Passing): ProxyOutcome => ({
  body,
  response(text) {
    // What the engine answers to `_msearch`.
    const { responses } = JSON.parse(text) as { readonly responses: readonly unknown[] };
    return JSON.stringify({ responses: responses.map(() => refused) });
  },
});

/** The list of aliases without what the account may not see, and without a word about it. */
export const filteredAliases = (
  { body }: Passing,
  isHidden: (alias: string, index: string) => boolean,
): ProxyOutcome => ({
  body,
  response(text) {
    // What the engine answers to `_alias`.
    const listed = JSON.parse(text) as Readonly<
      Record<string, { readonly aliases: Readonly<Record<string, unknown>> }>
    >;
    const seen = Object.entries(listed).map(([index, { aliases }]) => {
      const own = Object.entries(aliases).filter(([alias]) => !isHidden(alias, index));
      return [index, { aliases: Object.fromEntries(own) }] as const;
    });
    return JSON.stringify(Object.fromEntries(seen));
  },
});

/** Looks at a real engine through what `decide` lets the account do. */
export async function asLimitedAccount(
  url: string,
  decide: (passing: Passing) => ProxyOutcome,
  look: (account: {
    readonly search: Search;
    /** What was asked, refused or not. */
    readonly requests: readonly Passing[];
  }) => Promise<void>,
): Promise<void> {
  const proxy = await faultyProxy(url, decide);
  const search = await openOpenSearch({ url: proxy.url });
  try {
    await look({ search, requests: proxy.requests });
  } finally {
    await search.close();
    await proxy.close();
  }
}
