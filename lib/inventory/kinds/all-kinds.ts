/** Every kind of component, in the order of lists. Made by `npm run generate`. */
import { inOrder, type Kind } from '../kind.ts';
import { accessRole } from './access-role.ts';
import { alarm } from './alarm.ts';
import { allowList } from './allow-list.ts';
import { apiGateway } from './api-gateway.ts';
import { application } from './application.ts';
import { authScheme } from './auth-scheme.ts';
import { backupPolicy } from './backup-policy.ts';
import { branchRule } from './branch-rule.ts';
import { broker } from './broker.ts';
import { bucket } from './bucket.ts';
import { buildServer } from './build-server.ts';
import { cache } from './cache.ts';
import { certificate } from './certificate.ts';
import { changeCapture } from './change-capture.ts';
import { channel } from './channel.ts';
import { codeChange } from './code-change.ts';
import { command } from './command.ts';
import { configSource } from './config-source.ts';
import { containerCluster } from './container-cluster.ts';
import { containerRegistry } from './container-registry.ts';
import { contentNetwork } from './content-network.ts';
import { dashboard } from './dashboard.ts';
import { dataSource } from './data-source.ts';
import { database } from './database.ts';
import { deliverable } from './deliverable.ts';
import { designatedBody } from './designated-body.ts';
import { difference } from './difference.ts';
import { documentVersion } from './document-version.ts';
import { drPlan } from './dr-plan.ts';
import { encryptionKey } from './encryption-key.ts';
import { environmentName } from './environment-name.ts';
import { exceptionOrIssue } from './exception-or-issue.ts';
import { exchange } from './exchange.ts';
import { externalAccess } from './external-access.ts';
import { externalSystem } from './external-system.ts';
import { failureEffect } from './failure-effect.ts';
import { failureSignature } from './failure-signature.ts';
import { feedFile } from './feed-file.ts';
import { fileSystem } from './file-system.ts';
import { firewallRule } from './firewall-rule.ts';
import { fragility } from './fragility.ts';
import { functionKind } from './function.ts';
import { indexAlias } from './index-alias.ts';
import { interfaceKind } from './interface.ts';
import { journey } from './journey.ts';
import { licence } from './licence.ts';
import { lifecycleState } from './lifecycle-state.ts';
import { linuxGroup } from './linux-group.ts';
import { linuxUser } from './linux-user.ts';
import { loadBalancer } from './load-balancer.ts';
import { logFile } from './log-file.ts';
import { managedService } from './managed-service.ts';
import { migrationItem } from './migration-item.ts';
import { monitoringTool } from './monitoring-tool.ts';
import { networkBridge } from './network-bridge.ts';
import { network } from './network.ts';
import { openQuestion } from './open-question.ts';
import { oracleAccount } from './oracle-account.ts';
import { oracleDbLink } from './oracle-db-link.ts';
import { oracleRole } from './oracle-role.ts';
import { oracleSchema } from './oracle-schema.ts';
import { pastIncident } from './past-incident.ts';
import { patchPolicy } from './patch-policy.ts';
import { pipelineStage } from './pipeline-stage.ts';
import { pipeline } from './pipeline.ts';
import { portalChannel } from './portal-channel.ts';
import { principle } from './principle.ts';
import { procedure } from './procedure.ts';
import { qualityCheck } from './quality-check.ts';
import { queue } from './queue.ts';
import { repository } from './repository.ts';
import { responseCode } from './response-code.ts';
import { reviewApp } from './review-app.ts';
import { rule } from './rule.ts';
import { savedQuery } from './saved-query.ts';
import { scheduledTask } from './scheduled-task.ts';
import { searchEngine } from './search-engine.ts';
import { searchIndex } from './search-index.ts';
import { secret } from './secret.ts';
import { serverDependency } from './server-dependency.ts';
import { serverSoftware } from './server-software.ts';
import { server } from './server.ts';
import { stakeholder } from './stakeholder.ts';
import { stateBackend } from './state-backend.ts';
import { supportContact } from './support-contact.ts';
import { supportQuestion } from './support-question.ts';
import { syncStep } from './sync-step.ts';
import { system } from './system.ts';
import { technicalCommitment } from './technical-commitment.ts';
import { technology } from './technology.ts';
import { terraformModule } from './terraform-module.ts';
import { terraformStack } from './terraform-stack.ts';
import { testSuite } from './test-suite.ts';
import { timingStep } from './timing-step.ts';
import { topic } from './topic.ts';
import { transition } from './transition.ts';
import { url } from './url.ts';
import { userAction } from './user-action.ts';
import { versionScheme } from './version-scheme.ts';
import { vpn } from './vpn.ts';
import { webFirewall } from './web-firewall.ts';
import { webPage } from './web-page.ts';

export const kinds: readonly Kind[] = inOrder([
  accessRole,
  alarm,
  allowList,
  apiGateway,
  application,
  authScheme,
  backupPolicy,
  branchRule,
  broker,
  bucket,
  buildServer,
  cache,
  certificate,
  changeCapture,
  channel,
  codeChange,
  command,
  configSource,
  containerCluster,
  containerRegistry,
  contentNetwork,
  dashboard,
  dataSource,
  database,
  deliverable,
  designatedBody,
  difference,
  documentVersion,
  drPlan,
  encryptionKey,
  environmentName,
  exceptionOrIssue,
  exchange,
  externalAccess,
  externalSystem,
  failureEffect,
  failureSignature,
  feedFile,
  fileSystem,
  firewallRule,
  fragility,
  functionKind,
  indexAlias,
  interfaceKind,
  journey,
  licence,
  lifecycleState,
  linuxGroup,
  linuxUser,
  loadBalancer,
  logFile,
  managedService,
  migrationItem,
  monitoringTool,
  networkBridge,
  network,
  openQuestion,
  oracleAccount,
  oracleDbLink,
  oracleRole,
  oracleSchema,
  pastIncident,
  patchPolicy,
  pipelineStage,
  pipeline,
  portalChannel,
  principle,
  procedure,
  qualityCheck,
  queue,
  repository,
  responseCode,
  reviewApp,
  rule,
  savedQuery,
  scheduledTask,
  searchEngine,
  searchIndex,
  secret,
  serverDependency,
  serverSoftware,
  server,
  stakeholder,
  stateBackend,
  supportContact,
  supportQuestion,
  syncStep,
  system,
  technicalCommitment,
  technology,
  terraformModule,
  terraformStack,
  testSuite,
  timingStep,
  topic,
  transition,
  url,
  userAction,
  versionScheme,
  vpn,
  webFirewall,
  webPage,
]);

const byName = new Map(kinds.map((kind) => [kind.kind, kind]));

export const kindOf = (kind: string): Kind | undefined => byName.get(kind);
