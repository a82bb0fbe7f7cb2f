/** Who stops when something does, from the relations. Pure. */
import { relationKind } from './relation-kinds.ts';

/** `needs` stops when `needed` does. */
export interface Dependency {
  readonly needs: string;
  readonly needed: string;
  readonly kind: string;
}

interface WrittenEdge {
  readonly from: string;
  readonly kind: string;
  readonly to: string;
}

/** Relations after which nothing stops are no dependencies. */
export function dependencyOf({ from, kind, to }: WrittenEdge): Dependency | null {
  switch (relationKind(kind)?.stops) {
    case 'from':
      return { needs: from, needed: to, kind };
    case 'to':
      return { needs: to, needed: from, kind };
    default:
      return null;
  }
}
