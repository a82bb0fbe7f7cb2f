import { recordFile, recordQuestion } from '#lib/inventory/index.ts';
import { inTurn } from '#lib/web/costly-read.ts';
import { fileRouteWithIn } from '#lib/web/routes.ts';
import { wholeConsole } from '#lib/web/runtime.ts';

const contentTypes = {
  md: 'text/markdown; charset=utf-8',
  html: 'text/html; charset=utf-8',
} as const;

export const GET = fileRouteWithIn(
  wholeConsole,
  recordQuestion,
  inTurn(({ world }, question) => recordFile(world, question)),
  ({ format, name, text }) => ({ name, text, contentType: contentTypes[format] }),
);
