import { commands, each, paragraph, point, points, said, section, type Section } from './named.ts';

const production: readonly Section[] = [
  section('Production Deployment'),
  section(
    'Prerequisites',
    paragraph(each('terraform-stack', ['pipelines Terraform stack must be deployed'])),
    commands('make deploy-development-and-deployment-tools ENVIRONMENT=dev'),
  ),
  section(
    'Guiding Principles',
    points('principle', [
      'coded in the open NHSD GitHub org',
      'open standards, frameworks and libraries',
      'API-first design',
      'Test-first approach',
      'automate everything pattern',
      'AWS-based cloud solution deployable to the NHSD CPaaS Texas platform',
      'Make DevOps automation scripts (macOS and Linux)',
    ]),
  ),
];

const observability: readonly Section[] = [
  section('Operation'),
  section(
    'Observability',
    points('open-question', ['Logging', 'Logging Indexes', 'Logging Format']),
    point(said('X-Ray')),
    point(each('monitoring-tool', ['AWS X-Ray Trace Ids (These are included in logs)'])),
    point(
      each('rule', [
        'correlation-id and reference provide a common key to track change events across systems',
      ]),
      each('external-system', ['NHS UK Profile Editor']),
    ),
    points('open-question', [
      'Monitoring',
      'Monitoring Dashboards',
      'Alerting',
      'Alerting Triggers',
      'Alerting Service status',
      'Fitness functions',
      'Fitness functions What do we measure',
    ]),
  ),
  section(
    'What are the links of the supporting systems?',
    paragraph(each('open-question', ['What are the links of the supporting systems'])),
  ),
  section(
    'Tracing Change events and requests Correlation Id',
    paragraph(
      said(
        'track a change event and the change requests common id field is present on logs',
        'generated in Profile Editor (NHS UK) assigned to the correlation-id header',
        'correlation-id header is then used throughout the handling of the change event',
      ),
    ),
    paragraph(said('change requests have a reference key with the value being the correlation id')),
    paragraph(
      said('X-Ray trace id that is associated with the log that has the correlation id'),
      each('procedure', ['Tracing change events and requests']),
    ),
  ),
];

const product: readonly Section[] = [
  section(
    'Cloud Environments',
    point(each('environment', ['Dev'])),
    point(each('environment', ['dev profile'])),
    points('environment', [
      'Used for development, testing and integration default profile Non-Production environments',
    ]),
    point(each('environment', ['Demo'])),
    point(each('environment', ['demo profile'])),
    points('environment', ['user acceptance testing and smoke testing']),
    point(each('environment', ['Live'])),
    point(each('environment', ['live profile'])),
    points('environment', ['profile used for the live environment used for production']),
  ),
  section(
    'Runbooks',
    paragraph(
      each('web-page', ['https://nhsd-confluence.digital.nhs.uk/display/DI/Runbooks', 'Runbooks']),
    ),
  ),
  section('Product'),
  section(
    'Communications',
    point(each('channel', ['Slack'], 6)),
    points('channel', [
      'di-get-started',
      'Handy tips on how to get started as part of the DoS Integration team',
      'dos-integration-devs',
      'For team conversations and team notifications',
      'dos-integration-swarming',
      'For team meetings and swarming sessions. Generally used for huddles',
      'TO DO SLACK CHANNELS',
    ]),
    point(
      each('channel', ['dos-integration-dev-status', 'dos-integration-live-status']),
      each('channel', ['CI/CD and data pipelines, processes & Service status'], 2),
    ),
    points('channel', ['[service.name]@nhs.net']),
    // What is in brackets behind the names of channels.
    paragraph(
      each('channel', ['Slack, private: ask for invite'], 2),
      each('channel', ['Slack, public', 'Getting Started', 'Full Development Team']),
      each('channel', ['Swarming Channel', 'Email addresses in use']),
    ),
  ),
  section('Documentation', paragraph(each('open-question', ['Documentation']))),
];

/** From its Production Deployment to its end. */
export const operation: readonly Section[] = [...production, ...observability, ...product];
