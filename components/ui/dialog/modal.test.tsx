// @vitest-environment jsdom
import { act, useRef, useState } from 'react';
import { expect, it } from 'vitest';
import { pageTitleId } from '../page/page-head.tsx';
import { click, mount } from '../testing.tsx';
import { Modal } from './modal.tsx';

interface PageProps {
  /** The modal is removed, and not told that it is closed. */
  readonly removes?: boolean;
  readonly opener?: 'there' | 'disabled' | 'gone';
}

function Page({ removes = false, opener = 'there' }: PageProps) {
  const [isOpen, setOpen] = useState(false);
  const first = useRef<HTMLButtonElement>(null);
  const modal = (
    <Modal
      isOpen={isOpen}
      onClose={() => setOpen(false)}
      name={{ 'aria-label': 'It' }}
      first={first}
    >
      <button ref={first} type="button" onClick={() => setOpen(false)}>
        Done
      </button>
    </Modal>
  );
  return (
    <>
      <h1 id={pageTitleId} tabIndex={-1}>
        Page
      </h1>
      {opener !== 'gone' && (
        <button type="button" disabled={opener === 'disabled'} onClick={() => setOpen(true)}>
          Open
        </button>
      )}
      <input aria-label="else" />
      {(!removes || isOpen) && modal}
    </>
  );
}

/** Opened by a person, and closed again. */
async function closedPage(given: PageProps) {
  const page = await mount(<Page {...given} />);
  page.button('Open').focus();
  await click(page.button('Open'));
  if (document.activeElement !== page.button('Done'))
    await act(async () => page.button('Done').focus());
  await click(page.button('Done'));
  return page;
}

for (const removes of [false, true]) {
  const how = removes ? 'removed' : 'closed';

  it(`gives the focus back to what opened it when it is ${how}`, async () => {
    const page = await closedPage({ removes });
    expect(document.activeElement).toBe(page.button('Open'));
  });

  it.each(['gone', 'disabled'] as const)(
    `${how}, gives the focus to the title of the page when what opened it is %s later`,
    async (opener) => {
      const page = await closedPage({ removes });
      await page.redraw(<Page removes={removes} opener={opener} />);
      expect(document.activeElement?.id).toBe(pageTitleId);
    },
  );
}

it('leaves the focus where a person has moved it since', async () => {
  const page = await closedPage({ removes: true });
  const other = page.container.querySelector('input');
  await act(async () => other?.focus());
  await page.redraw(<Page removes opener="gone" />);
  expect(document.activeElement).toBe(other);
});
