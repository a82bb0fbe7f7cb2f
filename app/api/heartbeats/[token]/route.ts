import { HeartbeatReport, takeReport } from '#lib/status/index.ts';
import { reportRoute } from '#lib/web/routes.ts';

export const POST = reportRoute(HeartbeatReport, ({ database, environments }, token, report) =>
  takeReport(
    { database, heartbeats: environments.flatMap(({ heartbeats }) => heartbeats) },
    token,
    report,
  ),
);
