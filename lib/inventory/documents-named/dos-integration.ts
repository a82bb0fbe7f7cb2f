import { delivery } from './dos-integration-delivery.ts';
import { operation } from './dos-integration-operation.ts';
import {
  commands,
  each,
  line,
  paragraph,
  picture,
  point,
  points,
  said,
  section,
  type NamedDocument,
  type Section,
} from './named.ts';

const overview: readonly Section[] = [
  section(
    'DoS Integration',
    paragraph(each('repository', ['nhsd-exeter/dos-integration']), each('system', ['DI'])),
  ),
  section('Table of Contents'),
  section(
    'Overview',
    paragraph(
      each('external-system', ['NHS.uk website', 'DoS (Directory of Services)']),
      said(
        'NHS.uk website DoS (Directory of Services) separate entities',
        'Pharmacies/Dentists and other health organisations around the UK',
        'needs to update information in multiple online',
      ),
    ),
    paragraph(
      each('system', ['DoS Integration']),
      said(
        'updates made on NHS.uk consistent with DoS',
        'comparing any updates and creating any change requests needed',
      ),
    ),
  ),
  section(
    'DI Confluence Page',
    paragraph(
      each('web-page', [
        'https://nhsd-confluence.digital.nhs.uk/display/DI/DoS+Integration+Home',
        'DI Confluence Page',
      ]),
    ),
  ),
  section('Architecture', picture(each('open-question', ['Architecture picture']))),
  section(
    'Technology Stack',
    points('technology', ['Python Main programming language']),
    point(
      each('technology', [
        'AWS Lambda',
        'AWS DynamoDB',
        'AWS API Gateway',
        'AWS CodePipeline',
        'AWS KMS',
        'AWS SQS',
        'AWS S3',
      ]),
    ),
    points('technology', ['Terraform']),
  ),
];

const quickStart: readonly Section[] = [
  section('Quick Start'),
  section(
    'Development Requirements',
    paragraph(
      each('technology', ['macOS or Linux', 'WSL2']),
      said(
        'recommended to use either a macOS or Linux',
        'If using a Windows machine VM using WSL2 to create a Linux environment',
        'Try not to use the Windows command line',
      ),
    ),
    paragraph(
      said(
        'A mac is no longer required for basic development',
        'task branches are automatically built on the push of a new commit',
        'build/deploy commands currently are only designed to work with macOS',
      ),
    ),
    paragraph(
      each('technology', ['macOS environment']),
      said('macOS environment which can be installed and setup wide range of tools useful'),
    ),
    point(
      each('technology', ['OpenVPN', 'Tunnelblick', 'VPN Client']),
      each('vpn', ['OpenVPN Tunnelblick']),
      said('VPN Client OpenVPN Tunnelblick NHS Digital suggested options'),
    ),
    points('technology', ['Git', 'Python project currently runs on 3.12', 'AWS CLI', 'Docker']),
  ),
  section(
    'Clone Repository',
    commands('git clone git@github.com:nhsd-exeter/dos-integration.git', 'cd ./dos-integration'),
  ),
  section(
    'AWS Authentication',
    paragraph(
      said(
        'ask one of your colleagues for the AWS account numbers used by the project',
        'roles which you will assume from your account',
      ),
    ),
    paragraph(
      said(
        'Instructions and tips for basic authentication for AWS can be found online',
        'Any method that lets you authenticate and assume roles will work with this project',
      ),
      each('web-page', [
        'https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-quickstart.html',
      ]),
    ),
    paragraph(
      said(
        'automated method to setup AWS access within the mac setup',
        'choose and switch between AWS roles automatically',
      ),
    ),
    commands('assume'),
  ),
  section(
    'Mac setup',
    paragraph(each('command', ['curl -L bit.ly/make-devops-macos-setup | bash'])),
    commands('make macos-setup'),
    paragraph(
      said(
        'configuration options that should be set before proceeding',
        'docker and git are going to operate as expected',
        'local secret scanning and code formatting are enabled',
        'authenticated in the AWS Non-Prod account first before running make setup',
      ),
    ),
    commands('make setup'),
    paragraph(
      said('prompt you to provide them properly set up project'),
      each('command', ['make show-configuration | grep ^AWS_ACCOUNT_ID_']),
    ),
    commands('make devops-setup-aws-accounts'),
  ),
  section(
    'Contributing',
    point(
      each('rule', [
        'Only use single canonical branch develop',
        'intermediate branch significantly increases the maintenance overhead of the repository',
      ]),
    ),
    point(
      each('rule', [
        'git rebase workflow never merge from develop to a task branch',
        'squash-rebase-merge pattern to keep the history linear and clean',
      ]),
    ),
    point(
      each('rule', ['Cryptographically sign your commits using GPG']),
      each('technology', ['GPG']),
    ),
    point(
      each('rule', [
        'JIRA-XXX Summary of the change being made',
        'enable tooling to produce release notes automatically',
      ]),
    ),
    point(
      each('rule', [
        'Announce your PR/MR on the development Slack channel',
        'all comments have been addressed approved by at least one peer',
        'paring/mobbing/swarming practices for collaborative coding',
      ]),
      each('channel', ['development Slack channel']),
    ),
    paragraph(each('web-page', ['Contributing.md']), each('rule', ['Contributing.md'])),
  ),
];

