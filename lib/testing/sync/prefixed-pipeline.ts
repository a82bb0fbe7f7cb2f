import type { Route } from '#lib/platform/broker/port.ts';
import type { DataStage, DerivedStage, Pipeline, StageDefinition } from '#lib/sync/pipeline.ts';

function prefixRoute(route: Route, prefix: string): Route {
  return {
    exchange: route.exchange === '' ? '' : prefix + route.exchange,
    key: route.key === '' ? '' : prefix + route.key,
    queues: route.queues.map((queue) => prefix + queue),
  };
}

function prefixData(stage: DataStage, prefix: string): DataStage {
  return {
    ...stage,
    start: { ...stage.start, route: prefixRoute(stage.start.route, prefix) },
    data: { ...stage.data, route: prefixRoute(stage.data.route, prefix) },
    target: prefix + stage.target,
  };
}

function prefixDerived(stage: DerivedStage, prefix: string): DerivedStage {
  return {
    ...stage,
    command: { ...stage.command, route: prefixRoute(stage.command.route, prefix) },
    source: prefix + stage.source,
    derivations: stage.derivations.map((derivation) => ({
      ...derivation,
      queue: prefix + derivation.queue,
      targets: derivation.targets.map((target) => prefix + target),
      async *derive(...asked) {
        for await (const writes of derivation.derive(...asked)) {
          yield writes.map((write) => ({ ...write, target: prefix + write.target }));
        }
      },
    })),
  };
}

function prefixStage(stage: StageDefinition, prefix: string): StageDefinition {
  if (stage.kind === 'data') return prefixData(stage, prefix);
  return stage.kind === 'derived' ? prefixDerived(stage, prefix) : stage;
}

/**
 * The same pipeline with indexes, aliases, queues and exchange of its own, so that it can run on
 * servers that others use.
 */
export function prefixed(pipeline: Pipeline, prefix: string): Pipeline {
  return {
    ...pipeline,
    indexes: pipeline.indexes.map((index) => ({ ...index, base: prefix + index.base })),
    aliases: pipeline.aliases.map((alias) => ({
      ...alias,
      name: prefix + alias.name,
      target: prefix + alias.target,
    })),
    stages: pipeline.stages.map((stage) => prefixStage(stage, prefix)),
  };
}
