import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasSevenDigits, printable } from '#lib/kernel/free-text.ts';
import { sampleCondition, sampleFields } from '#lib/testing/platform/search-samples.ts';
import { differs, equals, isSameCondition, not, or } from '#lib/platform/search/conditions.ts';
import type { Contract, ContractAlias } from '../requests.ts';
import {
  contractLines,
  readContractText,
  whyTooLong,
  type ContractRules,
} from './contract-text.ts';
import { contractText, PreviewContract } from './model.ts';

const family = (base: string) => ({ base, fields: sampleFields, keyField: 'key' });
const planned: Contract = {
  indexes: [family('master'), family('derived')],
  aliases: [
    { name: 'master', target: 'master', filter: null },
    { name: 'current', target: 'master', filter: equals('existsInGmc', true) },
    { name: 'derived', target: 'derived', filter: null },
  ],
};
const rules: ContractRules = {
  planned,
  pipeline: 'documented',
  pipelines: ['documented', 'current'],
  taken: new Map([['theirs', 'preprod']]),
};
const header = { version: 3, pipeline: 'documented' };

function complaints(text: string, given: Partial<ContractRules> = {}): readonly string[] {
  const { value, complaints } = readContractText(text, { ...rules, ...given });
  expect(value === null).toBe(complaints.found.length > 0);
  return complaints.found.map(({ line, says }) => `${String(line)}: ${says}`);
}

/** The aliases that must be there, and these lines. */
const withAlias = (...lines: readonly string[]): string =>
  ['aliases:', '  - { name: master, follows: master }', '  - { name: derived, follows: derived }']
    .concat(lines.map((line) => `  ${line}`))
    .join('\n');

const names = fc
  .stringMatching(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,20}$/)
  .filter((name) => !hasSevenDigits(name) && !['master', 'derived', 'theirs'].includes(name));

