/** What is wrong with a file, and where. Pure. */

export interface FileComplaint {
  /** A line of a text, the first being 1, or a row as spreadsheets count them, the head being 1. */
  readonly place: 'line' | 'row';
  readonly at: number;
  /** Of a row. */
  readonly column: string | null;
  /** A sentence, without a value of the file. */
  readonly says: string;
}

const mostComplaints = 100;

export interface FileComplaints {
  readonly found: readonly FileComplaint[];
  /** How many there are besides. */
  readonly more: number;
}

// Enough for the first hundred in the order of the file, whatever found them.
const mostKept = 1_000;

/** Each row may be complained of for each of its cells: what nobody is told is only counted. */
export class KeptComplaints {
  readonly found: FileComplaint[] = [];
  more = 0;

  add(complaint: FileComplaint): void {
    if (this.found.length < mostKept) this.found.push(complaint);
    else this.more += 1;
  }
}

/** In the order of the file. */
export function inOrder(complaints: readonly FileComplaint[], more = 0): FileComplaints {
  const sorted = [...complaints].sort((a, b) => a.at - b.at);
  return {
    found: sorted.slice(0, mostComplaints),
    more: more + Math.max(0, sorted.length - mostComplaints),
  };
}

type Place = Pick<FileComplaint, 'place' | 'at' | 'column'>;

export const placeWords = ({ place, at, column }: Place): string =>
  `${place === 'line' ? 'Line' : 'Row'} ${String(at)}` +
  (column === null ? '' : `, column ${column}`);