const development: readonly Section[] = [
  section('Development'),
  section(
    'Add IP Address to IP Allow List',
    paragraph(each('web-page', ['https://www.google.com/search?q=whats+my+ip'])),
    paragraph(
      said('IP Allowlist secrets manager for each environment (dev, demo, live, etc)'),
      each('allow-list', ['ip-addresses-allowlist'], 3),
    ),
    paragraph(said('uec-dos-int-XXXX-ip-addresses-allowlist')),
    paragraph(
      said(
        'XXXX is the name of the environment in lowercase',
        'For most development work you only need to add your IP to the dev environments list',
      ),
    ),
    paragraph(said('also add your IP to the lists with a script')),
  ),
  section(
    'Prerequisites (first setup only)',
    commands('make tester-build'),
    paragraph(said("Ensure you're authenticated for access to AWS add an IP address")),
    commands('make update-all-ip-allowlists'),
    paragraph(
      said(
        'PROFILE delineates which environment to update with the latest IP allow list',
        'Set ENVIRONMENT if you are changing an environment not linked to your branch',
      ),
    ),
    commands('make update-ip-allowlists-and-deploy-allowlist PROFILE=dev'),
  ),
  section(
    'DoS Database Connection',
    paragraph(
      each('database', ['DoS writer database (or a Reader)']),
      each('secret', ['Host, Port, Database, Username, Password, Schema']),
      said(
        'establish a connection to the DoS writer database (or a Reader)',
        'stored in AWS Secrets Manager retrieved by the project at either deployment or runtime',
      ),
    ),
  ),
  section(
    'Python Code Formatting & Quality',
    paragraph(each('rule', ['Python code is required be formatted and linted by Ruff'])),
    paragraph(said('To run ruff on you branch')),
    commands('make python-run-ruff-fixes'),
  ),
];