describe('the text of a contract', () => {
  it.each(['[]', '{}', '[[]]', '""', '- ', '!a ', 'a: []\n', '[]\n', '\n'])(
    'is refused before it is read when it has many of %j',
    (sign) => {
      const text = sign.repeat(Math.floor(50_000 / sign.length));
      expect(complaints(text)).toEqual([
        expect.stringMatching(/more than 5,000 keys, values and lines|nested too deeply/),
      ]);
    },
  );

  it('can be edited again with a hundred aliases that are filtered by forty values each', () => {
    const values = Array.from({ length: 40 }, (_, at) => equals('name', `n${String(at)}`));
    const others = Array.from({ length: 97 }, (_, at) => ({
      name: `alias-${String(at)}`,
      target: 'master',
      filter: or(...values),
    }));
    const text = contractText({
      lines: contractLines(
        { ...planned, aliases: [...planned.aliases, ...others.slice(0, 20)] },
        header,
      ),
    });
    expect(whyTooLong(text)).toBeNull();
    expect(readContractText(text, rules).value?.aliases).toHaveLength(23);
  });

  it('is the contract again, whatever it names and filters', () => {
    const alias: fc.Arbitrary<ContractAlias> = fc.record({
      name: names,
      target: fc.constantFrom('master', 'derived'),
      filter: fc.option(sampleCondition, { nil: null }),
    });
    fc.assert(
      fc.property(
        fc.uniqueArray(alias, { selector: ({ name }) => name, maxLength: 6 }),
        (others) => {
          const contract = { ...planned, aliases: [...planned.aliases.slice(0, 1), ...others] };
          contract.aliases.push({ name: 'derived', target: 'derived', filter: null });
          const lines = contractLines(contract, header);
          // As a terminal prints it.
          expect(lines.map((line) => printable(line, line.length))).toEqual(lines);
          const text = contractText({ lines });
          const { value, complaints } = readContractText(text, rules);
          expect(complaints.found).toEqual([]);
          expect(value?.version).toBe(3);
          expect(value?.aliases.map(({ name, target }) => [name, target])).toEqual(
            contract.aliases.map(({ name, target }) => [name, target]),
          );
          for (const [at, { filter }] of contract.aliases.entries()) {
            const read = value?.aliases[at]?.filter ?? null;
            const isSame =
              filter === null || read === null ? filter === read : isSameCondition(filter, read);
            expect(isSame).toBe(true);
          }
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('is written a line an alias can be found by', () => {
    const aliases = [
      ...planned.aliases,
      {
        name: 'null',
        target: 'master',
        filter: or(differs('tcsDesignatedBody', 'designatedBody'), not(equals('personId', 12))),
      },
    ];
    expect(contractLines({ ...planned, aliases }, header).slice(0, 8)).toEqual([
      'version: 3',
      'pipeline: documented',
      'aliases:',
      '  - name: master',
      '    follows: master',
      '  - name: current',
      '    follows: master',
      '    filter: {"term":{"existsInGmc":true}}',
    ]);
  });

  it.each([
    ['no YAML', 'aliases: [', ['1: the indentation is wrong, or a bracket was not closed']],
    ['another thing', '- a', ['1: the text ']],
    ['an unknown key', `extra: 1\n${withAlias()}`, ['1: extra is not known here. Correct']],
    [
      'an unknown key with what nobody should see',
      `"a\\a1234567\\u202e": 1\n${withAlias()}`,
      ['1: a\ufffd[number]\ufffd is not known here.'],
    ],
    [
      'an unknown key of an alias',
      withAlias('- { name: one, follows: master, routing: a }'),
      ['4: routing is not known here.'],
    ],
    ['no alias', 'aliases: []', ['1: aliases must have at least one alias.']],
    ['an unknown pipeline', `pipeline: other\n${withAlias()}`, ['1: pipeline names none that']],
    [
      'the pipeline of elsewhere',
      `pipeline: current\n${withAlias()}`,
      ['1: current is not the pipeline of this environment. Write documented'],
    ],
    [
      'an unknown family',
      withAlias('- { name: one, follows: masters }'),
      ['4: follows names no family of indexes. Write master or derived.'],
    ],
    [
      'a name that is there twice',
      withAlias('- { name: one, follows: master }', '- { name: one, follows: derived }'),
      ['5: “one” is there twice. Remove one of them.'],
    ],
    [
      'the name of another family',
      'aliases:\n  - { name: derived, follows: master }\n  - { name: master, follows: master }',
      ['2: name is that of a family: “derived” can follow no other. Choose another.'],
    ],
    [
      'no alias of a family’s own name',
      'aliases:\n  - { name: master, follows: master }',
      ['1: derived is missing: services write under the family’s own name. Add it.'],
    ],
    [
      'a name of another environment on the same cluster',
      withAlias('- { name: theirs, follows: master }'),
      ['4: name is one that preprod uses on the same cluster: users of both would get the same.'],
    ],
    [
      'a name that no alias can have',
      withAlias(
        '- { name: "a,b", follows: master }',
        '- { name: master_20261121t173000_12, follows: master }',
      ),
      ['4: name is not one for an alias.', '5: name is not one for an alias.'],
    ],
    [
      'a filter that is a text',
      withAlias('- name: one', '  follows: master', '  filter: existsInGmc is true'),
      ['6: filter is not a query in JSON. Write one such as {"term":{"existsInGmc":true}}'],
    ],
    [
      'JSON that is broken',
      withAlias('- name: one', '  follows: master', '  filter: {"term": {"existsInGmc": true}'),
      ['6: the indentation is wrong, or a bracket was not closed'],
    ],
    [
      'a filter that cannot be compared',
      withAlias('- name: one', '  follows: master', '  filter: {"match": {"notes": "a"}}'),
      ['6: filter is none that this console can compare with what is there.'],
    ],
    [
      'a value that the field cannot have',
      withAlias('- name: one', '  follows: master', '  filter: {"term": {"existsInGmc": "x"}}'),
      ['6: filter cannot be used: existsInGmc is compared with something that is neither true'],
    ],
    [
      'the number of a doctor',
      withAlias('- name: one', '  follows: master', '  filter: {"term": {"kind": "1234567"}}'),
      ['6: filter cannot be kept. Leave out numbers of seven digits'],
    ],
    [
      'what no database keeps',
      withAlias('- name: one', '  follows: master', '  filter: {"term": {"kind": "a\\0"}}'),
      ['6: filter cannot be kept. Leave out control characters'],
    ],
    [
      'how a family is filled',
      withAlias('- name: one', '  follows: master', '  inPlace: true'),
      ['6: inPlace must be left out: how the family is filled is for the pipeline to say.'],
    ],
  ])('is refused with the line where it has %s', (_, text, says) => {
    const found = complaints(text);
    expect(found.length).toBeGreaterThan(0);
    for (const [at, sentence] of says.entries()) expect(found[at] ?? '').toContain(sentence);
  });

  it('is made from a version that can be', () => {
    const { error } = PreviewContract.safeParse({ environment: 'local', version: -1 });
    expect(error?.issues.map(({ message }) => message)).toEqual([
      'Give the number of the version that it was made from: 0 or more.',
    ]);
  });

  it('keeps what is filled in place apart from its index', () => {
    const inPlace = {
      ...planned,
      indexes: [family('master')],
      aliases: [{ name: 'current', target: 'master', filter: null, isInPlace: true as const }],
    };
    const text = contractText({
      lines: contractLines(inPlace, { version: null, pipeline: null }),
    });
    expect(readContractText(text, { ...rules, planned: inPlace }).value).toEqual({
      aliases: inPlace.aliases,
      version: 0,
    });
    expect(
      complaints(
        'aliases:\n  - { name: master, follows: master, inPlace: true }\n' +
          '  - { name: one, follows: master }',
        { planned: inPlace },
      ),
    ).toEqual([
      '2: name is that of the index “master”, which is filled in place. Choose another.',
      '3: inPlace must be true: how the family is filled is for the pipeline to say.',
    ]);
  });
});
