/** The file of one estate, as people write it, read into what it says (`docs/inventory.md`). */
import {
  readYaml,
  type Complaints,
  type LineComplaint,
  type YamlPath,
} from '#lib/kernel/yaml-text.ts';
import { environmentAttributes, estateAttributes } from './estate-attributes.ts';
import { EstateLimits } from './estate-limits.ts';
import { EstateText, type FactText, type RelationsText } from './estate-text.ts';
import { kindOf } from './kinds/all-kinds.ts';
import { whyNotOfType, type Attributes } from './kind.ts';
import {
  componentKey,
  environmentKey,
  type Component,
  type Environment,
  type Estate,
  type Fact,
  type Source,
} from './model.ts';
import { relationKind } from './relation-kinds.ts';
import { whyNotKept } from './secrets.ts';

const nothings = {
  none: 'none',
  'not applicable': 'not-applicable',
  'not recorded': 'not-recorded',
} as const;

/** A relation whose end may be in another file. */
export interface WrittenRelation {
  readonly from: string;
  readonly kind: string;
  /**
   * As written: `id`, `id@environment`, `estate/id`, `estate/id@environment`; `estate/` or
   * `estate/@environment` of what is no component.
   */
  readonly to: string;
  readonly source: string;
  readonly note: string | null;
  /** Where the file says it, for a complaint. */
  readonly path: YamlPath;
}

/** An environment or a component that has another name from now on. */
export interface WrittenRename {
  readonly type: 'environment' | 'component';
  readonly was: string;
  readonly name: string;
  readonly path: YamlPath;
}

export interface EstateFile {
  readonly estate: Estate;
  readonly sources: readonly Source[];
  readonly environments: readonly Environment[];
  readonly components: readonly Component[];
  readonly relations: readonly WrittenRelation[];
  readonly renames: readonly WrittenRename[];
  /** Where the file says what has a key. */
  readonly paths: ReadonlyMap<string, YamlPath>;
}

/** Whatever of a file looks like a secret, also the names of what is written. */
function* secretsIn(
  value: unknown,
  path: YamlPath = [],
): Generator<{ readonly path: YamlPath; readonly says: string }, void, undefined> {
  if (typeof value === 'string') {
    const says = whyNotKept(value);
    if (says !== null) yield { path, says };
  } else if (typeof value === 'object' && value !== null)
    for (const [name, inner] of Object.entries(value)) {
      const at = [...path, Array.isArray(value) ? Number(name) : name];
      const says = Array.isArray(value) ? null : whyNotKept(name);
      if (says !== null) yield { path: at, says };
      yield* secretsIn(inner, at);
    }
}

/** Its source, of a text that names a place in it as well. */
export const sourceId = (source: string): string => source.split(' ', 1)[0] ?? '';

class Reading {
  readonly #complaints: Complaints;
  readonly #sources: ReadonlySet<string>;

  constructor(complaints: Complaints, sources: ReadonlySet<string>) {
    this.#complaints = complaints;
    this.#sources = sources;
  }

  complain(path: YamlPath, says: string): void {
    this.#complaints.add(path, says);
  }

