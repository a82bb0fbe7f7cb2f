import {
  each,
  paragraph,
  picture,
  point,
  points,
  said,
  section,
  type NamedDocument,
} from './named.ts';

const inThree = 3;

export const core: NamedDocument = {
  source: 'S1',
  title: 'CORE infrastructure page',
  inEstate: 'core',
  counts: { heading: 9, point: 23, picture: 2 },
  sections: [
    section(
      'Submit social housing lettings and sales data (CORE)',
      paragraph(each('system', ['Submit social housing lettings and sales data (CORE)'])),
      paragraph(each('web-page', ['Infrastructure nav_order 5', '2.5 KiB'])),
    ),
    section('Infrastructure'),
    section(
      'Current infrastructure',
      paragraph(
        each('system', ['four environments with infrastructure']),
        each('web-page', ['Current infrastructure']),
      ),
      points('environment', ['Meta', 'Development (Review Apps)', 'Staging', 'Production']),
    ),
    section(
      'Meta',
      paragraph(each('environment', ['Terraform "backend" and the ECR(s)'])),
      point(
        each('environment', ['S3 buckets for storing Terraform state files']),
        each('bucket', ['Terraform state files'], 2),
        each('state-backend', [
          'all non-production environments (including the meta environment itself)',
          'One for all non-production environments another just for production',
        ]),
      ),
      point(
        each('environment', ['DynamoDB for managing access and locking of all state files']),
        each('database', ['managing access and locking of all state files'], 2),
        each('database', ['DynamoDB'], 2),
      ),
      point(each('container-registry', ['core', 'holds the application Docker images'])),
      point(
        each('container-registry', [
          'db-migration',
          'holds the Docker images curated to help migrate a DB from PaaS to AWS',
        ]),
      ),
      point(
        each('container-registry', [
          's3-migration',
          'holds the Docker images curated to help migrate S3 files from PaaS to AWS',
        ]),
        each(
          'container-registry',
          [
            'may or may not be present',
            'if the Terraform has been configured to create migration infrastructure',
            'only temporarily present',
          ],
          2,
        ),
        each('managed-service', ['DB PaaS to AWS', 'S3 files PaaS to AWS'], 2),
        each('external-system', ['PaaS']),
      ),
      paragraph(each('container-registry', ['ECR'], inThree)),
    ),
    section(
      'Development / Staging / Production',
      paragraph(
        each('environment', ['main environments holding the "application" infrastructure'], 2),
        said('though not exhaustive will generally contain'),
      ),
      point(
        each('container-cluster', ['ECS Fargate cluster'], inThree),
        each('environment', ['ECS Fargate cluster'], inThree),
      ),
      point(
        each('database', ['RDS (PostgreSQL database)'], inThree),
        each('environment', ['RDS (PostgreSQL database)'], inThree),
      ),
      point(
        each('cache', ['ElastiCache (Redis data store)'], inThree),
        each('environment', ['ElastiCache (Redis data store'], inThree),
      ),
      point(each('bucket', ['S3 bucket'], 6)),
      point(
        each('bucket', ['Bulk upload', 'CSV bucket'], inThree),
        each('environment', ['sometimes also to referred to as the CSV bucket'], inThree),
      ),
      point(each('bucket', ['CDS Export'], inThree), each('environment', ['CDS Export'], inThree)),
      points('network', ['VPC', 'Private subnets', 'Public subnets'], inThree),
      points('load-balancer', ['Load Balancer'], inThree),
      point(
        each('network', ['misc. networking components (e.g. routing tables, gateways)'], 9),
        each('environment', ['Other misc. networking components'], inThree),
      ),
      points('content-network', ['CloudFront (Content Delivery Network)'], inThree),
      point(
        each('managed-service', ['AWS Shield', 'DDoS protection, when enabled'], inThree),
        each('environment', ['AWS Shield (DDoS protection, when enabled)'], inThree),
      ),
      points('web-firewall', ['WAF (Firewall)'], inThree),
    ),
    section(
      'Development / Review Apps',
      paragraph(
        each('environment', [
          'Development / Review Apps',
          'Used for Review Apps infrastructure is created per review app some is shared by all',
        ]),
        each('application', [
          'each review app has its own ECS Fargate cluster and Redis instances',
          'plus any infrastructure to enable this while the rest is shared',
        ]),
        each('container-cluster', ['Each review app has its own']),
        each('cache', ['Each review app has its own']),
      ),
    ),
    section(
      'Where to find the Infrastructure?',
      paragraph(
        each('config-source', [
          'The infrastructure is managed as code',
          'terraform folder of the codebase',
          'dedicated sub-folders for each environment all the infrastructure for them is defined',
        ]),
        each('web-page', ['where to find the infrastructure']),
      ),
    ),
    section('Architecture Diagram', picture(each('system', ['Architecture Diagram']))),
    section('Context Diagram', picture(each('system', ['Context Diagram']))),
  ],
};
