/**
 * The chapters of an architecture record: those of the SPQS technical architecture document v1.2,
 * in its order. What other systems have and SPQS has not is where a reader of that document looks
 * for it.
 */

export interface RecordSection {
  readonly number: string;
  readonly title: string;
  /** Attributes of the system that are said here. */
  readonly facts?: readonly string[];
  /** Kinds of components, a table each. */
  readonly kinds?: readonly string[];
}

export const recordSections: readonly RecordSection[] = [
  { number: '', title: 'Version control', kinds: ['document-version'] },
  { number: '1', title: 'Project plan', facts: ['organisation', 'projectCode'] },
  { number: '1.1', title: 'Stakeholders', kinds: ['stakeholder'] },
  { number: '1.2', title: 'Key deliverables', kinds: ['deliverable', 'migration-item'] },
  { number: '1.3', title: 'Technical commitments', kinds: ['technical-commitment'] },
  { number: '1.4', title: 'Summary of technical changes', facts: ['technicalChanges'] },
  { number: '1.5', title: 'Estimated costs', facts: ['costNote'] },
  { number: '2', title: 'Service design' },
  {
    number: '2.1',
    title: 'Service description',
    facts: ['summary', 'purpose', 'usersServed', 'hostingPlatform', 'hostingModel', 'diagram'],
    kinds: [
      'technology',
      'application',
      'review-app',
      'function',
      'system',
      'managed-service',
      'journey',
      'user-action',
      'sync-step',
    ],
  },
  { number: '2.2', title: 'Resilience measures', facts: ['resilience'] },
  { number: '2.3', title: 'Disaster recovery category', facts: ['drCategory'] },
  { number: '2.4', title: 'Backup policy', facts: ['backups'], kinds: ['backup-policy'] },
  {
    number: '2.5',
    title: 'Security issues',
    facts: ['securityIssues'],
    kinds: ['secret', 'encryption-key', 'allow-list'],
  },
  {
    number: '2.6',
    title: 'Authentication and authorisation',
    kinds: ['auth-scheme', 'access-role'],
  },
  {
    number: '2.7',
    title: 'External access',
    facts: ['externalAccess'],
    kinds: ['external-access', 'vpn'],
  },
  {
    number: '2.8',
    title: 'Interfaces and dependencies',
    kinds: [
      'interface',
      'external-system',
      'broker',
      'exchange',
      'queue',
      'topic',
      'change-capture',
      'feed-file',
      'designated-body',
    ],
  },
  {
    number: '2.9',
    title: 'Exceptions and other issues',
    facts: ['exceptions'],
    kinds: ['exception-or-issue', 'fragility', 'open-question'],
  },
  { number: '3', title: 'Service specification' },
  {
    number: '3.1',
    title: 'URLs, certificates and channels',
    facts: ['urls', 'certificates'],
    kinds: ['url', 'certificate', 'portal-channel', 'channel', 'web-page'],
  },
  {
    number: '3.2',
    title: 'Servers',
    kinds: [
      'server',
      'server-software',
      'server-dependency',
      'file-system',
      'container-cluster',
      'build-server',
      'monitoring-tool',
    ],
  },
  {
    number: '3.3',
    title: 'Users, roles and groups',
    kinds: [
      'linux-user',
      'linux-group',
      'oracle-account',
      'oracle-role',
      'oracle-schema',
      'oracle-db-link',
    ],
  },
  {
    number: '3.4',
    title: 'Data sources',
    kinds: [
      'data-source',
      'database',
      'cache',
      'search-engine',
      'search-index',
      'index-alias',
      'bucket',
    ],
  },
  {
    number: '3.5',
    title: 'Firewall configuration',
    facts: ['firewallRules'],
    kinds: [
      'firewall-rule',
      'web-firewall',
      'network',
      'load-balancer',
      'content-network',
      'api-gateway',
      'network-bridge',
    ],
  },
  {
    number: '3.6',
    title: 'Scheduled tasks',
    facts: ['scheduledTasks'],
    kinds: ['scheduled-task', 'quality-check'],
  },
  { number: '3.7', title: 'Software licences', facts: ['licences'], kinds: ['licence'] },
  { number: '4', title: 'Service operation' },
  {
    number: '4.1',
    title: 'Support contacts',
    facts: ['supportContacts'],
    kinds: ['support-contact'],
  },
  { number: '4.2', title: 'Startup and shutdown steps', kinds: ['procedure'] },
  {
    number: '4.3',
    title: 'Log files',
    kinds: ['log-file', 'alarm', 'saved-query', 'dashboard'],
  },
  {
    number: '4.4',
    title: 'Configuration files',
    kinds: [
      'config-source',
      'terraform-stack',
      'terraform-module',
      'state-backend',
      'container-registry',
      'repository',
      'pipeline',
      'pipeline-stage',
      'version-scheme',
      'branch-rule',
    ],
  },
  { number: '4.5', title: 'Patching', kinds: ['patch-policy'] },
  {
    number: '5',
    title: 'Common procedures',
    kinds: ['command', 'transition', 'lifecycle-state', 'test-suite', 'rule', 'principle'],
  },
  { number: '6', title: 'Disaster recovery plan', kinds: ['dr-plan', 'past-incident'] },
];
