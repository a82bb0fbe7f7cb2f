import { count, countOf } from '#lib/kernel/words/numbers.ts';
import { someWords } from '#lib/kernel/words/text.ts';
import { durationWords } from '#lib/kernel/words/times.ts';
import type {
  ClusterState,
  EngineHealth,
  EngineLimits,
  EnginePlugin,
  EngineVersion,
  NodesHealth,
} from '#lib/platform/search/engine-health.ts';
import type { HealthFinding } from './model.ts';
import { assessPart, ourRule, type Assessment, type Subject } from './finding.ts';

const subject = (key: string, name: string, right: string): Subject => ({
  key,
  group: 'cluster',
  name,
  right,
});
const health = 'cluster:monitor/health';

function assessStatus({ status, dataNodes }: ClusterState): Assessment {
  const source = 'the engine’s own verdict';
  switch (status) {
    case 'green':
      return {
        value: 'Green',
        state: 'good',
        says: 'Every index can be read, and every copy of it is there.',
        source,
      };
    case 'yellow':
      return {
        value: 'Yellow',
        state: 'worth-a-look',
        says:
          dataNodes === 1
            ? 'Every index can be read. Some want a second copy, for which a cluster of one node ' +
              'has no place: if the node goes, users get nothing until it is back.'
            : 'Every index can be read, but copies are missing: if the wrong node goes now, ' +
              'users get nothing from some of them until it is back.',
        source,
      };
    case 'red':
      return {
        value: 'Red',
        state: 'needs-a-person',
        says:
          'Part of at least one index cannot be read. Lists that read it fail or are short, its ' +
          'counts are not known, and a sync does not move readers to it.',
        source,
      };
  }
}

function assessShards(state: ClusterState): Assessment {
  const { activeShards, unassignedShards, movingShards, status } = state;
  const moving = movingShards === 0 ? '' : `, ${count(movingShards)} moving`;
  const value = `${count(activeShards)} active, ${count(unassignedShards)} missing${moving}`;
  if (unassignedShards > 0)
    return {
      value,
      state: status === 'red' ? 'needs-a-person' : 'worth-a-look',
      says:
        status === 'red'
          ? 'Of some indexes a part is on no node: a count that it should answer is not known.'
          : 'Copies are on no node. Users read the others; a sync waits two minutes for copies ' +
            'of its own and then says that they are missing.',
    };
  return {
    value,
    state: 'good',
    says:
      movingShards > 0
        ? 'Parts of indexes are being copied to a node. Users read them all the same; answers ' +
          'and a sync may be slower meanwhile.'
        : 'Every part of every index is on a node, so that counts are whole.',
  };
}

function assessNodes({ nodes, silent }: NodesHealth): Assessment {
  const all = nodes.length + silent;
  return {
    value: `${count(nodes.length)} of ${count(all)} answer`,
    state: silent > 0 ? 'worth-a-look' : 'good',
    says:
      silent > 0
        ? `${countOf(silent, 'node')} did not answer: what is said here of disk and load ` +
          'leaves them out, and users may wait for what they hold.'
        : 'Every node of the cluster answers.',
  };
}

const slowMs = 5_000;
const stuckMs = 30_000;

function assessTasks({ pendingTasks, longestWaitMs }: ClusterState): Assessment {
  const value =
    pendingTasks === 0
      ? 'None waits'
      : `${count(pendingTasks)}, the longest for ${durationWords(longestWaitMs)}`;
  const source = `${ourRule}: more than 5 or 30 seconds`;
  if (longestWaitMs <= slowMs)
    return {
      value,
      state: 'good',
      says: 'New indexes are made, and aliases move, without waiting.',
      source,
    };
  return {
    value,
    state: longestWaitMs > stuckMs ? 'needs-a-person' : 'worth-a-look',
    says:
      'The cluster carries out its own changes slowly: a sync waits as long to make its indexes, ' +
      'and a swap or a repair to move the aliases. Users read as before.',
    source,
  };
}

/** What the conformance suite of the search side runs on. */
const isTested = ({ engine, version }: EngineVersion): boolean =>
  engine === 'PostgreSQL' ||
  (engine === 'OpenSearch' ? /^[123]\./.test(version) : /^7\.10\./.test(version));

function assessVersion(found: EngineVersion): Assessment {
  return {
    value: `${found.engine} ${found.version}`,
    ...(isTested(found)
      ? { state: 'good', says: 'One of the engines that this console is made for.' }
      : {
          state: 'worth-a-look',
          says:
            'This console is made for OpenSearch 1 to 3 and Elasticsearch 7.10; a sync may stop ' +
            'at a request that this engine does not know. Users are not affected by that.',
        }),
  };
}

function assessPlugins(plugins: readonly EnginePlugin[]): Assessment {
  const uneven = plugins.filter(({ isUneven }) => isUneven);
  const names = plugins.map(({ name, version }) => `${name} ${version}`);
  if (uneven.length > 0)
    return {
      value: countOf(plugins.length, 'plugin'),
      state: 'worth-a-look',
      says:
        `Not every node has the same: ${someWords(uneven.map(({ name }) => name))}. What works ` +
        'on one node may fail on another.',
    };
  return {
    value: plugins.length === 0 ? 'None' : countOf(plugins.length, 'plugin'),
    state: 'good',
    says:
      plugins.length === 0
        ? 'None are installed, and neither users nor a sync need any.'
        : `The same on every node: ${someWords(names)}. Neither users nor a sync need any of them.`,
  };
}

function assessAllocation({ allocation }: EngineLimits): Assessment {
  const source = 'cluster.routing.allocation.enable';
  switch (allocation) {
    case 'none':
      return {
        value: 'Switched off',
        state: 'needs-a-person',
        says:
          'The engine places no part of an index on a node: a sync stops when it makes its first ' +
          'index. Users read what is there. Somebody has set this, usually for maintenance.',
        source,
      };
    case 'primaries':
    case 'new_primaries':
      return {
        value: 'Without second copies',
        state: 'worth-a-look',
        says:
          'A sync builds and swaps, but second copies are not made, and one that is lost does ' +
          'not come back. Somebody has set this, usually for maintenance.',
        source,
      };
    case 'all':
    case null:
      return {
        value: 'As usual',
        state: 'good',
        says: 'New indexes and their copies find a node.',
        source,
      };
  }
}

export function assessCluster(told: EngineHealth): HealthFinding[] {
  const { version, cluster, nodes, limits, plugins } = told;
  const stats = 'cluster:monitor/nodes/stats';
  // Of tables nothing is placed on nodes.
  const placed = cluster === null ? null : limits;
  return [
    assessPart(subject('status', 'Status', health), cluster, assessStatus),
    assessPart(subject('shards', 'Parts of indexes (shards)', health), cluster, assessShards),
    assessPart(subject('nodes', 'Nodes', stats), nodes, assessNodes),
    assessPart(subject('tasks', 'Changes that wait', health), cluster, assessTasks),
    assessPart(
      subject('allocation', 'Placing of indexes', 'cluster:monitor/state'),
      placed,
      assessAllocation,
    ),
    assessPart(subject('version', 'Version', 'cluster:monitor/main'), version, assessVersion),
    assessPart(subject('plugins', 'Plugins', 'cluster:monitor/nodes/info'), plugins, assessPlugins),
  ];
}
