/**
 * Mappings of the five indexes, and the alias filters that the existing services made
 * (`docs/sync-contract.md` 2.2, 2.3, 2.4).
 */
import { differs, equals } from '#lib/platform/search/conditions.ts';
import type { FieldMapping } from '#lib/platform/search/port.ts';
import type { AliasDefinition, IndexDefinition } from '../pipeline.ts';

const long: FieldMapping = { type: 'long' };
const boolean: FieldMapping = { type: 'boolean' };
const className: FieldMapping = { type: 'keyword' };
const day: FieldMapping = { type: 'date', format: 'uuuu-MM-dd' };
const moment: FieldMapping = { type: 'date', format: "uuuu-MM-dd'T'HH:mm:ss.SSS" };
/** As the engine maps text by itself: analysed, with an exact sub-field. */
const text: FieldMapping = { type: 'text', keyword: true, fielddata: false };
/** As Integration's annotation has it: sorted by its analysed words, without a sub-field. */
const sortedText: FieldMapping = { type: 'text', keyword: false, fielddata: true };
/** Beyond the existing mapping: the exact sub-field, for lookups and stable order. */
const gmcNumber: FieldMapping = { type: 'text', keyword: true, fielddata: true };

const keyField = 'gmcReferenceNumber';

const master: IndexDefinition = {
  base: 'masterdoctorindex',
  keyField,
  fields: {
    _class: className,
    id: text,
    tcsPersonId: long,
    gmcReferenceNumber: gmcNumber,
    doctorFirstName: sortedText,
    doctorLastName: sortedText,
    submissionDate: day,
    programmeName: sortedText,
    membershipType: text,
    designatedBody: text,
    gmcStatus: text,
    tisStatus: text,
    admin: text,
    lastUpdatedDate: day,
    underNotice: text,
    tcsDesignatedBody: text,
    programmeOwner: text,
    curriculumEndDate: day,
    membershipStartDate: day,
    membershipEndDate: day,
    placementGrade: text,
    existsInGmc: boolean,
    connectionStatus: text,
    exceptionReason: text,
    updatedBy: text,
    lastConnectionDateTime: moment,
    hiddenDiscrepancies: {
      type: 'nested',
      fields: {
        id: text,
        gmcId: text,
        hiddenForDesignatedBodyCode: text,
        hiddenBy: text,
        reason: text,
        hiddenDateTime: moment,
      },
    },
  },
};

const recommendation: IndexDefinition = {
  base: 'recommendationindex',
  keyField,
  fields: {
    _class: className,
    id: text,
    tcsPersonId: long,
    gmcReferenceNumber: gmcNumber,
    doctorFirstName: sortedText,
    doctorLastName: sortedText,
    designatedBody: text,
    submissionDate: day,
    gmcStatus: text,
    tisStatus: text,
    programmeName: sortedText,
    membershipType: text,
    curriculumEndDate: day,
    admin: text,
    lastUpdatedDate: day,
    underNotice: text,
    existsInGmc: boolean,
  },
};

const connectionView = (base: string): IndexDefinition => ({
  base,
  keyField,
  fields: {
    _class: className,
    id: text,
    tcsPersonId: long,
    gmcReferenceNumber: gmcNumber,
    doctorFirstName: text,
    doctorLastName: text,
    submissionDate: day,
    programmeName: text,
    membershipType: text,
    designatedBody: text,
    tcsDesignatedBody: text,
    programmeOwner: text,
    connectionStatus: text,
    membershipStartDate: day,
    membershipEndDate: day,
    exceptionReason: text,
  },
});

export const documentedIndexes: readonly IndexDefinition[] = [
  master,
  recommendation,
  connectionView('connectedindex'),
  connectionView('disconnectedindex'),
  connectionView('exceptionindex'),
];

/**
 * Codes, states and days. Not here: numbers, names and addresses of doctors and of the people who
 * work with them (`admin`, `updatedBy`), and the lists and texts that may name them.
 */
export const documentedPlainFields: readonly string[] = [
  'submissionDate',
  'programmeName',
  'membershipType',
  'designatedBody',
  'gmcStatus',
  'tisStatus',
  'lastUpdatedDate',
  'underNotice',
  'tcsDesignatedBody',
  'programmeOwner',
  'curriculumEndDate',
  'membershipStartDate',
  'membershipEndDate',
  'placementGrade',
  'connectionStatus',
  'exceptionReason',
];

export const documentedAliases: readonly AliasDefinition[] = [
  ...documentedIndexes.map(({ base }) => ({ name: base, target: base, filter: null })),
  { name: 'current_connections', target: master.base, filter: equals('existsInGmc', true) },
  {
    name: 'discrepancies',
    target: master.base,
    filter: differs('tcsDesignatedBody', 'designatedBody'),
  },
];
