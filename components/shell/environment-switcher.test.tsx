// @vitest-environment jsdom
import { act, type ReactNode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ShellEnvironment } from './environment.ts';
import { EnvironmentLinks, EnvironmentSwitcher } from './environment-switcher.tsx';
import { production, rehearsal, TestPage } from './testing.tsx';

let root: Root;

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  const host = document.body.appendChild(document.createElement('div'));
  root = createRoot(host);
});
afterEach(() => {
  act(() => {
    root.unmount();
  });
  document.body.replaceChildren();
  vi.unstubAllGlobals();
});

function show(at: string, environments: readonly ShellEnvironment[], shown: ReactNode): void {
  const page = (
    <TestPage at={at} environments={environments}>
      {shown}
    </TestPage>
  );
  act(() => {
    root.render(page);
  });
}

const items = () => [...document.querySelectorAll<HTMLAnchorElement>('a[role=menuitem]')];

describe('the environment in the bar', () => {
  it('is a plain block where there is one', () => {
    show('/', [production], <EnvironmentSwitcher />);
    expect(document.querySelector('button')).toBeNull();
    expect(document.body.textContent).toContain('Environment: Production');
    expect(document.body.textContent).toContain('live data');
  });

  it('is a menu of links to this page in each, with icon, colour and word', async () => {
    show('/indexes?environment=preprod', [rehearsal, production], <EnvironmentSwitcher />);
    const button = document.querySelector('button');
    expect(button?.textContent).toContain('Environment: Pre-production');
    expect(button?.getAttribute('aria-haspopup')).toBe('menu');
    await act(async () => {
      button?.focus();
      button?.click();
      await Promise.resolve();
    });
    expect(items().map((item) => item.getAttribute('href'))).toEqual([
      '/indexes?environment=preprod',
      '/indexes?environment=prod',
    ]);
    expect(items().map((item) => item.getAttribute('aria-current'))).toEqual(['true', null]);
    expect(items().map((item) => item.querySelector('.env-production') !== null)).toEqual([
      false,
      true,
    ]);
    expect(items()[1]?.textContent).toContain('Production: live data');
    expect(items().every((item) => item.querySelector('svg') !== null)).toBe(true);
  });

  it('is a list of the same links on a small screen and without scripts', () => {
    show('/sync/prod-3', [rehearsal, production], <EnvironmentLinks />);
    const links = [...document.querySelectorAll('a')];
    expect(links.map((link) => link.getAttribute('href'))).toEqual([
      '/sync?environment=preprod',
      '/sync?environment=prod',
    ]);
    expect(links[1]?.getAttribute('aria-current')).toBe('true');
  });
});
