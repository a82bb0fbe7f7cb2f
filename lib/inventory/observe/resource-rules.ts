/**
 * Which resource of Terraform is which kind of component, and what of it is kept. Nothing else of
 * it is stored. The page of imports shows this table as it is. Pure.
 */

/** How a member of a resource becomes a text of the inventory. */
export const readings = {
  text: 'as it is',
  onOff: 'on or off',
  yesNo: 'yes or no',
  multiZone: 'multi-AZ or single AZ',
  highAvailability: 'HA or not HA',
  days: 'in days',
  daysOfSeconds: 'seconds, in days',
  seconds: 'in s',
  megabytes: 'in MB',
  gibibytes: 'in GiB',
  day: 'the day of it',
  attempts: 'the attempts in it',
  version: 'the version in it',
} as const;
export type Reading = keyof typeof readings;

/** A member, or several with a slash between their values; a number is a place in a list. */
export interface Kept {
  readonly from: string;
  readonly attribute: string;
  /** `text` when left out. */
  readonly reading?: Reading;
}

export interface ResourceRule {
  readonly types: readonly string[];
  /** The first is what a new component becomes. */
  readonly kinds: readonly string[];
  /**
   * What a declared component says of itself when it is meant, in its name, engine, transport or
   * technology. Without any it takes the kind alone.
   */
  readonly says?: readonly string[];
  /** An environment usually has one: the only one is the only component of its kind. */
  readonly isSingle?: true;
  readonly names: readonly string[];
  readonly hosts?: readonly string[];
  readonly keeps?: readonly Kept[];
}

const tags = ['tags.Name'];
const relational = ['RDS', 'Aurora', 'Postgres', 'MySql', 'MariaDB', 'Oracle', 'SQL Server'];

