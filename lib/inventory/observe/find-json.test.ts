import fc from 'fast-check';
import { expect, it } from 'vitest';
import { findJson } from './find-json.ts';

const any = () => true;

it('finds the object between what a wrapper printed', () => {
  const text =
    '[command]/usr/bin/terraform show -json "${PLAN}" | jq "{}"\n{"a":"} \\" {"}\n::exitcode: 0';
  expect(findJson(text, (value) => 'a' in value)).toEqual({
    value: { a: '} " {' },
    isBefore: true,
    isAfter: true,
    says: null,
  });
});

it('takes no part of a file that is cut off or broken for the whole', () => {
  const inner = '{"values":{"x":1}}';
  expect(findJson(`{"prior_state":${inner},\n"more":`, any)).toEqual({
    value: null,
    line: 2,
    says: 'The JSON ends in the middle: the file was cut off.',
  });
  expect(findJson(`{"prior_state":${inner},,}`, any)).toMatchObject({
    value: null,
    says: 'What begins here is no JSON.',
  });
});

it('says where there is none, and where it is too deep', () => {
  expect(findJson('nothing here', any)).toMatchObject({ says: 'There is no JSON in the file.' });
  expect(findJson('\n{"b":1}', (value) => 'a' in value)).toMatchObject({
    line: 2,
    says: 'The JSON is of something else.',
  });
  expect(findJson(`{"a":${'['.repeat(500)}`, any)).toMatchObject({
    says: 'The JSON has more than 200 lists and objects in each other.',
  });
});

it('finds whatever JSON somebody writes', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 4 })), (object) => {
      const text = JSON.stringify(object);
      const { value } = findJson(`before\n${text}\nafter`, any);
      expect(JSON.stringify(value)).toBe(text);
    }),
  );
});
