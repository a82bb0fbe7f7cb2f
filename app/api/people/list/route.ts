import { listPeople } from '#lib/access/index.ts';
import { answer } from '#lib/web/routes.ts';

export const GET = answer(({ world, actor }) => listPeople(world, actor));
