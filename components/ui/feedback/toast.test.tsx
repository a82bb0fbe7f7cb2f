// @vitest-environment jsdom
import { act } from 'react';
import { beforeEach, expect, it } from 'vitest';
import { pageTitleId } from '../page/page-head.tsx';
import { click, mount, press } from '../testing.tsx';
import { useToast } from './toast.tsx';

const words = { a: 'ok', b: 'bad', c: 'ok', d: 'ok', e: 'bad', f: 'bad', g: 'bad' } as const;
type Name = keyof typeof words;
const names = Object.keys(words) as Name[]; // The object is written above.

function Page({ hasDialog = false }: { readonly hasDialog?: boolean }) {
  const toast = useToast();
  return (
    <>
      <h1 id={pageTitleId} tabIndex={-1}>
        Page
      </h1>
      {names.map((name) => (
        <button
          key={name}
          type="button"
          onClick={() => toast({ tone: words[name], title: `Toast ${name}` })}
        >
          {name}
        </button>
      ))}
      {hasDialog && <dialog open />}
    </>
  );
}

let page: Awaited<ReturnType<typeof mount>>;
const shown = () => [...page.container.querySelectorAll('b')].map((b) => b.textContent.slice(6));
const show = async (...wanted: readonly Name[]) => {
  for (const name of wanted) await click(page.button(name));
};

beforeEach(async () => {
  page = await mount(<Page />);
});

it('shows three at most: the oldest goes first, errors last', async () => {
  await show('a', 'b', 'c', 'd');
  expect(shown()).toEqual(['b', 'c', 'd']);
  await show('e', 'f');
  expect(shown()).toEqual(['b', 'e', 'f']);
  await show('g');
  expect(shown()).toEqual(['e', 'f', 'g']);
});

it('shows the same one once, as the newest', async () => {
  await show('a', 'b', 'a');
  expect(shown()).toEqual(['b', 'a']);
});

it('Escape dismisses the newest, or the one with the focus, which the title then has', async () => {
  await show('a', 'b', 'c');
  await press('Escape');
  expect(shown()).toEqual(['a', 'b']);
  const [oldest] = page.container.querySelectorAll<HTMLElement>('[aria-label="Dismiss"]');
  await act(async () => oldest?.focus());
  await press('Escape');
  expect(shown()).toEqual(['b']);
  expect(document.activeElement?.id).toBe(pageTitleId);
});

it('leaves Escape to what it closes else', async () => {
  await show('a');
  await page.redraw(<Page hasDialog />);
  await press('Escape');
  expect(shown()).toEqual(['a']);
});
