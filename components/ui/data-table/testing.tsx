/** A list of invented stones in a document, for the tests of this folder; pages never use it. */
import { QueryClient, QueryClientProvider, queryOptions } from '@tanstack/react-query';
import { SearchParamsContext } from 'next/dist/shared/lib/hooks-client-context.shared-runtime.js';
import { NuqsTestingAdapter } from 'nuqs/adapters/testing';
import { act, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import {
  listSearch,
  manyOf,
  oneOf,
  someText,
  type ListRequest,
  type ListShape,
  type Page,
} from '#lib/kernel/list.ts';
import { AnnouncerProvider } from '../feedback/announcer.tsx';
import { ToastProvider } from '../feedback/toast.tsx';
import { FreshnessProvider } from '../live/freshness.tsx';
import { NowProvider } from '../time/now.tsx';
import type { Column } from './column.ts';
import type { ListDefinition } from './list-definition.ts';

export interface Stone {
  readonly name: string;
  readonly colour: string;
  readonly grams: number;
}

export const stones = (count: number): Stone[] =>
  Array.from({ length: count }, (_, index) => ({
    name: `Stone ${index + 1}`,
    colour: index % 2 === 0 ? 'red' : 'blue',
    grams: 10 * (index + 1),
  }));

const colours = ['red', 'blue'] as const;
const stoneFilters = { colour: oneOf(colours), colours: manyOf(colours), words: someText };
export const stoneShape: ListShape<typeof stoneFilters, 'name' | 'grams'> = {
  filters: stoneFilters,
  sorts: ['name', 'grams'],
  usual: { column: 'grams', direction: 'descending' },
  otherSorts: { heaviest: { column: 'grams', direction: 'descending' } },
  pageSize: 3,
  mostAtOnce: 4,
};
export type StoneRequest = ListRequest<typeof stoneFilters, 'name' | 'grams'>;

export const stoneColumns: readonly Column<Stone, 'name' | 'grams'>[] = [
  {
    id: 'name',
    head: 'Name',
    role: 'name',
    sort: { words: { ascending: 'A to Z', descending: 'Z to A' }, first: 'ascending' },
    cell: ({ name }) => name,
    csv: { name: ({ name }) => name },
  },
  {
    id: 'colour',
    head: 'Colour',
    cell: ({ colour }) => <i>{colour}</i>,
    csv: { colour: ({ colour }) => colour },
  },
  {
    id: 'grams',
    head: 'Weight',
    numeric: true,
    sort: { words: { ascending: 'lightest first', descending: 'heaviest first' } },
    cell: ({ grams }) => `${grams} g`,
    csv: { grams: ({ grams }) => grams, kilograms: ({ grams }) => grams / 1000 },
  },
];

export const stoneList = {
  id: 'stones',
  title: 'Stones',
  one: 'stone',
  many: 'stones',
  shape: stoneShape,
  columns: stoneColumns,
  filters: {
    colour: {
      kind: 'choice',
      name: 'Colour',
      any: 'All colours',
      options: colours,
      words: (colour) => colour.toUpperCase(),
    },
    colours: {
      kind: 'choices',
      name: 'Colours',
      any: 'All colours',
      options: colours,
      words: (colour) => colour,
    },
    words: { kind: 'text', name: 'Words', any: 'Any words' },
  },
  rowKey: ({ name }) => name,
  opens: { href: ({ name }) => `/stones/${name.replace(' ', '-')}`, label: ({ name }) => name },
  empty: { title: 'No stone yet', says: 'Stones are listed here.' },
  faultMeaning: 'Users do not see stones.',
} satisfies ListDefinition<Stone, typeof stoneFilters, 'name' | 'grams'>;

/** Responds as a server with these stones does, and keeps the requests. */
export function quarry(all: readonly Stone[]) {
  const requests: StoneRequest[] = [];
  const state: { fault: Error | null } = { fault: null };
  const respond = (request: StoneRequest): Page<Stone> => {
    const { filters, limit, offset } = request;
    const found = all.filter(
      ({ colour }) =>
        colour === (filters.colour ?? colour) &&
        (filters.colours?.some((one) => one === colour) ?? true),
    );
    return { rows: found.slice(offset, offset + limit), total: found.length };
  };
  const query = (request: StoneRequest) =>
    queryOptions({
      queryKey: ['stones', listSearch(stoneShape, request)],
      queryFn: async () => {
        requests.push(request);
        if (state.fault !== null) throw state.fault;
        return respond(request);
      },
    });
  return { requests, query, state };
}

export interface Drawn {
  readonly container: HTMLElement;
  /** What the address says after each change, newest last. */
  readonly addresses: string[];
  /** Text of all that matches, in order. */
  texts(selector: string): string[];
  /** The only element that matches and has this text or label. */
  one(selector: string, words: string | RegExp): HTMLElement;
  all(selector: string): HTMLElement[];
  press(element: Element, init?: MouseEventInit): Promise<void>;
  key(key: string, element?: Element | null): Promise<void>;
  /** Until a condition holds; what a query returns comes in turns of its own. */
  until(holds: () => boolean): Promise<void>;
  redraw(node: ReactNode): Promise<void>;
  remove(): Promise<void>;
}

const wordsOf = (element: Element): string =>
  element.getAttribute('aria-label') ?? element.textContent;

/** Draws into the document, with what every page has around it. Needs jsdom. */
export async function draw(node: ReactNode, search = ''): Promise<Drawn> {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  const container = document.body.appendChild(document.createElement('div'));
  const root = createRoot(container);
  const client = new QueryClient();
  const addresses: string[] = [];
  const around = (children: ReactNode) => (
    <NuqsTestingAdapter
      searchParams={search}
      hasMemory
      onUrlUpdate={({ queryString }) => addresses.push(queryString)}
    >
      <SearchParamsContext value={new URLSearchParams(search)}>
        <QueryClientProvider client={client}>
          <FreshnessProvider>
            <NowProvider at="2026-11-21T15:06:00.000Z">
              <AnnouncerProvider>
                <ToastProvider>{children}</ToastProvider>
              </AnnouncerProvider>
            </NowProvider>
          </FreshnessProvider>
        </QueryClientProvider>
      </SearchParamsContext>
    </NuqsTestingAdapter>
  );
  const turn = () => act(() => new Promise<void>((resolve) => setImmediate(resolve)));
  const all = (selector: string) => [...document.querySelectorAll<HTMLElement>(selector)];
  await act(async () => root.render(around(node)));
  return {
    container,
    addresses,
    all,
    texts: (selector) => all(selector).map((element) => element.textContent),
    one(selector, words) {
      const found = all(selector).filter((element) =>
        typeof words === 'string' ? wordsOf(element) === words : words.test(wordsOf(element)),
      );
      const [only] = found;
      if (only === undefined || found.length > 1)
        throw new Error(`${found.length} of ${selector} have the words ${String(words)}`);
      return only;
    },
    async press(element, init) {
      await act(async () =>
        element.dispatchEvent(
          new MouseEvent('click', { bubbles: true, cancelable: true, ...init }),
        ),
      );
    },
    async key(key, element = document.activeElement) {
      await act(async () =>
        element?.dispatchEvent(
          new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }),
        ),
      );
    },
    async until(holds) {
      for (let turns = 0; !holds(); turns++) {
        if (turns > 500)
          throw new Error(`never: ${holds.toString()} in: ${document.body.textContent}`);
        await turn();
      }
    },
    redraw: (next) => act(async () => root.render(around(next))),
    async remove() {
      await act(async () => root.unmount());
      container.remove();
    },
  };
}
