// @vitest-environment jsdom
import { act } from 'react';
import { expect, it } from 'vitest';
import { mount, type } from '#components/ui/testing.tsx';
import { FindItem } from './find-item.tsx';

it('looks for no number of a doctor, which would be in an address', async () => {
  const page = await mount(<FindItem found={null} />);
  const isSent = async (text: string): Promise<boolean> => {
    await type(page.field('Choose a thing'), text);
    const form = page.container.querySelector('form');
    const sending = new Event('submit', { bubbles: true, cancelable: true });
    let isLetThrough = false;
    // Whatever listens after the form itself, in place of the router.
    document.addEventListener(
      'submit',
      (event) => {
        isLetThrough = !event.defaultPrevented;
        event.preventDefault();
      },
      { once: true },
    );
    await act(async () => void form?.dispatchEvent(sending));
    return isLetThrough;
  };
  expect(await isSent('1234567')).toBe(false);
  expect(page.text()).toContain('Leave out numbers of seven digits');
  expect(await isSent('rabbit')).toBe(true);
  expect(page.text()).not.toContain('Leave out numbers');
});
