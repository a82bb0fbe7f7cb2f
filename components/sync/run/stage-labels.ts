/**
 * Where the names of the stages are drawn above the chart of rates: plain geometry in pixels, left
 * to right.
 */

export interface StageLabel {
  readonly text: string;
  /** Where the line of the stage is. */
  readonly line: number;
  readonly width: number;
}

export interface LaidOutLabel {
  readonly text: string;
  /** Left edge of the text. */
  readonly left: number;
  /** 0 is the row next to the chart. */
  readonly row: number;
}

/** Space between a line and its name, and between two names. */
const space = 4;

/**
 * A name begins at its line, or ends at the right edge where it would be cut off there. A name that
 * would cover another one goes a row up; one that fits in no row is left out, since the
 * table beside the chart names every stage.
 */
export function layOutLabels(
  labels: readonly StageLabel[],
  right: number,
  rows: number,
): LaidOutLabel[] {
  const ends = Array.from({ length: rows }, () => Number.NEGATIVE_INFINITY);
  return labels.flatMap(({ text, line, width }) => {
    const left = Math.min(line + space, right - width);
    const row = ends.findIndex((end) => end + space <= left);
    if (row === -1) return [];
    ends[row] = left + width;
    return [{ text, left, row }];
  });
}
