import { z } from 'zod';
import { oneOf, someText, type ListShape, type RequestOf } from '#lib/kernel/list.ts';
import { recordKinds } from './model.ts';

/** Of stages as they are named in pipelines. */
const someStage = z.string().regex(/^[a-z][a-z0-9-]{0,59}$/);

/** What the list of single records of a run may be asked. They themselves are in no address. */
export const recordList = {
  filters: { stage: someStage, kind: oneOf(recordKinds), reason: someText },
  sorts: ['stage', 'reason', 'record'],
  usual: { column: 'stage', direction: 'ascending' },
  pageSize: 50,
  mostAtOnce: 1_000,
} as const satisfies ListShape;
export type RecordListRequest = RequestOf<typeof recordList>;
export type RecordSort = RecordListRequest['sort']['column'];
