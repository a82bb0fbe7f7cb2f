import { recordQuestion, renderRecord, showRecord, type RecordText } from '#lib/inventory/index.ts';
import { inTurn } from '#lib/web/costly-read.ts';
import { done, queryRouteWithIn } from '#lib/web/routes.ts';
import { wholeConsole } from '#lib/web/runtime.ts';

export const GET = queryRouteWithIn(
  wholeConsole,
  recordQuestion,
  inTurn(async ({ world }, { key: called, format }) => {
    const record = await showRecord(world, called);
    if (!record.ok) return record;
    const { key, title, madeAt } = record.value;
    const lines = renderRecord(record.value, format).trimEnd().split('\n');
    return done<RecordText>({ key, title, format, lines, madeAt });
  }),
);
