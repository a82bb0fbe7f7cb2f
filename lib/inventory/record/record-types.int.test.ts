import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '#lib/platform/database/database.ts';
import { createLog } from '#lib/platform/log.ts';
import { embeddedDatabase } from '#lib/testing/platform/databases.ts';
import { environmentAttributes } from '../estate-attributes.ts';
import { kindOf } from '../kinds/all-kinds.ts';
import { shipEstates, shippedFolder } from '../ship-estates.ts';
import { renderRecord } from './render-record.ts';
import { recordSections, type Chapter } from './sections.ts';
import { showRecord } from './show-record.ts';

interface RecordType {
  readonly type: string;
  readonly kind: string;
  readonly chapter: Chapter | 'Environments';
  /** The attributes that its fields are; a name is that of the thing, an owner is a relation. */
  readonly fields: readonly string[];
  /** How many the document has, each in its environments; a list that says "None" is one. */
  readonly count: number;
}

const type = (
  type: string,
  kind: string,
  chapter: RecordType['chapter'],
  fields: readonly string[],
  count: number,
): RecordType => ({ type, kind, chapter, fields, count });

const servers = 'Servers';
const accounts = 'Users, roles and groups';

/** What the SPQS document demands of a record, in its numbering. */
const recordTypes: readonly RecordType[] = [
  type(
    'System',
    'system',
    'Service description',
    [
      ...['organisation', 'projectCode', 'summary', 'usersServed', 'hostingPlatform'],
      ...['hostingModel', 'drCategory', 'costNote'],
    ],
    1,
  ),
  type(
    'DocumentVersion',
    'document-version',
    'Version control',
    ['date', 'version', 'author', 'sections', 'amendments'],
    3,
  ),
  // Whether somebody is named, and no names.
  type('Stakeholder', 'stakeholder', 'Stakeholders', ['role', 'unit', 'isNamed'], 5),
  type('Deliverable', 'deliverable', 'Key deliverables', ['businessBenefit'], 2),
  type(
    'TechnicalCommitment',
    'technical-commitment',
    'Technical commitments',
    ['answer', 'justification'],
    3,
  ),
  type(
    'Technology',
    'technology',
    'Service description',
    ['version', 'qualifier', 'newOrExisting'],
    6,
  ),
  type('Environment', 'environment', 'Environments', ['hostedOn', 'purpose'], 4),
  type(
    'Component',
    'application',
    'Service description',
    [
      ...['applicationKind', 'bindAddress', 'pidFile', 'ownerAccount', 'venvPath', 'codePath'],
      'puppetProfile',
    ],
    8,
  ),
  type('Url', 'url', 'URLs, certificates and channels', ['url', 'application'], 8),
  type(
    'Certificate',
    'certificate',
    'URLs, certificates and channels',
    ['commonName', 'authority', 'servers', 'location', 'expiresOn'],
    24,
  ),
  type(
    'PortalChannel',
    'portal-channel',
    'URLs, certificates and channels',
    ['channelType', 'description'],
    1,
  ),
  // Six of the document's list, and six hosts of databases that its firewall rules name.
  type(
    'Server',
    'server',
    servers,
    [
      ...['hostname', 'site', 'physicalOrVirtual', 'sharedOrDedicated', 'cpuCores', 'memory'],
      'operatingSystem',
    ],
    12,
  ),
  type('ServerSoftware', 'server-software', servers, ['version', 'servers'], 2),
  type('ServerDependency', 'server-dependency', servers, ['servers'], 2),
  type('FileSystem', 'file-system', servers, ['servers', 'volume', 'size', 'purpose'], 3),
  type('LinuxUser', 'linux-user', accounts, ['homeDirectory', 'description'], 3),
  type('LinuxGroup', 'linux-group', accounts, ['members', 'description'], 3),
  type(
    'OracleAccount',
    'oracle-account',
    accounts,
    ['instance', 'username', 'accountKind', 'roles', 'description'],
    2,
  ),
  type('OracleRole', 'oracle-role', accounts, ['instance', 'databaseRole', 'description'], 1),
  type('OracleSchema', 'oracle-schema', accounts, ['instance', 'schema', 'tablespaces'], 1),
  type(
    'OracleDbLink',
    'oracle-db-link',
    accounts,
    ['instance', 'linkName', 'linkOwner', 'sourceInstance', 'sourceUser'],
    1,
  ),
  type('DataSource', 'data-source', 'Data sources', ['namePattern', 'username', 'database'], 1),
  type(
    'FirewallRule',
    'firewall-rule',
    'Firewall configuration',
    ['firewall', 'sources', 'destinations', 'ports', 'protocols', 'purpose'],
    4,
  ),
  type('BackupPolicy', 'backup-policy', 'Backup policy', ['covers', 'policy'], 3),
  type(
    'ExternalAccess',
    'external-access',
    'External access',
    ['contactDetails', 'accessMethod', 'need'],
    1,
  ),
  type(
    'Interface/Dependency',
    'interface',
    'Interfaces and dependencies',
    ['from', 'to', 'operation', 'isRequired'],
    2,
  ),
  type(
    'AuthScheme',
    'auth-scheme',
    'Authentication and authorisation',
    ['application', 'authentication', 'authorisation'],
    2,
  ),
  type('ScheduledTask', 'scheduled-task', 'Scheduled tasks', ['schedule'], 1),
  type('Licence', 'licence', 'Software licences', ['product'], 1),
  type('SupportContact', 'support-contact', 'Support contacts', ['reachedBy'], 1),
  type(
    'Procedure',
    'procedure',
    'Startup and shutdown steps',
    ['procedureKind', 'runAs', 'steps', 'caveat'],
    4,
  ),
  type('LogFile', 'log-file', 'Log files', ['application', 'servers', 'path'], 2),
  // Puppet, its two profiles, Bamboo and Git.
  type('ConfigSource', 'config-source', 'Configuration files', ['tool', 'rule'], 5),
  type('PatchPolicy', 'patch-policy', 'Patching', ['layer', 'mechanism'], 3),
  type('DrPlan', 'dr-plan', 'Disaster recovery plan', ['onSiteLoss', 'dependency', 'reference'], 1),
  // Those that the document calls so, and its security issues.
  type('ExceptionOrIssue', 'exception-or-issue', 'Exceptions and other issues', ['description'], 2),
];

