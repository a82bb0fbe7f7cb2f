import {
  each,
  line,
  paragraph,
  picture,
  points,
  said,
  section,
  type NamedDocument,
} from './named.ts';

const runs = 'procedure';

export const revalSync: NamedDocument = {
  source: 'S4',
  title: 'Reval sync job page',
  inEstate: 'reval-sync',
  counts: { heading: 9, command: 5, point: 9, picture: 1 },
  sections: [
    section(
      'Past Issues',
      points('past-incident', ['04/07/2022 Post deployment review / release washup']),
    ),
    section(
      'Running the sync job',
      paragraph(
        each('environment', ['prod', 'preprod']),
        each('api-gateway', ['/api/sync'], 2),
        each('system', ['run manually from the API Gateway for prod and preprod at /api/sync']),
        each(
          'api-gateway',
          ['timeout error or similar when clicking “test” button usually fine'],
          2,
        ),
        each('sync-step', ['check the integration logs or use ElasticVue'], 2),
        each('sync-step', ['first step is emptying masterdoctorindex'], 2),
        each(runs, ['do not trigger the sync multiple times']),
        each('log-file', ['integration logs']),
        each('monitoring-tool', ['ElasticVue']),
      ),
      paragraph(
        each('index-alias', ['DISCREPANCIES ALIAS CURRENTLY NEEDS MANUALLY RE-ADDING'], 2),
        each(runs, ['DISCREPANCIES ALIAS CURRENTLY NEEDS MANUALLY RE-ADDING']),
      ),
      paragraph(
        each('command', ['discrepancies alias']),
        said('request shown below available to re-run in the Rest “History” section of ElasticVue'),
      ),
    ),
    section(
      'Services used',
      points(
        'application',
        [
          'tis-revalidation-integration (ECS)',
          'tis-revalidation-recommendation (ECS)',
          'tis-revalidation-connection (ECS)',
          'TIS-TCS (EC2ECS)',
        ],
        2,
      ),
      points('search-engine', ['ElasticSearch (EC2Amazon OpenSearch Service)'], 2),
      points('broker', ['RabbitMQ (Amazon MQ)'], 2),
      points('managed-service', ['SQS (SQS)'], 2),
      points('database', ['Revalidation DocumentDB'], 2),
    ),
    section(
      'Sync job data flow',
      picture(each('system', ['Drawio "Sync job data flow"'], 2)),
      paragraph(
        each('sync-step', ['/sync endpoint called in Integration service'], 2),
        each('sync-step', ['Master index is cleared rebuilt with alias of current_connections'], 2),
        each('sync-step', ['discrepancies alias needs adding manually, described in red above'], 2),
        each('sync-step', ['“syncStart“ Message sent to TCS to start extracting data'], 2),
        each('search-index', ['masterdoctorindex', 'Master index'], 2),
        each('index-alias', ['current_connections', 'connection summary page'], 2),
        each('index-alias', ['discrepancies'], 2),
      ),
      line('sync-step', 'queue: reval.queue.connection.syncstart'),
      paragraph(
        each('rule', [
          'filter out doctors with UNKNOWN and null gmc numbers in the SQL in tcs-persistence',
          'to send to Reval ES',
          'TIS21-4555',
        ]),
        each(
          'sync-step',
          ['TCS send trainee data with latest programme/curriculum information'],
          2,
        ),
        each('sync-step', ['one by one via the queue'], 4),
        each('sync-step', ['“syncEnd“ signal will be sent following the last trainee'], 4),
      ),
      line('sync-step', 'queue: reval.queue.connection.syncdata'),
      paragraph(
        each('sync-step', ['insert trainee data from TCS to the Master Index'], 2),
        each('sync-step', ['“gmcSyncStart” message is sent to Recommendation DocumentDB'], 2),
      ),
      line('sync-step', 'queue: reval.queue.recommendation.syncstart'),
      paragraph(
        each('sync-step', ['Recommendation get trainee data from “DoctorsForDB” Integration'], 2),
      ),
      line('queue', 'SQS Queue: Prod: tis-revalidation-sync-gmc-queue-prod'),
      paragraph(
        each('queue', ['SQS Queue: Preprod: tis-revalidation-sync-gmc-queue-preprod']),
        each('sync-step', ['insert/update (if exist) trainee data DoctorsForDb data'], 2),
        each('sync-step', ['latest recommendation’s gmc outcome'], 2),
        each('sync-step', ['“syncEnd“ message is received by Integration'], 2),
      ),
      line(
        'sync-step',
        'Recommendation queue: reval.queue.indexrebuildgetmastercommand.requested.recommendation',
      ),
      paragraph(
        each('exchange', ['reval.exchange'], 2),
        each('sync-step', ['exchange: reval.exchange'], 8),
        each('sync-step', ['routingKey: reval.connection.syncstart'], 2),
        each('sync-step', ['routingKey: reval.connection.syncdata'], 2),
        each('sync-step', ['routingKey: reval.recommendation.syncstart'], 2),
        each('sync-step', ['routingKey: reval.indexrebuildgetmastercommand.requested'], 2),
        each(
          'sync-step',
          ['Connection queue: reval.queue.indexrebuildgetmastercommand.requested.connection'],
          2,
        ),
        each(
          'queue',
          [
            'reval.queue.connection.syncstart',
            'reval.queue.connection.syncdata',
            'reval.queue.recommendation.syncstart',
            'reval.queue.indexrebuildgetmastercommand.requested.recommendation',
            'reval.queue.indexrebuildgetmastercommand.requested.connection',
            'reval.connection.syncstart',
            'reval.connection.syncdata',
            'reval.recommendation.syncstart',
          ],
          2,
        ),
        each('queue', ['reval.indexrebuildgetmastercommand.requested'], 4),
      ),
      paragraph(
        each('sync-step', ['Recommendation service cleans and rebuilds Recommendation Index'], 2),
        each('search-index', ['Recommendation Index'], 2),
      ),
      paragraph(
        each('sync-step', ['Connection service cleans and rebuilds corresponding indexes'], 2),
        each('search-index', ['Connected Index', 'Disconnected Index', 'Exception Index'], 2),
      ),
    ),
    section(
      '[Old version]',
      paragraph(
        each('search-index', ['recommendationindex'], 2),
        said(
          'backup the current elasticsearch recommendationindex',
          'reindex from masterdoctorindex to a new recommendationindex',
          'all updates in masterdoctorindex are synchronised to recommendationindex',
          'Reindex from masterdoctorindex to recommendation index',
        ),
      ),
    ),
    section(
      'To be continued',
      paragraph(
        said(
          'To be continued',
          'aliases current_connections and discrepancies based on masterdoctorindex',
          'this sync process deletes and then rebuilds masterdoctorindex entirely',
          'Connections won’t be available for almost 6 hours',
          'We need to resolve this in the next step',
        ),
      ),
    ),
    section('[Old version 1]', paragraph(said('[Old version 1]'))),
    section('[Old version 2]', paragraph(said('[Old version 2]'))),
    section('Sync job RabbitMQ configuration', paragraph(said('Sync job RabbitMQ configuration'))),
  ],
};
