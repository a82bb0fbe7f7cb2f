/** Accounts from before one address had one spelling. */
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { newId } from '#lib/kernel/ids.ts';
import { openPglite } from '#lib/platform/database/database.ts';
import { migrate } from '#lib/platform/database/migrate.ts';
import { normalEmail } from './email-address.ts';

const migrations = path.join(process.cwd(), 'prisma', 'migrations');
const spelled = '20261126071000_email_spelling';

it('gives every account the spelling that is looked for', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'migrations-'));
  const database = await openPglite();
  try {
    for (const name of await readdir(migrations))
      if (name < spelled)
        await cp(path.join(migrations, name), path.join(folder, name), { recursive: true });
    await migrate(database, folder);
    const before = [
      'plain@example.org',
      'zoe\u0308@example.org',
      'ｆｕｌｌ@example.org',
      'zero\u200bwidth@example.org',
      'pla\u00adin@example.org',
      'o\ufb03ce@example.org',
      'of\ufb01ce@example.org',
    ];
    for (const [second, email] of before.entries())
      await database.run(
        `insert into person (id, email, name, role, password_hash, created_at)
         values ($1, $2, '', 'viewer', '', clock_timestamp() + $3 * interval '1 second')`,
        [newId(), email, second],
      );
    await migrate(database, migrations);
    const after = (
      await database.rows<{ email: string }>('select email from person order by created_at')
    ).map(({ email }) => email);
    expect(after).toEqual([
      'plain@example.org',
      'zoë@example.org',
      'full@example.org',
      'zerowidth@example.org',
      'pla\u00adin@example.org',
      'office@example.org',
      'of\ufb01ce@example.org',
    ]);
    // All but the second of two accounts with one address can be found.
    expect(after.filter((email) => normalEmail(email) !== email)).toEqual([
      'pla\u00adin@example.org',
      'of\ufb01ce@example.org',
    ]);
  } finally {
    await database.close();
    await rm(folder, { recursive: true });
  }
});
