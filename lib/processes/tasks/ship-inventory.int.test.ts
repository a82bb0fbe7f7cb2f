import { expect, test } from 'vitest';
import { listMissing } from '#lib/inventory/index.ts';
import { createLog } from '#lib/platform/log.ts';
import { embeddedDatabase } from '#lib/testing/platform/databases.ts';
import { until } from '#lib/testing/platform/until.ts';
import { startTasks } from './background-tasks.ts';
import { shipInventoryTask } from './ship-inventory.ts';

test('the shipped estates are there once the task has begun, and it stops in order', async () => {
  const database = await embeddedDatabase();
  const log = createLog('silent', 'test');
  const tasks = startTasks([shipInventoryTask({ database, log })], log, Date.now);
  try {
    await until('the estates are there', async () => (await listMissing({ database }, 'spqs')).ok);
    expect(tasks.pulses()[0]?.progressAtMs).not.toBeNull();
  } finally {
    await tasks.stop();
    await database.close();
  }
});
