import type { GraphQuestion, ListedItem, SourceView } from '#lib/inventory/client.ts';
import { dateWords } from '#lib/kernel/words/times.ts';

/** The page of an item: its key, part by part. */
export const itemHref = (key: string): string => `/inventory/${inAddress(key)}`;

/** The form of an item. */
export const editHref = (key: string): string => `/inventory/edit/${inAddress(key)}`;

/** The architecture record of a system, or of what it is part of. */
export const recordHref = (key: string): string => `/inventory/record/${inAddress(key)}`;

/** The graph around an item; what is usual is left out. */
/** The list of what is in an estate, or in one of its environments; of these kinds alone. */
export const insideHref = (
  { estate, environment }: Pick<ListedItem, 'estate' | 'environment'>,
  kinds: readonly string[] = [],
): string =>
  `/inventory?${String(
    new URLSearchParams({
      estate,
      ...(environment === null ? {} : { where: environment }),
      ...(kinds.length === 0 ? {} : { kind: kinds.join(',') }),
    }),
  )}`;

export function graphHref({
  of,
  direction,
  depth,
}: Pick<GraphQuestion, 'of'> & Partial<GraphQuestion>): string {
  const asked = {
    of,
    ...(direction === undefined || direction === 'both' ? {} : { direction }),
    ...(depth === undefined ? {} : { depth: String(depth) }),
  };
  return `/inventory/graph?${String(new URLSearchParams(asked))}`;
}

/** The matrix of an estate; without kinds all of them, and from its first component on. */
export function matrixHref({
  estate,
  kind,
  offset = 0,
}: {
  readonly estate: string;
  readonly kind: readonly string[];
  readonly offset?: number;
}): string {
  const asked = {
    estate,
    ...(kind.length === 0 ? {} : { kind: kind.join(',') }),
    ...(offset === 0 ? {} : { offset: String(offset) }),
  };
  return `/inventory/matrix?${String(new URLSearchParams(asked))}`;
}

const inAddress = (key: string): string => key.split('/').map(encodeURIComponent).join('/');

const dayWords = (day: string): string => dateWords(new Date(`${day}T12:00:00Z`));

/** `7 February 2017`, or that the source does not say. */
export const asOfWords = ({ asOf, readOn }: Pick<SourceView, 'asOf' | 'readOn'>): string =>
  asOf !== null
    ? dayWords(asOf)
    : readOn === null
      ? 'undated'
      : `undated, read ${dayWords(readOn)}`;

/** After the title of a source: `as of 7 February 2017`. */
export const speaksOfWords = (source: Pick<SourceView, 'asOf' | 'readOn'>): string =>
  source.asOf === null ? asOfWords(source) : `as of ${asOfWords(source)}`;

export const whereWords = ({
  estateTitle,
  environment,
}: Pick<ListedItem, 'estateTitle' | 'environment'>): string =>
  environment === null ? estateTitle : `${estateTitle}, ${environment}`;

export const evidenceWords = {
  document: 'stated in a document',
  code: 'seen in code',
  published: 'published, read in excerpts',
  inference: 'inference, to confirm',
  general: 'general knowledge',
  observed: 'observed by an import',
} as const;
