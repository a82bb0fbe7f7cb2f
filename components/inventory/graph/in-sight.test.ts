import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inSight, readableZoom, type Viewport } from './in-sight.ts';

const size = { width: 900, height: 600 };
/** The buttons to zoom begin there; what is higher than this has no space above them. */
const belowIt = size.height - 44;
const highest = belowIt - 2 * 16;
const cornersOf = (
  { x, y, width, height }: Readonly<Record<'x' | 'y' | 'width' | 'height', number>>,
  { zoom, ...by }: Viewport,
) => ({
  left: x * zoom + by.x,
  top: y * zoom + by.y,
  right: (x + width) * zoom + by.x,
  bottom: (y + height) * zoom + by.y,
});
const some = fc.record({
  x: fc.integer({ min: -3_000, max: 3_000 }),
  y: fc.integer({ min: -3_000, max: 3_000 }),
  width: fc.integer({ min: 100, max: 500 }),
  height: fc.integer({ min: 40, max: 4_000 }),
});
const from = fc.record({
  x: fc.integer({ min: -3_000, max: 3_000 }),
  y: fc.integer({ min: -3_000, max: 3_000 }),
  zoom: fc.double({ min: 0.2, max: 1.6, noNaN: true }),
});

describe('what was opened', () => {
  it('is seen whole, or from its beginning where it would be too small to read', () => {
    fc.assert(
      fc.property(some, from, (rectangle, viewport) => {
        const after = inSight(rectangle, viewport, size);
        const { left, top, right, bottom } = cornersOf(rectangle, after);
        for (const edge of [left, top]) expect(edge).toBeGreaterThan(0);
        expect(right).toBeLessThan(size.width);
        if (rectangle.height * after.zoom <= highest) expect(bottom).toBeLessThan(belowIt);
        else expect(top).toBeCloseTo(16);
        expect(after.zoom).toBeLessThanOrEqual(viewport.zoom);
        expect(after.zoom).toBeGreaterThanOrEqual(Math.min(viewport.zoom, readableZoom));
      }),
    );
  });

  it('moves nothing where it is seen already', () => {
    const viewport = { x: 40, y: 20, zoom: 1 };
    expect(inSight({ x: 0, y: 0, width: 200, height: 400 }, viewport, size)).toEqual(viewport);
  });

  it('comes up from the lower edge as far as it has to', () => {
    const viewport = { x: 40, y: 0, zoom: 1 };
    const after = inSight({ x: 0, y: 500, width: 200, height: 300 }, viewport, size);
    expect(after).toEqual({ x: 40, y: -260, zoom: 1 });
  });
});
