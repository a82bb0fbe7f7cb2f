import type { RouteView } from '#lib/notify/index.ts';
import { count } from '#lib/kernel/words/numbers.ts';
import type { Console } from './console-client.ts';
import { exit, type Outcome } from './outcome.ts';

const lineOf = ({ name, kind, severity, waiting, dead, deliveredAt, says }: RouteView): string =>
  [
    name.padEnd(20),
    kind.padEnd(8),
    severity.padEnd(9),
    `${count(waiting)} waiting, ${count(dead)} dead`,
    deliveredAt === null ? 'nothing delivered' : `last delivered ${deliveredAt}`,
    waiting + dead > 0 ? (says ?? '') : '',
  ]
    .filter((part) => part !== '')
    .join('  ');

/** 4: something could not be delivered. */
export async function listRoutesCommand(console: Console): Promise<Outcome> {
  const routes = await console.get<readonly RouteView[]>('/api/notify/list');
  return {
    json: routes,
    says:
      routes.length === 0
        ? 'No route is configured: nobody is told of anything.'
        : routes.map(lineOf).join('\n'),
    exitCode: routes.some(({ dead }) => dead > 0) ? exit.drift : exit.done,
  };
}

export async function testRouteCommand(console: Console, route: string): Promise<Outcome> {
  const sent = await console.post<{ readonly route: string }>('/api/v1/notify/test', { route });
  return { json: sent, says: `A test was sent along ${sent.route}.`, exitCode: exit.done };
}
