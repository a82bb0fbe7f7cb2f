// @vitest-environment jsdom
import { parseAsString, useQueryStates } from 'nuqs';
import { expect, it } from 'vitest';
import { mount, type } from '#components/ui/testing.tsx';
import { useAsked } from './use-asked.ts';

function Asking() {
  const asked = useAsked();
  const [address] = useQueryStates({ where: parseAsString, version: parseAsString });
  return (
    <>
      <label htmlFor="version">Version</label>
      <input
        id="version"
        value={asked.version}
        onChange={({ target }) => asked.write('version', target.value)}
      />
      <p>in the address: {String(address.version)}</p>
    </>
  );
}

it('what may be a number of a doctor is asked, and comes into no address', async () => {
  const page = await mount(<Asking />, '?where=cicd-test');
  const field = page.field('Version');
  await type(field, '9f3c1de-live');
  expect(page.text()).toContain('in the address: 9f3c1de-live');
  for (const text of ['1234567', '1234567-live', '123 4567']) {
    await type(field, text);
    expect([field.value, page.text()]).toEqual([
      text,
      expect.stringContaining('in the address: null'),
    ]);
  }
  await type(field, '1234567a1-live');
  await type(field, '123456');
  expect([field.value, page.text()]).toEqual([
    '123456',
    expect.stringContaining('in the address: 123456'),
  ]);
});
