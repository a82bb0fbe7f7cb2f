import { commands, each, paragraph, picture, said, section, step, type Section } from './named.ts';

const elsewhere =
  'https://nhsd-confluence.digital.nhs.uk/display/DI/Code+Development+and+Deployment';

const versions: readonly Section[] = [
  section('General Deployment'),
  section(
    'API Key',
    paragraph(
      each('secret', ['API Key']),
      each('rule', [
        'API Key(s) must be generated prior to external API-Gateways being set up',
        'automatically created when deploying with make deploy PROFILE=dev',
        "dev, demo and live profiles' key must be generated prior to deployment of the API gateway",
      ]),
      each('command', ['make deploy PROFILE=dev']),
    ),
  ),
  section(
    'Artefacts Versioning',
    paragraph(each('version-scheme', ['Releases are semantically versioned'])),
    paragraph(each('version-scheme', ['MAJOR.MINOR'])),
    paragraph(
      each('version-scheme', [
        'All standard releases are considered major releases',
        'Minor releases are used for hotfixes',
      ]),
    ),
    paragraph(
      each('version-scheme', [
        'Deployment images commit hash of the commit it was built from',
        'Standard non deployment images are tagged with the timestamp and commit hash',
      ]),
    ),
  ),
  section(
    'Docker Images',
    paragraph(
      each('version-scheme', [
        'Docker images for releases tagged with the version of the pipeline',
      ]),
    ),
    paragraph(
      each('version-scheme', [
        'task deploy and test CodeBuild uses a timestamp and commit hash tag',
      ]),
    ),
  ),
  section(
    'CI/CD Pipelines',
    picture(each('open-question', ['CI/CD Pipelines picture'])),
    paragraph(
      said('test CodeBuild automations AWS CodePipeline/CodeBuild areas in the Texas MGMT account'),
    ),
    paragraph(each('web-page', [elsewhere, 'CI/CD Pipelines'])),
  ),
  section(
    'Deployment From the Command-line',
    commands(
      'make build-and-deploy PROFILE=dev # Builds docker images, pushes them and deploys to lambda',
    ),
  ),
  section(
    'Branching Strategy',
    paragraph(each('web-page', [elsewhere, 'Branching Strategy'])),
    picture(each('open-question', ['Branching Strategy picture'])),
  ),
  section(
    'Branch Naming for Automatic Deployments',
    paragraph(
      each('branch-rule', [
        'task',
        'automatically deployed on every push prefixed with task',
        'AWS CodeBuild stage task environment task/DS-123_My_feature_branch',
      ]),
    ),
    paragraph(
      each('branch-rule', [
        'notify the dos-integration-dev-status channel with the status of your deployment',
      ]),
    ),
  ),
  section(
    'Branch Naming to not automatically deploy',
    paragraph(
      each('branch-rule', [
        'spike',
        'automation',
        'test',
        'bugfix',
        'hotfix',
        'fix',
        'release',
        'migration',
      ]),
      each('branch-rule', ['fix/DS-123_My_fix_branch'], 8),
    ),
  ),
];

