import { exportInventory, ExportQuestion } from '#lib/inventory/index.ts';
import { inTurn } from '#lib/web/costly-read.ts';
import { fileRouteWithIn } from '#lib/web/routes.ts';
import { wholeConsole } from '#lib/web/runtime.ts';

const contentTypes = {
  yaml: 'application/yaml; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
} as const;

export const GET = fileRouteWithIn(
  wholeConsole,
  ExportQuestion,
  inTurn(({ world }, question) => exportInventory(world, question)),
  ({ format, name, text }) => ({ name, text, contentType: contentTypes[format] }),
);
