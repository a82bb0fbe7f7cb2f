import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FieldMapping, Document } from '#lib/platform/search/port.ts';
import { openSources } from '../participants/open-sources.ts';
import { expectedCounts, expectedDocuments } from '../participants/synthetic/expected.ts';
import type { DataStage } from '../pipeline.ts';
import { documented } from './documented.ts';

const asOf = '2026-11-21';
const pipeline = documented('reval.exchange');
const dataStages = pipeline.stages.filter((stage): stage is DataStage => stage.kind === 'data');

interface Outcome {
  readonly documents: ReadonlyMap<string, Document>;
  readonly sent: Record<string, number>;
  readonly withheld: number;
  readonly quarantined: number;
  readonly conflicts: number;
}

/** Everything the participants send, folded in an order of its own, every tenth message twice. */
async function foldAll(
  size: { trainees: number; seed: number },
  order: (count: number) => readonly number[],
): Promise<Outcome> {
  const sources = openSources({ synthetic: size });
  const messages: { stage: DataStage; body: string }[] = [];
  const sent: Record<string, number> = {};
  let [withheld, quarantined, conflicts] = [0, 0, 0];
  for (const stage of dataStages) {
    for await (const extracted of stage.extract(sources, { asOf, until: new Date() })) {
      if (extracted.kind === 'withhold') withheld++;
      else messages.push({ stage, body: extracted.body });
    }
    sent[stage.name] = messages.filter((message) => message.stage === stage).length;
  }
  const documents = new Map<string, Document>();
  for (const at of order(messages.length)) {
    const message = messages[at];
    if (message === undefined) throw new Error('no such message');
    for (let again = 0; again < (at % 10 === 0 ? 2 : 1); again++) {
      const reading = message.stage.read(message.body);
      if (reading.kind !== 'records') throw new Error(`a message of ours is ${reading.kind}`);
      for (const record of reading.records) {
        if (record.kind === 'quarantine') quarantined += again === 0 ? 1 : 0;
        else {
          const merged = message.stage.merge(documents.get(record.id) ?? null, record.part);
          if (again === 0 && merged.conflict !== null) conflicts++;
          documents.set(record.id, merged.document);
        }
      }
    }
  }
  return { documents, sent, withheld, quarantined, conflicts };
}

const inOrder = (count: number): number[] => Array.from({ length: count }, (_, at) => at);

function shuffled(seed: number): (count: number) => number[] {
  return (count) =>
    fc.sample(fc.shuffledSubarray(inOrder(count), { minLength: count }), { seed, numRuns: 1 })[0] ??
    [];
}

describe('everything extracted, sent, read and merged', () => {
  const size = { trainees: 2_000, seed: 1 };

  it.each([
    ['in order', inOrder],
    ['backwards', (count: number) => inOrder(count).reverse()],
    ['shuffled', shuffled(11)],
    ['shuffled otherwise', shuffled(12)],
  ])('is what each person was made for: %s', async (_, order) => {
    const outcome = await foldAll(size, order);
    const expected = [...expectedDocuments(size, asOf)];
    for (const { id, master } of expected) expect(outcome.documents.get(id)).toEqual(master);
    expect(outcome.documents.size).toBe(expected.length);
    const counts = expectedCounts(size, asOf);
    expect(outcome).toMatchObject({
      sent: { trainees: counts.trainees, doctors: counts.doctors },
      withheld: counts.withheld,
      quarantined: counts.doctorsQuarantined,
      conflicts: counts.conflicts,
    });
  });

  it.each([
    ['2024-02-29', 1],
    ['2027-03-31', 2],
    ['2026-12-31', 99],
  ])('on any day and for any seed: %s, %i', async (day, seed) => {
    const other = { trainees: 400, seed };
    const sources = openSources({ synthetic: other });
    const documents = new Map<string, Document>();
    for (const stage of dataStages) {
      for await (const extracted of stage.extract(sources, { asOf: day, until: new Date() })) {
        const reading = extracted.kind === 'send' ? stage.read(extracted.body) : null;
        if (reading?.kind !== 'records') continue;
        for (const record of reading.records) {
          if (record.kind === 'write')
            documents.set(
              record.id,
              stage.merge(documents.get(record.id) ?? null, record.part).document,
            );
        }
      }
    }
    expect([...documents].sort(([a], [b]) => (a < b ? -1 : 1))).toEqual(
      [...expectedDocuments(other, day)].map(({ id, master }) => [id, master]),
    );
  });
});

describe('the definition', () => {
  it('names stages, indexes and aliases that fit together', () => {
    expect(pipeline.stages.map((stage) => stage.kind)).toEqual([
      'prepare',
      'data',
      'data',
      'derived',
      'swap',
    ]);
    const bases = pipeline.indexes.map((index) => index.base);
    for (const alias of pipeline.aliases) expect(bases).toContain(alias.target);
    for (const base of bases) expect(pipeline.aliases.map((alias) => alias.name)).toContain(base);
    for (const stage of pipeline.stages) {
      if (stage.kind === 'data') expect(bases).toContain(stage.target);
      if (stage.kind === 'derived') {
        for (const derivation of stage.derivations) {
          for (const target of derivation.targets) expect(bases).toContain(target);
          expect(stage.command.route.queues).toContain(derivation.queue);
        }
      }
    }
  });

  it('maps every field of every document that it makes', () => {
    const fieldsOf = new Map<string, Readonly<Record<string, FieldMapping>>>(
      pipeline.indexes.map((index) => [index.base, index.fields]),
    );
    for (const { master, derived } of expectedDocuments({ trainees: 400, seed: 1 }, asOf)) {
      for (const [base, document] of [
        ['masterdoctorindex', master],
        ...Object.entries(derived),
      ] as const) {
        for (const field of Object.keys(document)) expect(fieldsOf.get(base)).toHaveProperty(field);
      }
    }
  });

  it('filters as the existing services do', () => {
    const filters = Object.fromEntries(pipeline.aliases.map((alias) => [alias.name, alias.filter]));
    expect(filters['current_connections']).toEqual({
      is: 'equals',
      field: 'existsInGmc',
      value: true,
    });
    expect(filters['discrepancies']).toEqual({
      is: 'differs',
      a: 'tcsDesignatedBody',
      b: 'designatedBody',
    });
    expect(filters['masterdoctorindex']).toBeNull();
  });
});
