/**
 * The chapters of an architecture record: those of the SPQS technical architecture document v1.2,
 * in its order. What other systems have and SPQS has not is where a reader of that document looks
 * for it. Which chapter prints what is of a kind says the kind (`kinds/`).
 */

const written = [
  { number: '', title: 'Version control' },
  { number: '1', title: 'Project plan', facts: ['organisation', 'projectCode'] },
  { number: '1.1', title: 'Stakeholders' },
  { number: '1.2', title: 'Key deliverables' },
  { number: '1.3', title: 'Technical commitments' },
  { number: '1.4', title: 'Summary of technical changes', facts: ['technicalChanges'] },
  { number: '1.5', title: 'Estimated costs', facts: ['costNote'] },
  { number: '2', title: 'Service design', isHeadingOnly: true },
  {
    number: '2.1',
    title: 'Service description',
    facts: ['summary', 'purpose', 'usersServed', 'hostingPlatform', 'hostingModel', 'diagram'],
  },
  { number: '2.2', title: 'Resilience measures', facts: ['resilience'] },
  { number: '2.3', title: 'Disaster recovery category', facts: ['drCategory'] },
  { number: '2.4', title: 'Backup policy', facts: ['backups'] },
  {
    number: '2.5',
    title: 'Security issues',
    facts: ['securityIssues'],
  },
  { number: '2.6', title: 'Authentication and authorisation' },
  {
    number: '2.7',
    title: 'External access',
    facts: ['externalAccess'],
  },
  { number: '2.8', title: 'Interfaces and dependencies' },
  {
    number: '2.9',
    title: 'Exceptions and other issues',
    facts: ['exceptions'],
  },
  { number: '3', title: 'Service specification', isHeadingOnly: true },
  {
    number: '3.1',
    title: 'URLs, certificates and channels',
    facts: ['urls', 'certificates'],
  },
  { number: '3.2', title: 'Servers' },
  { number: '3.3', title: 'Users, roles and groups' },
  { number: '3.4', title: 'Data sources' },
  {
    number: '3.5',
    title: 'Firewall configuration',
    facts: ['firewallRules'],
  },
  {
    number: '3.6',
    title: 'Scheduled tasks',
    facts: ['scheduledTasks'],
  },
  { number: '3.7', title: 'Software licences', facts: ['licences'] },
  { number: '4', title: 'Service operation', isHeadingOnly: true },
  {
    number: '4.1',
    title: 'Support contacts',
    facts: ['supportContacts'],
  },
  { number: '4.2', title: 'Startup and shutdown steps' },
  { number: '4.3', title: 'Log files' },
  { number: '4.4', title: 'Configuration files' },
  { number: '4.5', title: 'Patching' },
  { number: '5', title: 'Common procedures' },
  { number: '6', title: 'Disaster recovery plan' },
] as const;

/** After the chapters: what the SPQS document has none for. */
export const otherChapter = 'What else is recorded';
/** At the end: where sources differ. */
export const differencesChapter = 'Differences between sources';

export type Chapter =
  (typeof written)[number]['title'] | typeof otherChapter | typeof differencesChapter;

export interface RecordSection {
  readonly number: string;
  readonly title: Chapter;
  /** Attributes of the system that are said here. */
  readonly facts?: readonly string[];
  /** Nothing is printed between it and the first of its chapters. */
  readonly isHeadingOnly?: boolean;
}

export const recordSections: readonly RecordSection[] = written;

/** In the order in which a record has them. */
export const chapters: readonly Chapter[] = [
  ...written.map(({ title }) => title),
  otherChapter,
  differencesChapter,
];
