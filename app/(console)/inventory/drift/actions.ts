'use server';

import { defineAction } from '#lib/web/define-action.ts';
import {
  acceptDifferenceCommand,
  knowDifferenceCommand,
  takeBackKnownCommand,
} from './commands.ts';

export const acceptDifferenceAction = defineAction(acceptDifferenceCommand);
export const knowDifferenceAction = defineAction(knowDifferenceCommand);
export const takeBackKnownAction = defineAction(takeBackKnownCommand);
