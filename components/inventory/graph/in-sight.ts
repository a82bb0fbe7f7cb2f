/** Where a picture is looked at from, so that what was opened in it is seen. Pure. */
import type { Rectangle } from '#lib/inventory/client.ts';

/** Smaller than that nobody reads a name. */
export const readableZoom = 0.55;

export interface Viewport {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

const margin = 16;
// The buttons to zoom lie over the lower edge.
const buttons = 44;

/** Moved no further than it has to; what is longer than the window is seen from its beginning. */
function moved(from: number, length: number, size: number): number {
  const past = Math.max(0, from + length - size);
  return Math.max(0, from - past) - from;
}

/** The viewport moved, and further away where it has to be, until all of a rectangle is seen. */
export function inSight(
  { x, y, width, height }: Rectangle,
  viewport: Viewport,
  size: { readonly width: number; readonly height: number },
): Viewport {
  const [wide, high] = [size.width - 2 * margin, size.height - 2 * margin - buttons];
  const fits = Math.min(viewport.zoom, wide / width, high / height);
  const zoom = Math.min(viewport.zoom, Math.max(fits, readableZoom));
  // Its upper left corner stays where it is.
  const [left, top] = [x * viewport.zoom + viewport.x, y * viewport.zoom + viewport.y];
  return {
    x: left + moved(left - margin, width * zoom, wide) - x * zoom,
    y: top + moved(top - margin, height * zoom, high) - y * zoom,
    zoom,
  };
}
