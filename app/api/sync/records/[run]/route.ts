import { listSchema } from '#lib/kernel/list.ts';
import { listRecords, recordList } from '#lib/sync/index.ts';
import { asksForMany, inTurn } from '#lib/web/costly-read.ts';
import { queryRouteWithIn } from '#lib/web/routes.ts';
import { environmentWorld } from '#lib/web/runtime.ts';
import { environmentOfRun } from '../../../../(console)/sync/commands.ts';

export const GET = queryRouteWithIn(
  ({ params }) => environmentWorld(environmentOfRun(params['run'] ?? '')),
  listSchema(recordList),
  inTurn(
    ({ world, params }, request) => listRecords(world, params['run'] ?? '', request),
    asksForMany(recordList),
  ),
);
