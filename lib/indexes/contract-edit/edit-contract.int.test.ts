import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Actor } from '#lib/access/index.ts';
import { FaultError } from '#lib/kernel/result.ts';
import { differs, equals, isIn, type Condition } from '#lib/platform/search/conditions.ts';
import {
  onEverySearchEngine,
  operator,
  putAlias,
  sendTo,
  type IndexesWorld,
  type SearchEngine,
} from '#lib/testing/indexes/indexes-world.ts';
import {
  checkContract,
  contractText,
  editContract,
  previewContract,
  readContracts,
  readNextAliases,
  repairAliases,
  resetContract,
  rollBack,
  showContract,
  type ContractToChange,
} from '../index.ts';
import { filterText } from './contract-text.ts';

const admin: Actor = { ...operator, id: 'admin-1', name: 'admin@example.org', role: 'admin' };
const other: Actor = { ...admin, id: 'admin-2', name: 'other@example.org' };

// Its type is `any`.
const aText = expect.any(String) as string;
const containing = (text: string): string =>
  // As above.
  expect.stringContaining(text) as string;

onEverySearchEngine('the contract as an admin edits it', (open, { itReal }) => {
  let engine: SearchEngine;
  beforeAll(async () => {
    engine = await open();
  });
  afterAll(() => engine.close());

  async function changeOf(
    { world, contract }: IndexesWorld,
    taken: ContractToChange['taken'] = new Map(),
  ): Promise<ContractToChange> {
    const { name } = world.environment;
    const planned = { ...contract, pipeline: { name: 'documented', version: 1 } };
    const contracts = await readContracts(world.database, new Map([[name, planned]]));
    const found = contracts.get(name);
    if (found === undefined) throw new Error('no contract');
    return { contract: found, pipelines: ['documented'], taken, cluster: null, neighbours: [] };
  }

  async function textOf(here: IndexesWorld): Promise<string> {
    const shown = await showContract(here.world, (await changeOf(here)).contract);
    if (!shown.ok) throw new FaultError(shown.fault);
    return contractText(shown.value);
  }

  /** The text in force with another filter for the alias of current connections. */
  async function withFilter(here: IndexesWorld, filter: Condition | string): Promise<string> {
    const { base, contract } = here;
    const text = await textOf(here);
    const was = filterText({ target: base, filter: equals('existsInGmc', true) }, contract.indexes);
    const now =
      typeof filter === 'string' ? filter : filterText({ target: base, filter }, contract.indexes);
    return text.replace(was ?? '', now ?? '');
  }

  async function edit(
    here: IndexesWorld,
    text: string,
    actor = admin,
    reason = 'Asked by support',
  ) {
    const { world } = here;
    const input = { environment: world.environment.name, text, reason };
    return editContract(world, await changeOf(here), actor, input);
  }

  const filtersNow = async (here: IndexesWorld) =>
    (await changeOf(here)).contract.aliases.map(({ filter }) => filter);

  const audits = ({ world }: IndexesWorld) =>
    world.database.rows<{ action: string; outcome: string; changed: unknown; reason: string }>(
      `select action, outcome, target, changed, reason from audit
       where environment = $1 and action like '%contract' order by id`,
      [world.environment.name],
    );

  it('is a new version, with what changed in the audit, and moves nothing', async () => {
    const here = engine.environment();
    const { world, base } = here;
    await here.settle(6);
    const alias = `${base}_connections`;
    const text = await withFilter(here, equals('existsInGmc', false));
    expect(
      await previewContract(world, await changeOf(here), admin, {
        environment: world.environment.name,
        text,
      }),
    ).toMatchObject({
      ok: true,
      value: {
        version: 1,
        aliases: [
          { alias: base, isChanged: false, shows: 6, wouldShow: 6 },
          {
            alias,
            isChanged: true,
            before: { filter: 'existsInGmc is true' },
            after: { filter: 'existsInGmc is false' },
            shows: 3,
            wouldShow: 3,
          },
          { alias: `${base}_discrepancies`, isChanged: false, shows: 2, wouldShow: 2 },
          { isChanged: false },
        ],
      },
    });
    expect(await edit(here, text)).toMatchObject({
      ok: true,
      value: { version: 2, differences: [{ alias }] },
    });
    const [, check] = await checkContract(world, (await changeOf(here)).contract.aliases);
    expect(check).toMatchObject({ name: alias, state: 'different' });
    expect(await audits(here)).toEqual([
      {
        action: 'indexes.edit-contract',
        outcome: 'done',
        target: 'the alias contract, version 2',
        reason: 'Asked by support',
        changed: {
          [`${alias} before`]: `${base}, existsInGmc is true`,
          [`${alias} filter before`]: '{"term":{"existsInGmc":true}}',
          [`${alias} after`]: `${base}, existsInGmc is false`,
          [`${alias} filter after`]: '{"term":{"existsInGmc":false}}',
        },
      },
    ]);
    const shown = await showContract(world, (await changeOf(here)).contract);
    expect(shown).toMatchObject({
      value: {
        version: 2,
        edit: { actor: admin.name, reason: 'Asked by support', isForNextSync: true },
        versions: [
          { version: 2, kind: 'edit', actor: admin.name, differences: [{ alias }] },
          { version: 1, kind: 'run', differences: [] },
        ],
      },
    });

    expect(
      await repairAliases(world, (await changeOf(here)).contract, operator, {
        environment: world.environment.name,
        reason: '',
      }),
    ).toMatchObject({ ok: true, value: { repaired: [alias] } });
    const [, repaired] = await checkContract(world, (await changeOf(here)).contract.aliases);
    expect(repaired).toMatchObject({ state: 'matches', shows: 3 });
  });

  it('is what the syncs after it go by, until an admin goes back', async () => {
    const here = engine.environment();
    const { world, contract } = here;
    const { name } = world.environment;
    await here.settle(4);
    const before = await filtersNow(here);
    await edit(here, await withFilter(here, equals('existsInGmc', false)));
    const next = await readNextAliases(world.database, name, contract.aliases);
    expect(next).toMatchObject({
      decision: 2,
      aliases: [{}, { filter: { value: false } }, {}, {}],
    });
    await here.settle(6, { ...contract, ...next });
    const edited = await filtersNow(here);
    expect(edited).toEqual(next.aliases.map(({ filter }) => filter));
    expect((await changeOf(here)).contract).toMatchObject({ version: 2, edit: { version: 2 } });
    expect(
      (await checkContract(world, (await changeOf(here)).contract.aliases)).map(
        ({ state }) => state,
      ),
    ).toEqual(['matches', 'matches', 'matches', 'matches']);

    // Readers go back to what they had; the edit is for the next sync still.
    await rollBack(world, (await changeOf(here)).contract, operator, {
      environment: name,
      to: `${name}-1`,
      reason: '',
    });
    expect((await changeOf(here)).contract).toMatchObject({
      version: 3,
      edit: { version: 2, isForNextSync: true },
    });
    expect(await readNextAliases(world.database, name, contract.aliases)).toEqual(next);

    // A pipeline that plans something else is not overruled by what was made from another plan.
    const planned = contract.aliases.slice(1);
    expect(await readNextAliases(world.database, name, planned)).toEqual({
      aliases: planned,
      decision: 2,
      editedBy: null,
    });

    const reset = { environment: name, reason: 'Not wanted any more' };
    expect(await resetContract(world, await changeOf(here), admin, reset)).toMatchObject({
      ok: true,
      value: { version: 4 },
    });
    expect(await filtersNow(here)).toEqual(before);
    expect((await changeOf(here)).contract.edit).toBeNull();
    expect(await readNextAliases(world.database, name, contract.aliases)).toEqual({
      aliases: contract.aliases,
      decision: 4,
      editedBy: null,
    });
    expect(await resetContract(world, await changeOf(here), admin, reset)).toMatchObject({
      fault: { kind: 'precondition' },
    });
  });

  it('stays as an admin has decided it while a swap was under way', async () => {
    const here = engine.environment();
    const { world, contract } = here;
    await here.settle(4);
    const next = await readNextAliases(world.database, world.environment.name, contract.aliases);
    await edit(here, await withFilter(here, equals('existsInGmc', false)));
    await here.settle(4, { ...contract, ...next });
    expect((await changeOf(here)).contract).toMatchObject({ version: 2, edit: { version: 2 } });
    const [, check] = await checkContract(world, (await changeOf(here)).contract.aliases);
    expect(check).toMatchObject({ state: 'different' });
  });

  it('is refused where somebody else has saved another one meanwhile', async () => {
    const here = engine.environment();
    await here.settle(2);
    const mine = await withFilter(here, equals('existsInGmc', false));
    const theirs = await withFilter(here, differs('tcsDesignatedBody', 'designatedBody'));
    expect(await edit(here, theirs, other)).toMatchObject({ ok: true, value: { version: 2 } });
    const refused = await edit(here, mine);
    expect(refused).toMatchObject({
      ok: false,
      fault: { kind: 'conflict', stale: { version: 2, changedBy: other.name } },
    });
    if (refused.ok) throw new Error('it was saved');
    expect(refused.fault.says).toContain('tcsDesignatedBody and designatedBody differ; before');
    expect((await changeOf(here)).contract).toMatchObject({ version: 2 });

    // Both have read version 2, and only one of them can make version 3 of it.
    const change = await changeOf(here);
    const input = { environment: here.world.environment.name, reason: '', version: 2 };
    const both = await Promise.all(
      [true, false].map((value) =>
        editContract(here.world, change, admin, {
          ...input,
          text: mine.replace('"existsInGmc":false', `"existsInGmc":${String(value)}`),
        }),
      ),
    );
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect((await changeOf(here)).contract.version).toBe(3);
  });

  it('is refused with every line that is wrong, and nothing changes', async () => {
    const here = engine.environment();
    const { base } = here;
    await here.settle(2);
    const text = await textOf(here);
    const wrong = await edit(
      here,
      `${text}  - name: theirs\n    follows: ${base}\n  - name: other\n    follows: nothing\n`,
    );
    expect(wrong).toMatchObject({
      fault: { kind: 'invalid', fields: { 'line 17': aText } },
    });
    if (wrong.ok) throw new Error('it was saved');
    expect(wrong.fault.says).toMatch(/^Nothing was changed\. Line 17: follows names no family/);

    const { world } = here;
    const taken = new Map([['theirs', 'preprod']]);
    expect(
      await editContract(world, await changeOf(here, taken), admin, {
        environment: world.environment.name,
        text: `${text}  - name: theirs\n    follows: ${base}\n`,
        reason: '',
      }),
    ).toMatchObject({
      fault: { kind: 'invalid', fields: { 'line 14': containing('preprod') } },
    });
    expect((await changeOf(here)).contract.version).toBe(1);
    expect((await audits(here)).map(({ outcome }) => outcome)).toEqual(['failed', 'failed']);
  });

  it('is refused with its first fifty complaints, and where it is too long', async () => {
    const here = engine.environment();
    const { base } = here;
    await here.settle(2);
    const text = await textOf(here);
    const unknown = Array.from({ length: 60 }, (_, at) => `unknown${String(at)}: 1\n`).join('');
    const refused = await edit(here, text + unknown);
    expect(refused.ok ? '' : refused.fault.says).toMatch(/unknown49 is not .* And 10 more\.$/);

    const values = Array.from({ length: 4_500 }, (_, at) => at.toString(36).padStart(9, 'a')).join(
      ',',
    );
    const long = `{terms: {designatedBody.keyword: [${values}]}}`;
    const written = `${text}  - name: ${base}_long\n    follows: ${base}\n    filter: ${long}\n`;
    expect(written.length).toBeLessThan(50_000);
    expect(await edit(here, written)).toMatchObject({
      fault: { kind: 'invalid', says: containing('at most 50,000 can be edited') },
    });
  });

  it('takes no index and no alias of anybody else', async () => {
    const here = engine.environment();
    const { world, base, contract } = here;
    await here.settle(2);
    const [family] = contract.indexes;
    if (family === undefined) throw new Error('no family');
    const { fields, keyField } = family;
    const index = `${base}x_payroll`;
    const behind = `${base}y_data`;
    const alias = `${base}y`;
    const own = `${base}z`;
    for (const name of [index, behind]) await engine.search.create({ name, fields, keyField });
    await putAlias(engine, alias, { index: behind });
    const [generation] = (await engine.search.aliases()).filter(({ name }) => name === base);
    await putAlias(engine, own, { index: generation?.index ?? '' });
    const text = await textOf(here);
    const lines = [index, alias, own, `${base}free`].map(
      (name) => `  - name: ${name}\n    follows: ${base}\n`,
    );
    const input = { environment: world.environment.name, text: text + lines.join('') };
    const previewed = await previewContract(world, await changeOf(here), admin, input);
    const at = text.split('\n').length;
    expect(previewed).toMatchObject({ fault: { kind: 'invalid' } });
    expect(previewed.ok ? null : previewed.fault.fields).toEqual({
      [`line ${String(at)}`]:
        `“${index}” is an index, not an alias: it is for whoever made it to change. ` +
        'Choose another name.',
      [`line ${String(at + 2)}`]:
        `“${alias}” leads to ${behind}, which is no generation of this console: it is for ` +
        'whoever made it to change. Choose another name.',
    });
    expect(await edit(here, input.text)).toMatchObject({ fault: { kind: 'invalid' } });
    expect(await edit(here, text + lines.slice(2).join(''))).toMatchObject({ ok: true });
  });

  itReal('is refused with the line of a filter that a real engine refuses', async () => {
    const here = engine.environment();
    const { generations } = await here.settle(2);
    const text = await withFilter(here, isIn('designatedBody', ['1-BODY0', '1-BODY1']));
    const line = text.split('\n').findIndex((one) => one.includes('1-BODY0')) + 1;
    const index = { max_terms_count: 1 };
    await sendTo(engine.url ?? '', 'PUT', `/${generations[here.base] ?? ''}/_settings`, { index });
    const says = 'the search engine refuses this filter. Correct it.';
    expect(await edit(here, text)).toMatchObject({
      fault: { kind: 'invalid', fields: { [`line ${String(line)}`]: containing(says) } },
    });
    expect((await changeOf(here)).contract.version).toBe(1);
  });

  it('is refused where the search engine refuses a filter, or does not answer', async () => {
    const here = engine.environment();
    const { world, base } = here;
    await here.settle(2);
    const text = await withFilter(here, equals('existsInGmc', false));
    const line = text.split('\n').findIndex((one) => one.includes('filter')) + 1;
    const change = await changeOf(here);
    const input = { environment: world.environment.name, text, reason: '' };
    const answering = (kind: 'invalid' | 'unavailable') => ({
      ...world,
      search: {
        ...engine.search,
        counts: (questions: Parameters<typeof engine.search.counts>[0]) =>
          Promise.resolve(
            questions.map(({ condition }) =>
              condition === undefined
                ? { ok: true as const, value: 1 }
                : { ok: false as const, fault: { kind, says: 'It says no' } },
            ),
          ),
      },
    });
    expect(await editContract(answering('invalid'), change, admin, input)).toMatchObject({
      fault: {
        kind: 'invalid',
        fields: {
          [`line ${String(line)}`]: containing(
            'the search engine refuses this filter. Correct it.',
          ),
        },
      },
    });
    expect(await editContract(answering('unavailable'), change, admin, input)).toMatchObject({
      fault: { kind: 'unavailable', says: containing('is not known') },
    });
    // A field that is only words has no whole value: the engine itself is asked.
    const words = text.replace(
      '{"term":{"existsInGmc":false}}',
      '{"exists":{"field":"existsInGmc"}}',
    );
    expect(
      await previewContract(world, change, admin, { environment: input.environment, text: words }),
    ).toMatchObject({ ok: true, value: { aliases: [{}, { wouldShow: 2 }, {}, {}] } });
    expect((await changeOf(here)).contract.version).toBe(1);
    expect(base).not.toBe('');
  });

  it('is for admins, in production with its name and a reason', async () => {
    const here = engine.environment({ isProduction: true });
    await here.settle(2);
    const text = await withFilter(here, equals('existsInGmc', false));
    expect(await edit(here, text, operator)).toMatchObject({ fault: { kind: 'forbidden' } });
    expect(
      await previewContract(here.world, await changeOf(here), operator, {
        environment: here.world.environment.name,
        text,
      }),
    ).toMatchObject({ fault: { kind: 'forbidden' } });
    expect(await edit(here, text, admin, '')).toMatchObject({ fault: { kind: 'invalid' } });
    expect(await edit(here, text)).toMatchObject({
      fault: { kind: 'invalid', fields: { typedName: aText } },
    });
    expect((await audits(here)).map(({ outcome }) => outcome)).toEqual([
      'denied',
      'failed',
      'failed',
    ]);
  });
});
