import { each, paragraph, point, points, said, section, type NamedDocument } from './named.ts';

export const tis: NamedDocument = {
  source: 'S0',
  title: 'TIS infrastructure planning page',
  inEstate: 'tis',
  counts: { heading: 6, point: 26 },
  sections: [
    section(
      'Versions Compared',
      // The key of the comparison.
      point(said('This line was added')),
      point(said('This line was removed')),
      point(said('Formatting was changed')),
      paragraph(
        said(
          'what we currently have in Azure as well as their dependencies',
          'required in AWS same sort of features',
          'size of the task at hand',
        ),
      ),
    ),
    section(
      'What we currently have',
      paragraph(said('drawn up from the session')),
      point(
        each('server', ['App servers (blue/green)', '2 virtual machines (blue/green)'], 3),
        each('environment', ['dev', 'staging', 'production']),
        said('deployed to 2 virtual machines (blue/green) per environment'),
      ),
      point(
        each('server', ['host the docker images containers for TIS'], 3),
        each('application', ['Apache reverse proxy'], 3),
      ),
      point(
        each('environment', ['Pink']),
        each('server', ['Various other environments have additional branch based testing (Pink)']),
      ),
      point(
        each('server', ['Database server', 'single (per environment) database server MySql'], 3),
        each('database', ['MySql', 'the data for these applications'], 3),
        each('change-capture', ["Maxwell's daemon", 'docker container', 'CDC RabbitMQ'], 3),
      ),
      point(
        each('database', [
          'MongoDB',
          'store information for the ESR integration system',
          '3 docker node system on one VM idea to moving to 3 separate VMs',
        ]),
        each('server', ['MongoDB VM']),
      ),
      point(each('search-engine', ['number of ElasticSearch instances of different versions'])),
      point(
        each('broker', ['RabbitMQ'], 3),
        each('server', ["RabbitMQ is on a cluster of 3 VM's per environment"], 3),
        each('server', ['deployed as containers another container management web console'], 3),
        each('monitoring-tool', ['management web console'], 3),
      ),
      point(
        each('server', ['build server that currently holds Jenkins, Sonarqube and metabase']),
        each('build-server', ['Jenkins', 'Sonarqube']),
        each('monitoring-tool', ['metabase']),
      ),
      point(
        each('network-bridge', ['N3 bridge', 'hosted by IT', 'wider NHS network (ESR)']),
        each('network', ['NHS network']),
      ),
      point(each('server', ['jumpbox (bastion server) to allow SSH connectivity'])),
      point(
        each('server', ['VMs hosting monitoring tools such as Graphana, Prometheus']),
        each('monitoring-tool', ['Graphana', 'Prometheus']),
      ),
      point(
        each('environment', ['Integration environment']),
        each('server', ['Integration environment (single VM) spin up and test (E2e) ESR']),
      ),
    ),
    section(
      'Applications/Services',
      paragraph(said('list of managed services used in Azure as well as other HEE applications')),
      points('managed-service', ['Azure VM', 'Azure Blob store']),
      points('container-registry', ['Azure container registry']),
      points('managed-service', [
        'MS SQL for the NDW',
        'Managed disks (VMs)',
        'Data disk snapshots',
      ]),
      point(
        each('system', ['TIS']),
        each(
          'application',
          [
            'Profile',
            'Reference',
            'TCS',
            'Admins UI',
            'Generic Upload',
            'GMC connect',
            'Keycloak',
            'Notifications',
            'Reval',
            'Concerns',
            'User management',
            'Assessments',
            'Service status',
          ],
          3,
        ),
      ),
      point(
        each('system', ['ESR Integration']),
        each('application', [
          'Inbound data reader',
          'reconciliation',
          'app record generator',
          'data writer',
          'inbound data writer',
          'notification generator',
          'audit',
          'neo audit',
        ]),
      ),
    ),
    section(
      'Downstream',
      point(said("number of ETL's but mainly for the NDW")),
      point(each('external-system', ['GMC', 'GMC requires whitelisting'])),
      points('external-system', ['NDW']),
      paragraph(said('Various downstream systems/products')),
    ),
    section('Going forward', paragraph(each('open-question', ['Going forward']))),
    section(
      'Questions/unknowns/concerns',
      paragraph(each('open-question', ['Questions/unknowns/concerns'])),
    ),
  ],
};
