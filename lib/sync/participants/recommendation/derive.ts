/**
 * Recommendation's answer to the rebuild command: every master document, in the fields of its own
 * view (`docs/sync-contract.md` 1.3, 2.3).
 */
import type { Search } from '#lib/platform/search/port.ts';
import type { DerivedWrite } from '../../pipeline.ts';
import { pickFields } from '../fields.ts';

export const recommendationIndex = 'recommendationindex';

export const recommendationViewFields = [
  'gmcReferenceNumber',
  'tcsPersonId',
  'doctorFirstName',
  'doctorLastName',
  'designatedBody',
  'submissionDate',
  'gmcStatus',
  'tisStatus',
  'programmeName',
  'membershipType',
  'curriculumEndDate',
  'admin',
  'lastUpdatedDate',
  'underNotice',
  'existsInGmc',
] as const;

export async function* deriveRecommendations(
  search: Search,
  source: string,
): AsyncGenerator<readonly DerivedWrite[]> {
  // Whole documents: for an engine, leaving fields out costs more than sending them.
  for await (const page of search.scan(source, { order: 'any' })) {
    yield page.map((found) => ({
      target: recommendationIndex,
      id: found.id,
      source: pickFields(found.source, recommendationViewFields),
    }));
  }
}

export const expectRecommendations = (search: Search, source: string): Promise<number> =>
  search.count(source);