const testing: readonly Section[] = [
  section('Testing', points('test-suite', ['Unit', 'Integration', 'Performance'])),
  section(
    'Unit Testing',
    paragraph(each('test-suite', ['functions within each lambda local system CI/CD Pipelines'])),
    points('test-suite', [
      'Function calls',
      'Correct data types and data returned from function',
      'All paths tested of the application',
    ]),
    paragraph(each('test-suite', ['generally a developer'])),
    paragraph(each('procedure', ['To run unit tests'])),
    commands('make tester-build', 'make unit-test'),
    paragraph(each('command', ['For coverage'])),
    commands('make coverage-report'),
    paragraph(
      each('technology', ['pytest available to download via pip', 'coverage download via pip']),
      said(
        'run the unit tests without the setup target only certain files/folders',
        'going to the /application directory',
      ),
    ),
    commands('python3 -m pytest --cov=. -vv'),
  ),
  section(
    'Where are the unit tests run?',
    paragraph(
      each('test-suite', [
        'developed and run locally',
        'GitHub Actions on each pull request and commit on develop',
        'development pipeline on each deployment merge into develop',
      ]),
    ),
  ),
  section(
    'Integration Testing',
    paragraph(
      each('test-suite', [
        'individual component work together with mocks and partner services',
        'work in harmony together, achieving the overall business goals',
        'done on AWS to test the connection between components',
      ]),
    ),
    points('test-suite', [
      'No Mocking. Except Emails which are mocked in NonProd',
      'Check data when passed between components',
      'Meets business needs of the application',
    ]),
    paragraph(each('test-suite', ['generally a tester'], 2)),
  ),
  section(
    'Prerequisites',
    line('test-suite', 'assume # Granted assume AWS Role'),
    line('test-suite', 'Sign into Non-Prod VPN # To connect to lambdas within the VPC'),
    line('test-suite', 'IP is in the IP Allow List # To connect to the API Gateway'),
    commands('make tester-build'),
    paragraph(said('To run unit tests run the following commands')),
    commands('make integration-test PROFILE=dev TAG=complete PARALLEL_TEST_COUNT=10'),
    paragraph(each('test-suite', ['separated into many tags run the tests in parallel'])),
    points('test-suite', [
      'general: Tests that do not fall into other groups',
      'validation: Tests that validate incorrect data is not processed',
      'slack_and_infrastructure: slack alerts and infrastructure (including quality checker tests)',
      'reporting: Tests that validate reporting',
      'opening_times: Tests that check/update opening times',
    ]),
  ),
  section(
    'Where are the integration tests run?',
    paragraph(each('test-suite', ['Integration tests are run locally development environments'])),
  ),
  section(
    'Performance Testing',
    paragraph(
      each('test-suite', [
        'responsiveness and stability under a particular workload',
        'speed, robustness, reliability of the application',
      ]),
    ),
    points('test-suite', ['Checking non functional requirements (performance/reliability)']),
    paragraph(each('test-suite', ['generally a tester'], 2)),
    paragraph(said('run assume to sign into Non-Prod')),
    paragraph(each('procedure', ['To run a stress test'])),
    commands(
      'make tester-build',
      'make stress-test PROFILE=perf ENVIRONMENT=perf START_TIME=$(date +%Y-%m-%d_%H-%M-%S)',
    ),
    line('procedure', '# Wait for the test to complete'),
    line('procedure', '# Collect data from performance testing'),
    paragraph(said('errors consider reducing number of users or increasing docker resources')),
    paragraph(each('procedure', ['To run a load test'])),
    commands(
      'make tester-build',
      'make load-test PROFILE=perf ENVIRONMENT=perf START_TIME=$(date +%Y-%m-%d_%H-%M-%S)',
    ),
    line('procedure', '# Wait for the test to complete'),
    line('procedure', '# Collect data from performance testing'),
  ),
  section(
    'Where are the performance tests run?',
    paragraph(
      each('test-suite', [
        'performance AWS CodeBuild stages adhoc against the performance environment',
      ]),
      each('environment', ['perf performance environment']),
    ),
  ),
  section(
    'Collecting Performance Test Results',
    paragraph(said('Performance Test results can be collected')),
    commands(
      'make performance-test-results PROFILE= ENVIRONMENT= START_TIME=[timestamp], ' +
        'END_TIME=[timestamp]',
      'make performance-test-results PROFILE=perf ENVIRONMENT=perf ' +
        'START_TIME=2023-11-28T10:00:00Z END_TIME=2023-11-28T12:00:00Z',
    ),
    paragraph(said('review the make target documentation with the make file')),
  ),
  section(
    'Test data and mock services',
    points('open-question', [
      'How the test data set is produced',
      'Are there any mock services in place',
    ]),
  ),
];

export const dosIntegration: NamedDocument = {
  source: 'S2',
  title: 'DoS Integration README',
  inEstate: 'dos-integration',
  counts: { heading: 64, command: 54, step: 3, point: 69, picture: 4 },
  sections: [...overview, ...quickStart, ...development, ...testing, ...delivery, ...operation],
};