const blueGreen: readonly Section[] = [
  section('Blue/Green Deployments'),
  section(
    'Blue/Green Deployment Strategy',
    paragraph(
      said(
        'resources that should persist between deployments, such as the database',
        'recreated with each deployment, such as the lambda functions',
      ),
    ),
    picture(each('open-question', ['Blue/Green Deployment Strategy picture'])),
  ),
  section(
    'Blue/Green Deployment Process',
    paragraph(
      each('procedure', [
        'Blue/Green Deployment Process',
        'already deployed the application once and have a blue environment',
      ]),
    ),
    paragraph(
      said(
        'Live - The Shared Environment',
        'gggggg - Commit Hash for the Green New Blue/Green Environment',
        'bbbbbb - Commit Hash for the Blue Current Blue/Green Environment',
      ),
    ),
    step(
      each('procedure', [
        'Create a new blue/green environment with the new version ready to be switched to',
      ]),
    ),
    commands(
      'make deploy-blue-green-environment PROFILE=[live/demo] ' +
        'ENVIRONMENT=[blue-green-environment(short-commit-hash)] VERSION=[s3-file-version] ' +
        'SHARED_ENVIRONMENT=[shared-resources-environment] ' +
        'BLUE_GREEN_ENVIRONMENT=[blue-green-environment(short-commit-hash)]',
      'make deploy-blue-green-environment PROFILE=live ENVIRONMENT=ggggggg ' +
        'VERSION=[s3-file-version] SHARED_ENVIRONMENT=[live] BLUE_GREEN_ENVIRONMENT=[ggggg]',
    ),
    step(
      each('procedure', [
        'Unlink the current blue/green environment from the shared resources remove any links',
      ]),
    ),
    commands(
      'make unlink-blue-green-environment PROFILE=[live/demo] ' +
        'ENVIRONMENT=[shared-resources-environment] ' +
        'SHARED_ENVIRONMENT=[shared-resources-environment] ' +
        'BLUE_GREEN_ENVIRONMENT=[blue-green-environment(short-commit-hash)] ' +
        'TF_VAR_previous_blue_green_environment=' +
        '[OPTIONAL: current-blue-green-environment(short-commit-hash)]',
      'make unlink-blue-green-environment PROFILE=live ENVIRONMENT=live SHARED_ENVIRONMENT=live ' +
        'BLUE_GREEN_ENVIRONMENT=ggggggg TF_VAR_previous_blue_green_environment=bbbbbbb',
    ),
    step(each('procedure', ['Link the new blue/green environment to the shared resources'])),
    commands(
      'make link-blue-green-environment PROFILE=[live/demo] ' +
        'ENVIRONMENT=[shared-resources-environment] ' +
        'BLUE_GREEN_ENVIRONMENT=[new-blue-green-environment]',
      'make link-blue-green-environment PROFILE=live ENVIRONMENT=live ' +
        'BLUE_GREEN_ENVIRONMENT=gggggg',
    ),
  ),
];

const onlyFromMain = [
  'COMMIT should be the commit hash of the commit you want to deploy',
  'should only be done from main branch',
];
const approval =
  'approval stage stops this command automatically deploying to Live dev and a demo environment';

