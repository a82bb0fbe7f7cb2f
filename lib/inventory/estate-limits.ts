/** How much files of estates may say that are read together, found before it is made. Pure. */
import { count } from '#lib/kernel/words/numbers.ts';
import { mostValues, type ValueBudget } from '#lib/kernel/yaml-shape.ts';
import type { YamlPath } from '#lib/kernel/yaml-text.ts';
import type { ComponentText, EstateText, RelationsText } from './estate-text.ts';
import { mostRelations } from './relations.ts';

export const mostThings = 5_000;
export const mostFacts = 50_000;
/** Of facts and notes. */
const mostCharacters = 5_000_000;

type Facts = NonNullable<ComponentText['facts']>;

const lengthOf = (texts: readonly (string | undefined)[]): number =>
  texts.reduce((sum, text) => sum + (text?.length ?? 0), 0);

const charactersOf = (facts: Facts): number =>
  Object.values(facts).reduce((sum, fact) => {
    if (typeof fact === 'string' || Array.isArray(fact)) return sum + lengthOf([fact].flat());
    const texts = 'value' in fact ? [fact.value].flat() : [];
    return sum + lengthOf([...texts, fact.note]);
  }, 0);

interface Amount {
  readonly things: number;
  readonly relations: number;
  readonly facts: number;
  readonly characters: number;
}

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0);

/** Of relations that are said once. */
function amountOfRelations(
  relations: RelationsText = [],
): Pick<Amount, 'relations' | 'characters'> {
  const ends = relations.map(({ source: _source, note, ...kinds }) => ({
    relations: sumOf(Object.values(kinds).map((to) => [to].flat().length)),
    noteLength: typeof note === 'string' ? note.length : 0,
  }));
  return {
    relations: sumOf(ends.map((one) => one.relations)),
    characters: sumOf(ends.map((one) => one.relations * one.noteLength)),
  };
}

/** Of an estate or an environment. */
function amountOfHolder({
  facts = {},
  relations,
}: Pick<EstateText, 'facts' | 'relations'>): Amount {
  const related = amountOfRelations(relations);
  return {
    things: 1,
    facts: Object.keys(facts).length,
    relations: related.relations,
    characters: charactersOf(facts) + related.characters,
  };
}

/** Of a component in all of its environments. */
function amountOf(component: ComponentText): Amount {
  const { facts = {}, perEnvironment = {}, relations } = component;
  const environments = component.in?.length ?? 1;
  const own = Object.values(perEnvironment);
  const related = amountOfRelations(relations);
  return {
    things: environments,
    relations: environments * related.relations,
    facts:
      environments * Object.keys(facts).length + sumOf(own.map((one) => Object.keys(one).length)),
    characters:
      environments * (charactersOf(facts) + related.characters) + sumOf(own.map(charactersOf)),
  };
}

const inEach = 'each counted in each environment. Import one estate at a time, or less of it.';
const most: Readonly<Record<keyof Amount, { readonly amount: number; readonly says: string }>> = {
  things: { amount: mostThings, says: 'things' },
  relations: { amount: mostRelations, says: 'relations' },
  facts: { amount: mostFacts, says: 'facts' },
  characters: { amount: mostCharacters, says: 'characters of facts and notes' },
};

export interface TooMuch {
  readonly path: YamlPath;
  readonly says: string;
}

/** What may still come. */
export class EstateLimits implements ValueBudget {
  values = mostValues;
  #isTooMuch = false;
  readonly #taken = { things: 0, relations: 0, facts: 0, characters: 0 };

  /** Whether what comes after it need not be looked at. */
  get areUsedUp(): boolean {
    return this.#isTooMuch || this.values < 0;
  }

  /** Null: it may be made. */
  take({ environments = [], components = [], ...estate }: EstateText): TooMuch | null {
    const parts: (Amount & { readonly path: YamlPath })[] = [
      { path: ['estate'], ...amountOfHolder(estate) },
      ...environments.map((environment, at) => ({
        path: ['environments', at, 'name'],
        ...amountOfHolder(environment),
      })),
      ...components.map((component, at) => ({
        path: ['components', at, 'id'],
        ...amountOf(component),
      })),
    ];
    for (const part of parts)
      for (const name of ['things', 'relations', 'facts', 'characters'] as const) {
        this.#taken[name] += part[name];
        const { amount, says } = most[name];
        if (this.#taken[name] <= amount) continue;
        this.#isTooMuch = true;
        return {
          path: part.path,
          says: `with this there are more than ${count(amount)} ${says}, ${inEach}`,
        };
      }
    return null;
  }
}