describe('the record of SPQS', () => {
  let database: Database;
  let text = '';
  beforeAll(async () => {
    database = await embeddedDatabase();
    await shipEstates({ database, log: createLog('silent', 'test') }, shippedFolder);
    const clock = { now: () => new Date('2026-11-27T12:00:00Z') };
    const record = await showRecord({ database, clock }, 'spqs/spqs');
    if (!record.ok) throw new Error(record.fault.says);
    text = renderRecord(record.value, 'md');
  });
  afterAll(async () => {
    await database.close();
  });

  it('has all 36 record types that its document demands', () => {
    expect(recordTypes).toHaveLength(36);
    expect(new Set(recordTypes.map(({ kind }) => kind)).size).toBe(36);
  });

  it.each(recordTypes)('has the fields of $type, in its chapter', ({ kind, chapter, fields }) => {
    const attributes =
      kind === 'environment' ? environmentAttributes : (kindOf(kind)?.attributes ?? {});
    expect(Object.keys(attributes)).toEqual(expect.arrayContaining([...fields]));
    if (chapter !== 'Environments') expect(kindOf(kind)?.chapter).toBe(chapter);
  });

  const chapterOf = (title: string): string => {
    const number = recordSections.find((section) => section.title === title)?.number ?? '';
    const head = `${number} ${title}`.trim();
    return text.split(/^## /m).find((part) => part.split('\n', 1)[0] === head) ?? '';
  };

  it.each(recordTypes)('prints $count of $type there', async ({ kind, chapter, count }) => {
    const rows = await database.rows<{ name: string }>(
      `select name from inventory_item where estate = 'spqs' and kind = $1`,
      [kind],
    );
    expect(rows).toHaveLength(count);
    const printed = chapterOf(chapter).replace(/\\/g, '');
    // The system is what the whole record is of.
    for (const { name } of rows)
      if (kind !== 'system') expect(printed).toContain(name);
      else expect(text).toContain(`# ${name}: technical architecture record`);
  });

  it('has its chapters in the order of its document', () => {
    const heads = [...text.matchAll(/^## (.*)$/gm)].map(([, head]) => head);
    const wanted = recordSections.map(({ number, title }) => `${number} ${title}`.trim());
    expect(heads.slice(0, wanted.length)).toEqual(wanted);
  });
});