  source(path: YamlPath, source: string): string {
    if (!this.#sources.has(sourceId(source)))
      this.complain(path, `source ${sourceId(source)} is not among the sources of this file.`);
    return source;
  }

  facts(
    path: YamlPath,
    attributes: Attributes,
    written: Readonly<Record<string, FactText>>,
    source: string,
  ): Fact[] {
    return Object.entries(written).flatMap(([attribute, text]): Fact[] => {
      const at = [...path, attribute];
      const known = Object.hasOwn(attributes, attribute) ? attributes[attribute] : undefined;
      if (known === undefined) {
        this.complain(at, `${attribute} is not known of this. Correct it, or add it to its kind.`);
        return [];
      }
      const whole = typeof text === 'string' || Array.isArray(text) ? { value: text } : text;
      const from = this.source(at, 'source' in whole ? (whole.source ?? source) : source);
      const note = 'note' in whole ? (whole.note ?? null) : null;
      if ('is' in whole)
        return [{ attribute, recorded: { state: nothings[whole.is] }, source: from, note }];
      const why = whyNotOfType(known, whole.value);
      if (why !== null) this.complain(at, `${why}.`);
      return [{ attribute, recorded: { state: 'value', value: whole.value }, source: from, note }];
    });
  }
}

function relationsOf(
  reading: Reading,
  path: YamlPath,
  from: { readonly key: string; readonly source: string },
  written: RelationsText = [],
): WrittenRelation[] {
  return written.flatMap((row, position) => {
    const at = [...path, position];
    const { source, note, ...ends } = row;
    const kinds = Object.entries(ends);
    if (kinds.length !== 1)
      reading.complain(at, 'a relation has one kind, besides source and note.');
    const from_ = reading.source(at, typeof source === 'string' ? source : from.source);
    return kinds.flatMap(([kind, to]) => {
      if (relationKind(kind) === undefined)
        reading.complain([...at, kind], `${kind} is no kind of relation. Correct it.`);
      return [to].flat().map((end) => ({
        from: from.key,
        kind,
        to: end,
        source: from_,
        note: typeof note === 'string' ? note : null,
        path: at,
      }));
    });
  });
}

export type EstateReading =
  | { readonly file: EstateFile; readonly complaints: Complaints }
  | { readonly file: null; readonly complaints: Complaints };

interface EstateFileOptions {
  readonly linesBefore?: number;
  /** Of files that are read together. */
  readonly limits?: EstateLimits;
}

/** Everything but where relations lead, which other files may say. */
export function readEstateFile(
  text: string,
  { linesBefore = 0, limits = new EstateLimits() }: EstateFileOptions = {},
): EstateReading {
  const { value: written, complaints } = readYaml(EstateText, text, 'the file', {
    allText: true,
    linesBefore,
    left: limits,
  });
  if (written === null) return { file: null, complaints };
  const tooMuch = limits.take(written);
  if (tooMuch !== null) {
    complaints.add(tooMuch.path, tooMuch.says);
    return { file: null, complaints };
  }
  for (const { path, says } of secretsIn(written)) complaints.add(path, `this ${says}.`);
  // What else is wrong might repeat it.
  if (complaints.found.length > 0) return { file: null, complaints };
  const reading = new Reading(complaints, new Set(Object.keys(written.sources)));
  const estate = written.estate;
  const ownSource = reading.source(['source'], written.source);

  const environments = (written.environments ?? []).map((environment, position): Environment => {
    const path = ['environments', position];
    const source = reading.source(path, environment.source ?? ownSource);
    return {
      estate,
      name: environment.name,
      profile: environment.profile ?? null,
      sharedEnvironment: environment.sharedEnvironment ?? null,
      aliases: environment.aliases ?? [],
      isProduction: environment.isProduction === 'yes',
      source,
      facts: reading.facts(
        [...path, 'facts'],
        environmentAttributes,
        environment.facts ?? {},
        source,
      ),
    };
  });
  const names = new Set(environments.map(({ name }) => name));
  if (names.size < environments.length)
    reading.complain(['environments'], 'two environments have one name.');

  const paths = new Map<string, YamlPath>([[estate, ['estate']]]);
  for (const [position, { name }] of environments.entries())
    paths.set(`${estate}@${name}`, ['environments', position, 'name']);
  const relations = [
    ...relationsOf(reading, ['relations'], { key: estate, source: ownSource }, written.relations),
    ...(written.environments ?? []).flatMap(({ name, source = ownSource, relations: own }, at) =>
      relationsOf(
        reading,
        ['environments', at, 'relations'],
        { key: environmentKey(estate, name), source },
        own,
      ),
    ),
  ];
  const components = (written.components ?? []).flatMap((component, position): Component[] => {
    const path = ['components', position];
    const kind = kindOf(component.kind);
    if (kind === undefined) {
      reading.complain([...path, 'kind'], `${component.kind} is no kind of component. Correct it.`);
      return [];
    }
    const source = reading.source(path, component.source ?? ownSource);
    const facts = reading.facts([...path, 'facts'], kind.attributes, component.facts ?? {}, source);
    const own = component.perEnvironment ?? {};
    const where = new Set<string | null>(component.in ?? [null]);
    if (component.in !== undefined && where.size < component.in.length)
      reading.complain([...path, 'in'], 'an environment is named twice. Keep one of them.');
    for (const name of Object.keys(own))
      if (!where.has(name))
        reading.complain([...path, 'perEnvironment', name], `${name} is not among in.`);
    return [...where].map((environment) => {
      if (environment !== null && !names.has(environment))
        reading.complain([...path, 'in'], `${environment} is no environment of this file.`);
      const there = reading.facts(
        [...path, 'perEnvironment', environment ?? ''],
        kind.attributes,
        own[environment ?? ''] ?? {},
        source,
      );
      const replaced = new Set(there.map(({ attribute }) => attribute));
      const made: Component = {
        key: componentKey(estate, component.id, environment),
        estate,
        id: component.id,
        environment,
        kind: kind.kind,
        name: component.name,
        source,
        facts: [...facts.filter(({ attribute }) => !replaced.has(attribute)), ...there],
      };
      if (paths.has(made.key))
        reading.complain([...path, 'id'], `${component.id} is there twice. Give each its own.`);
      paths.set(made.key, [...path, 'id']);
      for (const relation of relationsOf(
        reading,
        [...path, 'relations'],
        made,
        component.relations,
      ))
        relations.push(relation);
      return made;
    });
  });

  return {
    file: {
      estate: {
        key: estate,
        title: written.title,
        source: ownSource,
        facts: reading.facts(['facts'], estateAttributes, written.facts ?? {}, ownSource),
      },
      sources: Object.entries(written.sources).map(([id, source]) => ({
        id,
        title: source.title,
        evidence: source.evidence,
        asOf: source.asOf ?? null,
        readOn: source.readOn,
      })),
      environments,
      components,
      relations,
      paths,
      renames: [
        ...(written.environments ?? []).flatMap(({ name, was }, position): WrittenRename[] =>
          was === undefined
            ? []
            : [{ type: 'environment', was, name, path: ['environments', position, 'was'] }],
        ),
        ...(written.components ?? []).flatMap(({ id, was }, position): WrittenRename[] =>
          was === undefined
            ? []
            : [{ type: 'component', was, name: id, path: ['components', position, 'was'] }],
        ),
      ],
    },
    complaints,
  };
}

export type { LineComplaint };
