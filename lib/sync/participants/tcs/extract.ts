import { checkGmcNumber, unusableGmcNumber } from '../../gmc-number.ts';
import type { Extracted, RunContext } from '../../pipeline.ts';
import type { Day, Sources, TcsPerson } from '../sources.ts';
import { isStandIn, traineeOf } from './trainee.ts';
import { encodeTrainee } from './wire.ts';

/**
 * What TCS does with one person: a message, a reason to withhold, or nothing at all for a
 * placeholder.
 */
export function extractPerson(person: TcsPerson, asOf: Day): Extracted | null {
  if (isStandIn(person)) return null;
  if (!person.hasGmcDetails)
    return { kind: 'withhold', reason: unusableGmcNumber.noRow, reference: String(person.id) };
  const verdict = checkGmcNumber(person.gmcNumber);
  if (!verdict.isUsable)
    return { kind: 'withhold', reason: verdict.reason, reference: String(person.id) };
  const body = encodeTrainee(traineeOf(person, asOf));
  return { kind: 'send', body, reference: String(person.id) };
}

/** Ascending by person id. */
export async function* extractTrainees(
  sources: Sources,
  context: RunContext,
): AsyncGenerator<Extracted> {
  for await (const page of sources.tcs.people(context.asOf)) {
    for (const person of page) {
      const extracted = extractPerson(person, context.asOf);
      if (extracted !== null) yield extracted;
    }
  }
}
