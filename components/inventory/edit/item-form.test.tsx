// @vitest-environment jsdom
import { act } from 'react';
import { expect, it } from 'vitest';
import { mount } from '#components/ui/testing.tsx';
import { AddForm } from './item-form.tsx';

it('says of which field what is wrong, beside it and over the button', async () => {
  const page = await mount(
    <AddForm
      view={{
        item: null,
        estate: 'tis',
        estateTitle: 'TIS',
        kindTitle: 'application',
        fields: [],
        sources: [],
        relationKinds: [],
        environments: [],
      }}
      kind="application"
      save={() => Promise.reject(new Error('nothing is sent'))}
      onDone={() => undefined}
    />,
  );
  await act(async () => page.button('Add it').click());
  const [name, id] = [
    'The name must not be empty.',
    'The id must be lower-case letters, digits, dots and dashes.',
  ];
  expect(document.querySelector('[role="alert"]')?.textContent).toContain(`${id}${name}`);
  const beside = (label: string): string =>
    (page.field(label).getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map((one) => document.getElementById(one)?.textContent ?? '')
      .join(' ');
  expect(beside('Name')).toContain(name);
  expect(beside('Id')).toContain(id);
  expect(beside('Who says that it exists')).toMatch(
    /The short name of a source.*Say who says so\./,
  );
});
