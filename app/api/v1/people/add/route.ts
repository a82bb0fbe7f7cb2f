import { AddPerson, addPerson } from '#lib/access/index.ts';
import { accept } from '#lib/web/routes.ts';

export const POST = accept({ name: 'people.manage', input: AddPerson, run: addPerson });
