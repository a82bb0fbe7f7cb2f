import { maskedGmcNumber } from '#lib/kernel/free-text.ts';
import type { Extracted, RunContext } from '../../pipeline.ts';
import type { Sources } from '../sources.ts';
import { gmcOutcomeOf } from './outcome.ts';
import { encodeDoctor } from './wire.ts';

/** Ascending by GMC number. Nothing is withheld: Recommendation sends every doctor it knows. */
export async function* extractDoctors(
  sources: Sources,
  context: RunContext,
): AsyncGenerator<Extracted> {
  for await (const page of sources.recommendation.doctors(context.asOf)) {
    for (const doctor of page)
      yield {
        kind: 'send',
        body: encodeDoctor(doctor, gmcOutcomeOf(doctor, context.asOf)),
        reference: maskedGmcNumber(doctor.gmcNumber),
        ...(doctor.notes === undefined ? {} : { notes: doctor.notes }),
      };
  }
}
