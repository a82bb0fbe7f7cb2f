// @vitest-environment jsdom
import { act, type ContextType } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { renderToString } from 'react-dom/server';
import { AppRouterContext } from 'next/dist/shared/lib/app-router-context.shared-runtime.js';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { pageTitleId } from '#components/ui/page/page-head.tsx';
import { production, TestPage } from '../testing.tsx';
import { ShellSearch } from './shell-search.tsx';

const push = vi.fn();
// Its other members are not called here.
const router = {
  push,
  replace: vi.fn(),
  refresh: vi.fn(),
  prefetch: vi.fn(),
  back: vi.fn(),
  forward: vi.fn(),
} as unknown as ContextType<typeof AppRouterContext>;

const page = (
  <AppRouterContext value={router}>
    <TestPage at="/" environments={[production]}>
      <ShellSearch role="viewer" />
    </TestPage>
  </AppRouterContext>
);

let root: Root;
beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  root = createRoot(document.body.appendChild(document.createElement('div')));
});
afterEach(() => {
  act(() => {
    root.unmount();
  });
  document.body.replaceChildren();
  push.mockClear();
  vi.unstubAllGlobals();
});

async function type(text: string): Promise<HTMLInputElement> {
  act(() => {
    root.render(page);
  });
  const input = document.querySelector('input');
  if (input === null) throw new Error('There is no box.');
  await act(async () => {
    input.focus();
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, text);
    input.dispatchEvent(new Event('input', { bubbles: true }));
    await Promise.resolve();
  });
  return input;
}

it('has no style on the pages of the server', () => {
  expect(renderToString(page)).not.toContain('style=');
});

it('leads to a run by its number with Enter, and closes with Escape', async () => {
  const input = await type('12');
  expect(document.querySelector('[role=option]')?.textContent).toContain('Go to run 12');
  await act(async () => {
    input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    await Promise.resolve();
  });
  expect(document.querySelector('[role=option]')).toBeNull();
  await type('13');
  await act(async () => {
    input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
    await Promise.resolve();
  });
  expect(push.mock.calls[0]?.[0]).toMatch(/^\/sync\/prod-13/);
});

const press = (target: HTMLElement, key: string) =>
  act(async () => {
    target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    await Promise.resolve();
  });

/** As a page is drawn: in place of what was there. */
function draw(title: string): HTMLElement {
  document.querySelector('h1')?.remove();
  const heading = document.createElement('h1');
  heading.id = pageTitleId;
  heading.tabIndex = -1;
  heading.textContent = title;
  return document.body.appendChild(heading);
}

it('leaves the box with Enter, for the heading of the page that it leads to', async () => {
  draw('Overview');
  const input = await type('13');
  await press(input, 'Enter');
  expect(push).toHaveBeenCalledOnce();
  // Keys are those of the page already.
  expect(document.activeElement).toBe(document.body);
  const heading = draw('Run 13');
  await vi.waitFor(() => expect(document.activeElement).toBe(heading));
});

it('leaves the focus where somebody has put it meanwhile', async () => {
  draw('Overview');
  const input = await type('13');
  await press(input, 'Enter');
  const other = document.body.appendChild(document.createElement('button'));
  other.focus();
  draw('Run 13');
  await new Promise(requestAnimationFrame);
  expect(document.activeElement).toBe(other);
});

it('is expanded only while there is something to choose from', async () => {
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json({ rows: [], total: 0 })));
  const input = await type('');
  const isExpanded = () => input.getAttribute('aria-expanded');
  expect(isExpanded()).toBe('false');
  await type('12');
  expect(isExpanded()).toBe('true');
  await type('no such thing');
  expect(document.querySelector('[role=option]')).toBeNull();
  expect(isExpanded()).toBe('false');
  await type('12');
  await press(input, 'Escape');
  expect(isExpanded()).toBe('false');
});

it('shows what the inventory answers, or why it does not', async () => {
  const item = { key: 'tis/x', name: 'Broker X', kindTitle: 'message broker', estateTitle: 'TIS' };
  const answer = { rows: [{ ...item, environment: null }], total: 1 };
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json(answer)));
  await type('broker');
  expect(document.querySelector('[role=status]')?.textContent).toBe('Looking in the inventory…');
  await vi.waitFor(async () => {
    await act(() => Promise.resolve());
    expect(document.body.textContent).toContain('Broker Xmessage broker, TIS');
  });
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')));
  await type('another');
  await vi.waitFor(async () => {
    await act(() => Promise.resolve());
    expect(document.body.textContent).toContain('The inventory could not be searched.');
  });
});
