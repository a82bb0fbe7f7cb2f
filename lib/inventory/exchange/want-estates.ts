/** What the YAML of whole estates wants: all that they have; what it lacks is gone. Pure. */
import { count } from '#lib/kernel/words/numbers.ts';
import type { Complaints } from '#lib/kernel/yaml-text.ts';
import { snapshotsOf, type ItemSnapshot } from '../changes/snapshot.ts';
import { readEstateFile, type EstateFile, type EstateReading } from '../estate-file.ts';
import { EstateLimits } from '../estate-limits.ts';
import { itemsOf } from '../items.ts';
import { keyOf, partsOfKey } from '../model.ts';
import { resolveRelations, type ItemIdentity } from '../relations.ts';
import type { FileComplaint, FileComplaints } from './complaint.ts';
import type { Wanted, WantedItem, WantedRename } from './wanted.ts';

interface ReadEstate {
  readonly file: EstateFile;
  readonly complaints: Complaints;
}

interface FilePart {
  readonly text: string;
  readonly linesBefore: number;
}

/** A line of dashes ends one estate. */
function* partsOf(text: string): Generator<FilePart, void, undefined> {
  let from = 0;
  let linesBefore = 0;
  for (const { index, 0: dashes } of text.matchAll(/^---[ \t]*\r?\n/gm)) {
    const part = text.slice(from, index);
    if (part.trim() !== '') yield { text: part, linesBefore };
    linesBefore += part.split('\n').length;
    from = index + dashes.length;
  }
  const last = text.slice(from);
  if (from === 0 || last.trim() !== '') yield { text: last, linesBefore };
}

const mostEstates = 100;

const atLine = (at: number, says: string): FileComplaint => ({
  place: 'line',
  at,
  column: null,
  says,
});

export interface EstatesReading {
  readonly complaints: FileComplaints;
  readonly estates: readonly string[];
  /** Given what all other estates have; complaints of where relations lead are with it. */
  readonly want: (others: readonly ItemIdentity[]) => {
    readonly wanted: Wanted;
    readonly complaints: FileComplaints;
  };
}

const complaintsOf = (read: readonly { readonly complaints: Complaints }[]): FileComplaints => ({
  found: read.flatMap(({ complaints }) =>
    complaints.found.map(({ line, says }) => atLine(line, says)),
  ),
  more: read.reduce((sum, { complaints }) => sum + complaints.more, 0),
});

function renamesOf({ file, complaints }: ReadEstate): WantedRename[] {
  const { estate, components, renames } = file;
  const environmentsOf = new Map<string, (string | null)[]>();
  for (const { id, environment } of components) {
    const known = environmentsOf.get(id);
    if (known === undefined) environmentsOf.set(id, [environment]);
    else known.push(environment);
  }
  return renames.map(({ type, was, name, path }): WantedRename => {
    const keyCalled = (called: string, environment: string | null): string =>
      type === 'environment'
        ? keyOf({ estate: estate.key, component: null, environment: called })
        : keyOf({ estate: estate.key, component: called, environment });
    const where = type === 'environment' ? [null] : (environmentsOf.get(name) ?? []);
    return {
      place: { place: 'line', at: complaints.lineOf(path), column: null },
      pairs: where.map((environment) => ({
        was: keyCalled(was, environment),
        key: keyCalled(name, environment),
      })),
    };
  });
}

function wantItem(
  item: ItemSnapshot,
  { file, complaints }: ReadEstate,
  was: string | undefined,
): WantedItem {
  return {
    key: item.key,
    whereOf: () => ({
      place: 'line',
      at: complaints.lineOf(file.paths.get(item.key) ?? []),
      column: null,
    }),
    was: was === undefined ? [] : [was],
    ends: [],
    make: () => item,
  };
}

const refused = (complaint: FileComplaint): EstatesReading => ({
  complaints: { found: [complaint], more: 0 },
  estates: [],
  want: () => ({
    wanted: { wholeEstates: [], items: [], renames: [], sources: [] },
    complaints: { found: [], more: 0 },
  }),
});

/** Also of several estates, one after the other. */
export function readEstates(text: string): EstatesReading {
  const limits = new EstateLimits();
  const readings: EstateReading[] = [];
  for (const { text: part, linesBefore } of partsOf(text)) {
    if (readings.length === mostEstates) {
      const says = `The file has more than ${count(mostEstates)} estates. Divide it.`;
      return refused(atLine(linesBefore + 1, says));
    }
    const reading = readEstateFile(part, { linesBefore, limits });
    readings.push(reading);
    if (limits.areUsedUp) break;
  }
  const read = readings.flatMap(({ file, complaints }): ReadEstate[] =>
    file === null ? [] : [{ file, complaints }],
  );
  const seen = new Set<string>();
  for (const { file, complaints } of read) {
    if (seen.has(file.estate.key))
      complaints.add(['estate'], `${file.estate.key} is there twice. Keep one of them.`);
    seen.add(file.estate.key);
  }
  return {
    complaints: complaintsOf(readings),
    estates: [...seen],
    want(others) {
      const own = read.flatMap(({ file }) => itemsOf(file));
      const { relations, unknown } = resolveRelations(
        [...own, ...others.filter(({ estate }) => !seen.has(estate))],
        read.flatMap(({ file }) => file.relations),
      );
      const complaintsOfEstate = new Map(
        read.map(({ file, complaints }) => [file.estate.key, complaints]),
      );
      for (const { relation, says } of unknown)
        complaintsOfEstate.get(partsOfKey(relation.from).estate)?.add(relation.path, says);
      const renames = read.flatMap(renamesOf);
      const was = new Map(
        renames.flatMap(({ pairs }) => pairs.map((pair) => [pair.key, pair.was])),
      );
      return {
        complaints: complaintsOf(read),
        wanted: {
          wholeEstates: [...seen],
          items: read.flatMap((one) =>
            snapshotsOf(itemsOf(one.file), relations).map((item) =>
              wantItem(item, one, was.get(item.key)),
            ),
          ),
          renames,
          sources: read.flatMap(({ file }) =>
            file.sources.map((source) => ({ estate: file.estate.key, source })),
          ),
        },
      };
    },
  };
}
