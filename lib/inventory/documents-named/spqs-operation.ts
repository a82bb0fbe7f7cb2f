import { commands, each, paragraph, said, section, type Section } from './named.ts';

const gunicorn = (account: string, port: number): string =>
  '/bin/bash -c "source /etc/profile ; source /opt/rh/rh-python34/enable ; ' +
  `source /apps/venvs/${account}/bin/activate ; PYTHONPATH=/srv/${account} ` +
  `/apps/venvs/${account}/bin/gunicorn --bind 127.0.0.1:${String(port)} -k tornado ` +
  `--threads 4 --workers 4 -n ${account} -p /apps/pid/${account}.pid config.wsgi"`;

/** Its chapters 4 to 6. */
export const operation: readonly Section[] = [
  section('4 Service operation'),
  section('4.1 Support contacts', paragraph(each('support-contact', ['Support contacts']))),
  section(
    '4.2 Startup and shutdown steps',
    paragraph(
      each('procedure', [
        'set by Puppet to start on server boot using a Puppet-created systemd unit file',
        'Bamboo also manages the Gunicorn as part of the deployment process',
      ]),
    ),
    paragraph(
      each('procedure', [
        'puppet run should be performed manually to start the service by the isapps user',
        'enforce the “running” state of all Gunicorn processes',
      ]),
    ),
    commands('sudo /opt/puppetlabs/bin/puppet agent –tv'),
    paragraph(
      each('procedure', [
        'there is no shutdown script kill the PID of the parent Gunicorn process',
        'as the function account which owns it ()',
        'Puppet will try to start Gunicorn when it runs next',
      ]),
      each('open-question', ['as the function account which owns it ()']),
    ),
  ),
  section(
    '4.3 Log files',
    paragraph(each('log-file', ['Apache application servers /var/log/httpd/'])),
  ),
  section(
    '4.4 Configuration files',
    paragraph(
      said('Python platform is completely automated ITI-provided base build managed by Puppet'),
      each('config-source', [
        'Puppet',
        'Bamboo',
        'Git',
        'applications deployed by Bamboo from Git',
        'checked and altered in Puppet changes made to the filesystem will be overwritten',
      ]),
    ),
  ),
  section(
    '4.5 Patching',
    paragraph(
      each('patch-policy', [
        'Regular patching of the Operating System host OS, web server and Python versions',
        'security fixes provided by CentOS and the EPEL and SCL projects',
      ]),
    ),
    paragraph(
      each('patch-policy', [
        'pip-installed Python components altering the versions in the requirements.txt file',
        'IS Applications code workflow standards rebuild and deploy via Bamboo',
      ]),
    ),
    paragraph(
      each('patch-policy', [
        'Patching of the application code altering the code, committing this to Git',
        'rebuild and deploy the application via mon procedures',
      ]),
    ),
  ),
  section('5 Common procedures'),
  section(
    '5.1 Start an individual Gunicorn manually',
    paragraph(
      each('procedure', [
        'Start an individual Gunicorn manually',
        'start the two Gunicorns for the service manually, run each of these commands',
        'As spqs: 127.0.0.1:8082',
        'As spqsapi: 127.0.0.1:8083',
      ]),
      each('application', ['127.0.0.1:8082', '/apps/pid/spqs.pid', '/srv/spqs'], 4),
      each('application', ['127.0.0.1:8083', '/apps/pid/spqsapi.pid', '/srv/spqsapi'], 4),
      each('application', ['/apps/venvs/spqs', '/apps/venvs/spqsapi'], 4),
      each('application', ['tornado'], 8),
    ),
    commands(gunicorn('spqs', 8082), gunicorn('spqsapi', 8083)),
  ),
  section(
    '6 Disaster recovery plan',
    paragraph(
      each('dr-plan', [
        'applications are dual-sited remain available after the loss of one site',
        'without any intervention dependent on the database being available',
        'DR plan for the EUCLID database platform see its infrastructure TAD',
      ]),
      said('EUCLID database platform'),
    ),
  ),
];
