import { each, paragraph, row, rows, said, section, type NamedDocument } from './named.ts';
import { specification } from './spqs-specification.ts';
import { operation } from './spqs-operation.ts';
import type { Section } from './named.ts';

const plan: readonly Section[] = [
  section(
    'School and Programme Quality System Technical Architecture',
    paragraph(
      each('system', ['School and Programme Quality System University of Edinburgh']),
      said('partial summary avoid copyright disputes'),
    ),
  ),
  section(
    'Version control',
    rows('document-version', [
      '2016-11-10 10/11/2016 1.0 Technical Architect All Initial draft',
      '2017-01-31 31/01/2017 1.1 Technical Architect Various Updated URLs and certs',
      '2017-02-07 07/02/2017 1.2 Technical Architect Various Updates from team feedback',
    ]),
  ),
  section('1 Project plan'),
  section(
    '1.1 HSS014 CAHSS School and School and Programme Quality System',
    paragraph(each('system', ['HSS014 CAHSS School and School and Programme Quality System'])),
    // Stakeholders
    rows('stakeholder', [
      'Technical Architect Development Technology',
      'Peer Reviewer Development Technology',
      'Project Manager Project Services',
      'Production Representative Production Management',
      'ITI Representative IT Infrastructure',
    ]),
    // Key deliverables
    rows('deliverable', [
      'Use existing Python platform to host the applications ' +
        'Adds consistency and best practice to application hosting',
      'Use Puppet for application tier configuration ' +
        'Ensures consistent base for deployment by Bamboo',
    ]),
    // Technical commitments
    rows('technical-commitment', [
      'Will the project conduct a load test? N Justification',
      'Will the project conduct a DR test? N Being delivered as part of INF123',
      'Will a service restart be tested? Y',
    ]),
    // Summary of technical changes
    paragraph(
      each('system', [
        'HSS014 project is for the initial development and deployment',
        'consists of a UI and a microservice, and both use the shared Python hosting platform',
      ]),
    ),
    // Estimated costs
    paragraph(
      each('system', [
        'no additional costs for the hosting of the service',
        'existing shared Python platform and existing database infrastructure',
      ]),
    ),
  ),
];

const design: readonly Section[] = [
  section('2 Service design'),
  section(
    '2.1 Service description',
    paragraph(
      each('system', [
        'Python and Django front-end UI application and a back-end Python and Django microservice',
        'HSS staff annual report writing processes',
        'quality monitoring at a Programme level and quality reporting at a School level',
        'later be expanded out to be used by all colleges',
      ]),
      each('application', ['School and Programme Quality System UI'], 4),
      each('application', ['School and Programme Quality System microservice'], 4),
    ),
    paragraph(
      each('managed-service', ['shared Python platform', 'Hosts the applications, active-active']),
      said('Python Infrastructure TAD', 'configured with Puppet', 'built, tested and deployed'),
      each('environment', ['TRN separate applications on the TEST infrastructure']),
      said('TRN tier as well as DEV, TEST and LIVE separate applications on TEST infrastructure'),
    ),
    paragraph(
      said(
        'no dedicated database for the application',
        'accessed by the microservice directly from the STAR* databases functional account',
      ),
    ),
    // Key technologies
    rows('technology', [
      'Python 3.4 via SCL Existing',
      'Django Per application Existing',
      'Gunicorn Per application Existing',
      'Apache 2.4 Existing',
      'CentOS 7 Existing',
      'Puppet client Existing',
    ]),
    // Technical diagrams
    paragraph(
      each('open-question', ['diagram Estates Operational Reports service']),
      said('diagram similarly architected Estates Operational Reports service'),
    ),
  ),
  section(
    '2.2 Resilience measures',
    paragraph(
      each('system', ['hosted on two application servers in an active-active configuration']),
    ),
  ),
  section(
    '2.3 Disaster recovery category',
    row(each('system', ['School and Programme Quality System 3 Disaster recovery category'])),
  ),
  section(
    '2.4 Backup policy',
    rows('backup-policy', [
      'Operating System Standard backup',
      'Database Standard backup',
      'File system Standard backup',
    ]),
  ),
  section('2.5 Security issues', paragraph(each('exception-or-issue', ['Security issues']))),
  section(
    '2.6 Authentication and authorisation',
    paragraph(
      each('auth-scheme', [
        'UI application is using Cosign for authentication',
        'Central Auth to authorise the user as a member of staff',
      ]),
      each('external-system', ['Central Auth']),
    ),
    paragraph(
      each('auth-scheme', [
        'microservice uses token-based OAuth',
        'authorisation of consumers and publishers of the service, including the UI',
      ]),
    ),
  ),
  section('2.7 External access', rows('external-access', ['External access'])),
  section(
    '2.8 Interfaces and dependencies',
    paragraph(
      each('interface', [
        'In order for the application to operate, it must be able to access the STAR* database',
      ]),
    ),
  ),
  section(
    '2.9 Exceptions and other issues',
    paragraph(each('exception-or-issue', ['Exceptions and other issues'])),
  ),
];

export const spqs: NamedDocument = {
  source: 'S3',
  title: 'SPQS technical architecture document v1.2',
  inEstate: 'spqs',
  counts: { heading: 31, row: 83, command: 3 },
  sections: [...plan, ...design, ...specification, ...operation],
};
