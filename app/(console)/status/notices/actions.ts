'use server';

import { defineAction } from '#lib/web/define-action.ts';
import { testRouteOfConsole } from './commands.ts';

export const testRouteAction = defineAction(testRouteOfConsole);
