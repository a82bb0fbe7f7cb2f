import { noteGenerationInEnvironment } from '../../../../(console)/indexes/commands.ts';
import { commandRoute } from '#lib/web/routes.ts';

export const POST = commandRoute(noteGenerationInEnvironment);