export const resourceRules: readonly ResourceRule[] = [
  {
    types: ['aws_db_instance'],
    kinds: ['database'],
    says: relational,
    isSingle: true,
    names: ['identifier', 'db_name', ...tags],
    hosts: ['address'],
    keeps: [
      { from: 'engine', attribute: 'engine' },
      { from: 'engine_version', attribute: 'version' },
      { from: 'instance_class', attribute: 'size' },
      { from: 'multi_az', attribute: 'availability', reading: 'multiZone' },
      { from: 'backup_retention_period', attribute: 'backups', reading: 'days' },
      { from: 'port', attribute: 'port' },
      { from: 'deletion_protection', attribute: 'deleteProtection', reading: 'yesNo' },
    ],
  },
  {
    types: ['aws_rds_cluster'],
    kinds: ['database'],
    says: relational,
    isSingle: true,
    names: ['cluster_identifier', 'database_name', ...tags],
    hosts: ['endpoint'],
    keeps: [
      { from: 'engine', attribute: 'engine' },
      { from: 'engine_version', attribute: 'version' },
      { from: 'cluster_identifier', attribute: 'cluster' },
      { from: 'backup_retention_period', attribute: 'backups', reading: 'days' },
      { from: 'port', attribute: 'port' },
      { from: 'deletion_protection', attribute: 'deleteProtection', reading: 'yesNo' },
    ],
  },
  {
    types: ['aws_docdb_cluster'],
    kinds: ['database'],
    says: ['DocumentDB', 'MongoDB'],
    isSingle: true,
    names: ['cluster_identifier', ...tags],
    hosts: ['endpoint'],
    keeps: [
      { from: 'engine_version', attribute: 'version' },
      { from: 'backup_retention_period', attribute: 'backups', reading: 'days' },
      { from: 'port', attribute: 'port' },
    ],
  },
  {
    types: ['aws_dynamodb_table'],
    kinds: ['database'],
    says: ['DynamoDB'],
    names: ['name'],
    keeps: [
      { from: 'deletion_protection_enabled', attribute: 'deleteProtection', reading: 'yesNo' },
    ],
  },
  {
    types: ['aws_elasticache_replication_group'],
    kinds: ['cache'],
    isSingle: true,
    names: ['replication_group_id', ...tags],
    hosts: ['primary_endpoint_address'],
    keeps: [
      { from: 'engine', attribute: 'engine' },
      { from: 'engine_version', attribute: 'version' },
      { from: 'node_type', attribute: 'size' },
      {
        from: 'automatic_failover_enabled',
        attribute: 'availability',
        reading: 'highAvailability',
      },
      { from: 'snapshot_retention_limit', attribute: 'snapshots', reading: 'days' },
      { from: 'port', attribute: 'port' },
    ],
  },
  {
    types: ['aws_elasticache_cluster'],
    kinds: ['cache'],
    isSingle: true,
    names: ['cluster_id', ...tags],
    keeps: [
      { from: 'engine', attribute: 'engine' },
      { from: 'engine_version', attribute: 'version' },
      { from: 'node_type', attribute: 'size' },
      { from: 'snapshot_retention_limit', attribute: 'snapshots', reading: 'days' },
      { from: 'port', attribute: 'port' },
    ],
  },
  {
    types: ['aws_opensearch_domain', 'aws_elasticsearch_domain'],
    kinds: ['search-engine'],
    isSingle: true,
    names: ['domain_name', ...tags],
    hosts: ['endpoint'],
    keeps: [
      { from: 'engine_version', attribute: 'version', reading: 'version' },
      { from: 'elasticsearch_version', attribute: 'version' },
      { from: 'cluster_config.0.instance_count', attribute: 'count' },
    ],
  },
  {
    types: ['aws_mq_broker'],
    kinds: ['broker'],
    isSingle: true,
    names: ['broker_name', ...tags],
    keeps: [
      { from: 'engine_type', attribute: 'technology' },
      { from: 'engine_version', attribute: 'version' },
    ],
  },
  {
    types: ['aws_sqs_queue'],
    kinds: ['queue'],
    says: ['SQS'],
    names: ['name'],
    keeps: [
      { from: 'fifo_queue', attribute: 'isFifo', reading: 'yesNo' },
      { from: 'message_retention_seconds', attribute: 'retention', reading: 'daysOfSeconds' },
      { from: 'redrive_policy', attribute: 'maxReceives', reading: 'attempts' },
    ],
  },
  { types: ['aws_sns_topic'], kinds: ['topic'], says: ['SNS'], names: ['name', 'display_name'] },
  { types: ['rabbitmq_queue'], kinds: ['queue'], says: ['RabbitMQ'], names: ['name'] },
  { types: ['rabbitmq_exchange'], kinds: ['exchange'], says: ['RabbitMQ'], names: ['name'] },
  {
    types: ['aws_s3_bucket'],
    kinds: ['bucket'],
    says: ['S3', 'bucket'],
    names: ['bucket', ...tags],
    keeps: [{ from: 'region', attribute: 'region' }],
  },
  {
    types: ['aws_lambda_function'],
    kinds: ['function'],
    names: ['function_name'],
    keeps: [
      { from: 'runtime', attribute: 'runtime' },
      { from: 'memory_size', attribute: 'memory', reading: 'megabytes' },
      { from: 'timeout', attribute: 'timeout', reading: 'seconds' },
    ],
  },
  {
    types: ['aws_ecs_cluster'],
    kinds: ['container-cluster'],
    says: ['ECS', 'Fargate'],
    isSingle: true,
    names: ['name'],
  },
  {
    types: ['aws_ecs_service'],
    kinds: ['application'],
    says: ['ECS service'],
    names: ['name'],
    keeps: [
      { from: 'desired_count', attribute: 'count' },
      { from: 'load_balancer.0.container_port', attribute: 'port' },
    ],
  },
  {
    types: ['aws_ecs_task_definition'],
    kinds: ['application'],
    says: ['ECS task definition'],
    names: ['family'],
    keeps: [
      { from: 'cpu/memory', attribute: 'size' },
      { from: 'family', attribute: 'taskFamily' },
    ],
  },
  {
    types: ['aws_instance'],
    kinds: ['server'],
    names: [...tags],
    hosts: ['private_dns', 'public_dns'],
    keeps: [{ from: 'instance_type', attribute: 'size' }],
  },
  {
    types: [
      'azurerm_linux_virtual_machine',
      'azurerm_windows_virtual_machine',
      'azurerm_virtual_machine',
    ],
    kinds: ['server'],
    names: ['name', 'computer_name'],
    keeps: [
      { from: 'size', attribute: 'size' },
      { from: 'vm_size', attribute: 'size' },
      { from: 'location', attribute: 'region' },
    ],
  },
  {
    types: ['azurerm_mssql_database', 'azurerm_sql_database'],
    kinds: ['database', 'managed-service'],
    says: ['MS SQL', 'SQL Server'],
    names: ['name'],
  },
  {
    types: ['azurerm_mysql_flexible_server', 'azurerm_mysql_server'],
    kinds: ['database'],
    says: ['MySql'],
    isSingle: true,
    names: ['name'],
    hosts: ['fqdn'],
    keeps: [{ from: 'version', attribute: 'version' }],
  },
  {
    types: ['azurerm_storage_account', 'azurerm_storage_container'],
    kinds: ['bucket', 'managed-service'],
    says: ['Blob', 'storage'],
    names: ['name'],
  },
  {
    types: ['azurerm_container_registry'],
    kinds: ['container-registry'],
    says: ['Azure'],
    names: ['name'],
    hosts: ['login_server'],
  },
  { types: ['aws_ecr_repository'], kinds: ['container-registry'], says: ['ECR'], names: ['name'] },
  {
    types: ['aws_lb', 'aws_alb', 'aws_elb'],
    kinds: ['load-balancer'],
    says: ['load balancer', 'ALB', 'ELB'],
    isSingle: true,
    names: ['name', ...tags],
    hosts: ['dns_name'],
  },
  {
    types: ['aws_lb_target_group', 'aws_alb_target_group'],
    kinds: ['load-balancer'],
    says: ['target group'],
    names: ['name', ...tags],
    keeps: [{ from: 'port', attribute: 'port' }],
  },
  {
    types: ['aws_cloudfront_distribution'],
    kinds: ['content-network'],
    isSingle: true,
    names: ['comment', ...tags],
    hosts: ['aliases', 'domain_name'],
    keeps: [{ from: 'aliases', attribute: 'host' }],
  },
  {
    types: ['aws_wafv2_web_acl', 'aws_waf_web_acl', 'aws_wafregional_web_acl'],
    kinds: ['web-firewall'],
    says: ['WAF'],
    isSingle: true,
    names: ['name'],
  },
  {
    types: ['aws_wafv2_ip_set', 'aws_waf_ipset'],
    kinds: ['allow-list'],
    says: ['IP set', 'WAF'],
    names: ['name'],
  },
  {
    types: ['aws_acm_certificate'],
    kinds: ['certificate'],
    says: ['ACM'],
    names: [],
    hosts: ['domain_name'],
    keeps: [
      { from: 'domain_name', attribute: 'commonName' },
      { from: 'not_after', attribute: 'expiresOn', reading: 'day' },
      { from: 'not_before', attribute: 'issuedOn', reading: 'day' },
    ],
  },
  {
    types: ['aws_vpc'],
    kinds: ['network'],
    says: ['VPC'],
    isSingle: true,
    names: [...tags],
    keeps: [{ from: 'cidr_block', attribute: 'range' }],
  },
  {
    types: ['aws_nat_gateway'],
    kinds: ['network'],
    says: ['NAT'],
    isSingle: true,
    names: [...tags],
  },
  {
    types: ['aws_internet_gateway'],
    kinds: ['network'],
    says: ['internet gateway', 'IGW'],
    isSingle: true,
    names: [...tags],
  },
  {
    types: ['aws_api_gateway_rest_api', 'aws_apigatewayv2_api'],
    kinds: ['api-gateway'],
    isSingle: true,
    names: ['name'],
  },
  { types: ['aws_kms_key'], kinds: ['encryption-key'], says: ['KMS'], names: [...tags] },
  { types: ['aws_kms_alias'], kinds: ['encryption-key'], says: ['KMS'], names: ['name'] },
  { types: ['aws_secretsmanager_secret'], kinds: ['secret'], names: ['name'] },
  {
    types: ['aws_cloudwatch_metric_alarm'],
    kinds: ['alarm'],
    names: ['alarm_name'],
    keeps: [{ from: 'threshold', attribute: 'threshold' }],
  },
  {
    types: ['aws_cloudwatch_log_group'],
    kinds: ['log-file'],
    says: ['log group', 'awslogs', 'flow logs'],
    names: ['name'],
    keeps: [{ from: 'name', attribute: 'path' }],
  },
  { types: ['aws_cloudwatch_dashboard'], kinds: ['dashboard'], names: ['dashboard_name'] },
  {
    types: ['aws_scheduler_schedule', 'aws_cloudwatch_event_rule'],
    kinds: ['scheduled-task'],
    names: ['name'],
    keeps: [
      { from: 'schedule_expression', attribute: 'schedule' },
      { from: 'schedule_expression_timezone', attribute: 'timeZone' },
    ],
  },
  { types: ['aws_codepipeline'], kinds: ['pipeline'], names: ['name'] },
];

const byType = new Map(resourceRules.flatMap((rule) => rule.types.map((type) => [type, rule])));

export const resourceRule = (type: string): ResourceRule | undefined => byType.get(type);
