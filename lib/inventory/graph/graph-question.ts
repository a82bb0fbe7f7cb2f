/** What the graph may be asked. Pure. */
import { z } from 'zod';
import { itemKey } from '../item-list.ts';

/** In one direction no page and no answer has more. */
export const mostReached = 500;
/** The page of an item has the first of them, and the graph the rest. */
export const firstReached = 25;

const whole = (most: number, says: string) =>
  z
    .string(says)
    .regex(/^\d{1,9}$/, says)
    .transform(Number)
    .pipe(z.number().min(1, says).max(most, says));

const mostSays = `Give a number from 1 to ${String(mostReached)}.`;

/** Of which item, and how many of the nearest in each direction. */
export const dependsQuestion = itemKey.extend({
  most: whole(mostReached, mostSays).default(mostReached),
});

export const graphDirections = ['both', 'needs', 'needed-by'] as const;
export type GraphDirection = (typeof graphDirections)[number];

const furthest = 30;
const depthSays = `Give a number of steps from 1 to ${String(furthest)}.`;

/** Around which item, which way, and how many relations away; without a depth all the way. */
export const graphQuestion = z.object({
  of: itemKey.shape.key,
  direction: z.enum(graphDirections, 'Choose both, needs or needed-by.').default('both'),
  depth: whole(furthest, depthSays).optional(),
});
export type GraphQuestion = z.output<typeof graphQuestion>;

/** Of an address: what it has and cannot be is left at what is usual; null: nothing is chosen. */
export function readGraphQuestion(
  texts: Readonly<Record<string, string | undefined>>,
): GraphQuestion | null {
  const { of, direction, depth } = graphQuestion.shape;
  const chosen = of.safeParse(texts['of']);
  if (!chosen.success) return null;
  return {
    of: chosen.data,
    direction: direction.catch('both').parse(texts['direction']),
    depth: depth.catch(undefined).parse(texts['depth']),
  };
}
