import type { Route } from '#lib/platform/broker/port.ts';
import type { DataStage, DerivedStage, Pipeline, StageDefinition } from '#lib/sync/pipeline.ts';

function prefixRoute(route: Route, prefix: string): Route {
  return {
    exchange: route.exchange === '' ? '' : prefix + route.exchange,
    key: route.key === '' ? '' : prefix + route.key,
    queues: route.queues.map((queue) => prefix + queue),
  };
}

function prefixData(stage: DataStage, prefix: string, indexPrefix: string): DataStage {
  return {
    ...stage,
    start: { ...stage.start, route: prefixRoute(stage.start.route, prefix) },
    data: { ...stage.data, route: prefixRoute(stage.data.route, prefix) },
    target: indexPrefix + stage.target,
  };
}

function prefixDerived(stage: DerivedStage, prefix: string, indexPrefix: string): DerivedStage {
  return {
    ...stage,
    command: { ...stage.command, route: prefixRoute(stage.command.route, prefix) },
    source: indexPrefix + stage.source,
    derivations: stage.derivations.map((derivation) => ({
      ...derivation,
      queue: prefix + derivation.queue,
      targets: derivation.targets.map((target) => indexPrefix + target),
      async *derive(...args) {
        for await (const writes of derivation.derive(...args)) {
          yield writes.map((write) => ({ ...write, target: indexPrefix + write.target }));
        }
      },
    })),
  };
}

function prefixStage(stage: StageDefinition, prefix: string, indexPrefix: string): StageDefinition {
  if (stage.kind === 'data') return prefixData(stage, prefix, indexPrefix);
  if (stage.kind === 'observed')
    return { ...stage, queues: stage.queues.map((queue) => prefix + queue) };
  return stage.kind === 'derived' ? prefixDerived(stage, prefix, indexPrefix) : stage;
}

/**
 * The same pipeline with indexes, aliases, queues and exchange of its own, so that it can run on
 * servers that others use. With `indexPrefix` its indexes have another prefix than its queues.
 */
export function prefixed(pipeline: Pipeline, prefix: string, indexPrefix = prefix): Pipeline {
  return {
    ...pipeline,
    indexes: pipeline.indexes.map((index) => ({ ...index, base: indexPrefix + index.base })),
    pages: pipeline.pages.map((page) => ({
      ...page,
      reads: page.reads === null ? null : indexPrefix + page.reads,
    })),
    aliases: pipeline.aliases.map((alias) => ({
      ...alias,
      name: indexPrefix + alias.name,
      target: indexPrefix + alias.target,
    })),
    stages: pipeline.stages.map((stage) => prefixStage(stage, prefix, indexPrefix)),
  };
}
