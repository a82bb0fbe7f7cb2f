import { sourceView, type InventoryWorld } from '../list-items.ts';
import type { FactRow } from '../store.ts';
import { readPastIncidents, type PastIncidentRow } from './past-incident-store.ts';
import { whenOf, whenRank, type PastFact, type PastIncidentView, type Signature } from './view.ts';

const attributes: readonly string[] = ['when', 'cause', 'effect', 'done', 'lesson'];

function textsOf(facts: readonly FactRow[], attribute: string): readonly string[] {
  const { value = null } = facts.find((one) => one.attribute === attribute) ?? {};
  return value === null ? [] : [value].flat();
}

/** One half of it says nothing: what fails, and what is said of it, are told together. */
function signatureOf(facts: readonly FactRow[]): Signature | null {
  const failing = textsOf(facts, 'failing');
  const words = textsOf(facts, 'words');
  return failing.length === 0 || words.length === 0 ? null : { failing, words };
}

function viewOf(row: PastIncidentRow): PastIncidentView {
  const shown = row.facts.filter(({ attribute }) => attributes.includes(attribute));
  return {
    key: row.key,
    name: row.name,
    estateTitle: row.estate_title,
    source: sourceView(row),
    facts: Object.fromEntries(
      shown.map((fact): [string, PastFact] => [
        fact.attribute,
        { state: fact.state, value: fact.value, note: fact.note, source: sourceView(fact) },
      ]),
    ),
    of: row.of,
    signature: signatureOf(row.facts),
  };
}

/** Those that sources tell of, the newest first, and those without a time last. One statement. */
export async function listPastIncidents({
  database,
}: InventoryWorld): Promise<readonly PastIncidentView[]> {
  const rank = (one: PastIncidentView): number => whenRank(whenOf(one) ?? '');
  const all = (await readPastIncidents(database)).map(viewOf);
  return all.sort((a, b) => rank(b) - rank(a));
}
