import { each, paragraph, row, rows, said, section, type Section } from './named.ts';

const ui = 'School and Programme Quality System UI';
const microservice = 'School and Programme Quality System microservice';
const sites = ['kb1', 'at1'];

/** A row of a table of certificates for each site. */
const certificates = (
  name: string,
  authority: string,
  where: string,
  place: string,
): readonly string[] =>
  sites.map((site) => `${name} ${authority} python-${site}-${where} ${place}`);

const balanced = 'Load Balancers';
const onServer = 'On server, deployed via Puppet';

/** Its chapter 3. */
export const specification: readonly Section[] = [
  section('3 Service specification'),
  section(
    '3.1 URLs, certificates and channels',
    // Development, Test, Train, Live
    rows('url', [
      `${ui} DEV dev.spqs.euclid.ed.ac.uk`,
      `${microservice} DEV dev.api.euclid.ed.ac.uk`,
      `${ui} TEST test.spqs.euclid.ed.ac.uk`,
      `${microservice} TEST test.api.euclid.ed.ac.uk`,
      `${ui} TRN Train trn.spqs.euclid.ed.ac.uk`,
      `${microservice} TRN Train trn.api.euclid.ed.ac.uk`,
      `${ui} LIVE spqs.euclid.ed.ac.uk`,
      `${microservice} LIVE api.euclid.ed.ac.uk`,
    ]),
    paragraph(each('environment', ['DEV Development', 'TEST Test', 'TRN Train', 'LIVE Live'])),
    // Certificates, in three tables
    rows('certificate', [
      ...certificates('spqs.euclid.ed.ac.uk', 'QuoVadis', 'dev', balanced),
      ...certificates('test.spqs.euclid.ed.ac.uk', 'QuoVadis', 'test', balanced),
      ...certificates('trn.spqs.euclid.ed.ac.uk', 'QuoVadis', 'test', balanced),
      ...certificates('spqs.euclid.ed.ac.uk', 'QuoVadis', 'live', balanced),
      ...certificates('api.euclid.ed.ac.uk', 'QuoVadis', 'dev', balanced),
      ...certificates('test.api.euclid.ed.ac.uk', 'QuoVadis', 'test', balanced),
      ...certificates('trn.api.euclid.ed.ac.uk', 'QuoVadis', 'test', balanced),
      ...certificates('api.euclid.ed.ac.uk', 'QuoVadis', 'live', balanced),
      ...certificates('spqs.euclid.ed.ac.uk', 'EdUni', 'dev', onServer),
      ...certificates('test.spqs.euclid.ed.ac.uk', 'EdUni', 'test', onServer),
      ...certificates('trn.spqs.euclid.ed.ac.uk', 'EdUni', 'test', onServer),
      ...certificates('spqs.euclid.ed.ac.uk', 'EdUni', 'live', onServer),
    ]),
    paragraph(
      each('certificate', ['QuoVadis'], 16),
      each('certificate', ['EdUni'], 8),
      each('load-balancer', ['Load Balancers']),
    ),
    // MyED channels
    rows('portal-channel', ['MyED School and Programme Quality System']),
    // Puppet configuration
    paragraph(
      each('config-source', ['Puppet code services sit in the spqs and spqsapi profiles'], 2),
    ),
    row(each('open-question', ['Profile Documentation spqs servers'])),
  ),
  section(
    '3.2 Servers',
    // A row for each column, with all of its cells.
    rows('server', [
      'DEV python-kb1-dev.is Virtual Shared 2 6GB CentOS 7 Python 3.4 Apache 2.4 SMTP Cosign',
      'DEV python-at1-dev.is Virtual Shared 2 6GB CentOS 7 Python 3.4 Apache 2.4 SMTP Cosign',
      'TEST python-kb1-test.is Virtual Shared 2 6GB CentOS 7 Python 3.4 Apache 2.4 SMTP Cosign',
      'TEST python-at1-test.is Virtual Shared 2 6GB CentOS 7 Python 3.4 Apache 2.4 SMTP Cosign',
      'LIVE python-kb1-live.is Virtual Shared 2 6GB CentOS 7 Python 3.4 Apache 2.4 SMTP Cosign',
      'LIVE python-at1-live.is Virtual Shared 2 6GB CentOS 7 Python 3.4 Apache 2.4 SMTP Cosign',
    ]),
    paragraph(
      each('server-software', ['Python 3.4', 'Apache 2.4']),
      each('server-dependency', ['SMTP', 'Cosign']),
    ),
    // File systems
    rows('file-system', [
      'python-* / 50GB Root',
      'python-* /apps 50GB Application homes',
      'python-* /srv 150GB Web content',
    ]),
  ),
  section(
    '3.3 Users, roles and groups',
    // Linux
    rows('linux-user', [
      'isapps /home/isapps IS Apps user',
      'spqs /home/python/spqs UI application owner account',
      'spqsapi /home/python/spqsapi Microservice application owner account',
    ]),
    rows('linux-group', [
      'isapps IS Apps group',
      'systemd-journal isapps Allows access to the systemd journal',
      'python spqs spqsapi Group for application functional accounts',
    ]),
    // Oracle, in five tables
    rows('oracle-account', ['STAR* spqs APPLICATION Owner account', 'STAR* OPS$ username']),
    rows('oracle-role', ['STAR* APPLICATION Schema owner role']),
    rows('oracle-schema', ['STAR* SPQS SPQS_DATA SPQS_INDEX']),
    rows('oracle-db-link', ['STAR*']),
    paragraph(
      each('oracle-account', [
        'Django needs many workarounds to connect to a qualified object',
        'a single user (the schema owner) is the only user required',
      ]),
    ),
  ),
  section(
    '3.4 Data sources',
    rows('data-source', ['spqs_{dev|test|live} spqs STAR* Python']),
    paragraph(each('database', ['STAR* Oracle'], 4)),
  ),
  section(
    '3.5 Firewall configuration',
    row(
      each('firewall-rule', [
        // Apart, because 22 80 443 reads as a number of seven digits that somebody broke.
        'Central firewall 129.215.180.x python-* 22 80 SSH HTTP',
        '129.215.180.x python-* 443 HTTPS',
      ]),
    ),
    rows('firewall-rule', [
      'python-kb1-dev.is python-at1-dev.is sitsdb-devkb.is sitsdb-devat.is 1832 Oracle Net',
      'python-kb1-test.is python-at1-test.is sitsdb-testkb.is sitsdb-testat.is 1832 Oracle Net',
      'python-kb1-live.is python-at1-live.is sitsdb-livekb.is sitsdb-liveat.is 1832 Oracle Net',
    ]),
    paragraph(
      each('firewall-rule', ['Central firewall'], 4),
      each('firewall-rule', [
        'for diagnostic purposes only not required for services proxied by the load balancers',
      ]),
      each('server', [
        'sitsdb-devkb.is',
        'sitsdb-devat.is',
        'sitsdb-testkb.is',
        'sitsdb-testat.is',
        'sitsdb-livekb.is',
        'sitsdb-liveat.is',
      ]),
    ),
  ),
  section('3.6 Scheduled tasks', paragraph(each('scheduled-task', ['Scheduled tasks']))),
  section('3.7 Software licences', paragraph(each('licence', ['Software licences']), said('SPQS'))),
];