const blueGreenCommands: readonly Section[] = [
  section('Useful Blue/Green Deployment Commands'),
  section(
    'Update shared resources',
    paragraph(
      each('procedure', ['Update shared resources']),
      each('rule', [
        'must be unlinked from the blue/green environment before running this command',
        'must be linked to the shared environment after running this command',
      ]),
    ),
    commands(
      'make deploy-shared-resources PROFILE=[live/demo] ' +
        'ENVIRONMENT=[shared-resources-environment] ' +
        'SHARED_ENVIRONMENT=[shared-resources-environment]',
      'make deploy-shared-resources PROFILE=live ENVIRONMENT=live SHARED_ENVIRONMENT=live',
    ),
  ),
  section(
    'Trigger Blue/Green Deployment Pipeline',
    paragraph(
      each('pipeline', [
        'uec-dos-int-dev-cicd-blue-green-deployment-pipeline',
        'blue/green environment in the MGMT account',
      ]),
    ),
    paragraph(each('command', onlyFromMain, 2), each('pipeline', onlyFromMain, 2)),
    paragraph(each('pipeline', [approval], 2), each('pipeline-stage', [approval], 2)),
    commands(
      'make tag-commit-to-deploy-blue-green-environment COMMIT=[short-commit-hash]',
      'make tag-commit-to-deploy-blue-green-environment COMMIT=ggggggg',
    ),
  ),
  section(
    'Trigger Shared Resources Deployment Pipeline',
    paragraph(
      each('pipeline', [
        'uec-dos-int-dev-cicd-shared-resources-deployment-pipeline',
        'shared resources environment in the MGMT account',
      ]),
    ),
    paragraph(each('command', onlyFromMain, 2), each('pipeline', onlyFromMain, 2)),
    paragraph(each('pipeline', [approval], 2), each('pipeline-stage', [approval], 2)),
    commands(
      'make tag-commit-to-deploy-shared-resources COMMIT=[short-commit-hash]',
      'make tag-commit-to-deploy-shared-resources COMMIT=ggggggg',
    ),
  ),
  section(
    'Undeploy Blue/Green Environment',
    paragraph(
      each('command', ['remove the blue/green environment rollback environment no longer needed']),
    ),
    paragraph(
      each('command', ['linked to the shared resources environment must be unlinked before']),
    ),
    commands(
      'make undeploy-blue-green-environment PROFILE=[live/demo] ' +
        'ENVIRONMENT=[blue-green-environment] ' +
        'SHARED_ENVIRONMENT=[shared-resources-environment] ' +
        'BLUE_GREEN_ENVIRONMENT=[blue-green-environment]',
      'make tag-commit-to-deploy-blue-green-environment COMMIT=ggggggg',
    ),
  ),
  section(
    'Undeploy Shared Resources Environment',
    paragraph(each('command', ['remove the shared resources environment no longer needed'])),
    paragraph(
      each('command', [
        'No blue/green environments can exist for this shared resources environment',
        'must be unlinked and undeployed first',
      ]),
    ),
    commands(
      'make undeploy-shared-resources PROFILE=[live/demo] ENVIRONMENT=[blue-green-environment] ' +
        'SHARED_ENVIRONMENT=[shared-resources-environment] ' +
        'BLUE_GREEN_ENVIRONMENT=[blue-green-environment]',
      'make undeploy-shared-resources PROFILE=live ENVIRONMENT=live SHARED_ENVIRONMENT=live ' +
        'BLUE_GREEN_ENVIRONMENT=ggggggg',
    ),
  ),
  section(
    'Rollback Blue/Green Environment',
    paragraph(
      each('command', [
        'rollback the blue/green environment to the previous version',
        'commit of the version intending to rollback ensure the Terraform works correctly together',
      ]),
    ),
    commands(
      'make rollback-blue-green-environment PROFILE=[live/demo/dev] ' +
        'SHARED_ENVIRONMENT=[shared-resources-environment] COMMIT=[short-commit-hash]',
      'make tag-commit-to-rollback-blue-green-environment PROFILE=dev ' +
        'SHARED_ENVIRONMENT=cicd-test COMMIT=c951156',
    ),
    paragraph(each('environment', ['cicd-test'])),
  ),
];

const otherCommands: readonly Section[] = [
  section(
    'Quick Re-deploy',
    paragraph(each('command', ['quick update the lambdas', 'only updates the lambdas'])),
    commands(
      'make quick-build-and-deploy PROFILE=dev ENVIRONMENT=ds-123 ' +
        '# Environment is optional if your branch is prefixed with task/DS-xxx',
    ),
  ),
  section(
    'Remove Deployment From the Command-line',
    commands('make undeploy PROFILE=dev # Builds docker images, pushes them and deploys to lambda'),
  ),
  section(
    'Remove deployment with commit tag',
    paragraph(
      each('pipeline', [
        'create a tag which then runs an AWS CodeBuild project that will remove that environment',
      ]),
    ),
    commands(
      'make tag-commit-to-destroy-environment ENVIRONMENT=[environment to destroy] ' +
        'COMMIT=[short commit hash]',
      'make tag-commit-to-destroy-environment ENVIRONMENT=ds-363 COMMIT=2bc43dd ' +
        '// This destroys the ds-363 dev environment',
    ),
  ),
  section(
    'Remove deployment on Pull Request merge',
    paragraph(
      each('pipeline', [
        'pull request is merged AWS CodeBuild project destroy the environment if it exists',
        'development-pipeline Terraform stack',
      ]),
      each('terraform-stack', ['development-pipeline Terraform stack']),
    ),
  ),
  section(
    'Secrets',
    paragraph(
      each('secret', ['AWS Secrets Manager $(PROJECT_ID)-$(PROFILE)/deployment'], 1),
      each('secret', ['$(DEPLOYMENT_SECRETS)']),
    ),
  ),
  section(
    'AWS Access',
    paragraph(
      each('command', ['set up your AWS CLI credentials and Assume the right AWS account']),
    ),
    commands('assume'),
  ),
];

/** From its General Deployment to its AWS Access. */
export const delivery: readonly Section[] = [
  ...versions,
  ...blueGreen,
  ...blueGreenCommands,
  ...otherCommands,
];
