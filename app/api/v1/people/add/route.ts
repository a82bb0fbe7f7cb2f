import { AddPerson, addPerson } from '#lib/access/index.ts';
import { commandRoute } from '#lib/web/routes.ts';

export const POST = commandRoute({ name: 'people.manage', input: AddPerson, run: addPerson });
