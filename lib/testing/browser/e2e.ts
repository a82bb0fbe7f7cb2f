/**
 * What every journey in a browser shares: pages without errors, and a scan for
 * accessibility in both themes.
 */
import { appendFile, readFile } from 'node:fs/promises';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { test as base, expect, type BrowserContext, type Page } from '@playwright/test';
import { z } from 'zod';

export { expect, type Page };

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/**
 * A page that was opened is whole: React keeps what is streamed in a hidden copy for a moment, and
 * then each text of it is there twice. It also takes keys: the search box of the shell is there
 * only once React has taken over what the server sent.
 */
function openedWhole(page: Page): Page {
  const goto = page.goto.bind(page);
  page.goto = async (url, options) => {
    const response = await goto(url, options);
    await expect(page.locator('body > div[hidden][id^="S:"]')).toHaveCount(0);
    await expect(page.locator('[role="search"][data-live]:empty')).toHaveCount(0);
    return response;
  };
  return page;
}

function withWholePages(context: BrowserContext): BrowserContext {
  const newPage = context.newPage.bind(context);
  context.newPage = async () => openedWhole(await newPage());
  return context;
}

/**
 * A test whose pages, in whatever window, are whole when they were opened. They may not throw, nor
 * ask for anything that the content security policy refuses.
 */
export const test = base.extend<{ readonly quiet: undefined }, { readonly windows: undefined }>({
  windows: [
    async ({ browser }, use) => {
      const newContext = browser.newContext.bind(browser);
      browser.newContext = async (options) => {
        const context = await newContext(options);
        // Without scripts what is streamed stays where it came.
        return options?.javaScriptEnabled === false ? context : withWholePages(context);
      };
      await use(undefined);
    },
    { scope: 'worker', auto: true },
  ],
  context: ({ context }, use) => use(withWholePages(context)),
  quiet: [
    async ({ context }, use) => {
      const broken: string[] = [];
      context.on('weberror', (event) => broken.push(event.error().message));
      context.on('console', (message) => {
        if (message.type() === 'error' && message.text().includes('Content Security Policy'))
          broken.push(message.text());
      });
      await use(undefined);
      expect(broken).toEqual([]);
    },
    { auto: true },
  ],
});

const routesFile = (): string =>
  path.join(z.string().parse(process.env.E2E_DATA_DIR), 'axe-routes');

/** Addresses at which axe has run, for the test that every route has such a run. */
export async function addressesWithAxe(): Promise<readonly string[]> {
  const text = await readFile(routesFile(), 'utf8').catch(() => '');
  return text.split('\n').filter((line) => line !== '');
}

/** No finding of axe (WCAG 2.2 A and AA) in light and in dark, as the system asks for them. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page }).withTags(standards).analyze();
    const findings = violations.map(
      ({ id, nodes }) => `${colorScheme}: ${id}: ${nodes.map(({ html }) => html).join(' | ')}`,
    );
    expect(findings).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: null });
  await appendFile(routesFile(), `${new URL(page.url()).pathname}\n`);
}

/**
 * Nothing but a table's own box scrolls sideways. A drawing that follows its width by an observer
 * is there a frame after the window has another one.
 */
export async function expectNoOverflow(page: Page): Promise<void> {
  const wider = () =>
    page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
  const widest = () =>
    page.evaluate(() => {
      const right = document.documentElement.clientWidth;
      const isCutOff = (one: Element): boolean => {
        const box = one.parentElement;
        if (box === null || box === document.body) return false;
        return getComputedStyle(box).overflowX !== 'visible' || isCutOff(box);
      };
      return [...document.body.querySelectorAll('*')]
        .filter((one) => one.getBoundingClientRect().right > right && !isCutOff(one))
        .slice(-5)
        .map((one) => `${one.tagName}.${one.getAttribute('class') ?? ''}: ${one.textContent}`);
    });
  // What is wider than its place lies over what is beside it.
  const overNeighbours = () =>
    page.evaluate(() =>
      [...document.querySelectorAll('dl > div')]
        .filter((one) => one.clientWidth > 0 && one.scrollWidth > one.clientWidth + 1)
        .map((one) => `over its neighbour: ${one.textContent}`),
    );
  const found = async (): Promise<readonly string[]> => {
    const px = await wider();
    return [...(px === 0 ? [] : [`${px} px`, ...(await widest())]), ...(await overNeighbours())];
  };
  await expect.poll(found, { message: 'nothing is wider' }).toEqual([]);
}

/**
 * WCAG 1.4.10: at 320 CSS pixels nothing but a table's own box scrolls sideways, and that not where
 * its rows are cards.
 */
export async function expectReflow(page: Page): Promise<void> {
  const size = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 640 });
  await expectNoOverflow(page);
  const widerThanTheirBox = () =>
    page.evaluate(() =>
      [...document.querySelectorAll('table[role="table"]')]
        .filter(({ parentElement: box }) => box !== null && box.scrollWidth > box.clientWidth + 1)
        .map((table) => table.querySelector('caption')?.textContent),
    );
  await expect.poll(widerThanTheirBox, { message: 'cards fit into their box' }).toEqual([]);
  if (size !== null) await page.setViewportSize(size);
}

const Account = z.object({ email: z.string(), password: z.string() });

/** The first admin, with the password that they chose. */
export async function firstAccount(): Promise<z.infer<typeof Account>> {
  const folder = z.string().parse(process.env.E2E_DATA_DIR);
  return Account.parse(JSON.parse(await readFile(path.join(folder, 'first-account.json'), 'utf8')));
}

/** Signs in once more: whoever signs out ends a session, and all journeys share the other one. */
export async function signInAgain(page: Page): Promise<void> {
  await page.context().clearCookies();
  await page.goto('/sign-in');
  await fillInSignIn(page);
  await page.waitForURL((url) => url.pathname === '/');
}

/** On the sign-in page. */
export async function fillInSignIn(page: Page): Promise<void> {
  const { email, password } = await firstAccount();
  await page.getByLabel('Email address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** Opens the list of runs when nothing runs, so that a run can be started. */
export async function openSyncWhenIdle(page: Page): Promise<void> {
  await page.goto('/sync');
  await expect(page.getByRole('button', { name: 'Start sync' })).toBeEnabled({ timeout: 45_000 });
}

const Newest = z.object({ rows: z.array(z.object({ number: z.number() })) });

const newestOf = async (page: Page, filters: string): Promise<number | undefined> => {
  const response = await page.request.get(`/api/sync/runs?limit=1${filters}`);
  return Newest.parse(await response.json()).rows[0]?.number;
};

/** The number of the newest run, whatever became of it. */
export const newestRun = async (page: Page): Promise<number> => (await newestOf(page, '')) ?? 0;

/**
 * The number of a run that has whatever a whole run has: records, rates and readers. The newest run
 * may have been cancelled by an earlier test before it had any.
 */
export async function settledRun(page: Page): Promise<number> {
  const newest = () => newestOf(page, '&state=settled&dry=no');
  await expect.poll(newest, { timeout: 45_000 }).toBeGreaterThan(0);
  return (await newest()) ?? 0;
}

/** Starts a sync by its dialog; the page of the new run is open afterwards. */
export async function startSync(page: Page, reason: string): Promise<void> {
  await openSyncWhenIdle(page);
  await page.getByRole('button', { name: 'Start sync' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Reason').fill(reason);
  await dialog.getByRole('button', { name: 'Start sync' }).click();
  await page.waitForURL(/\/sync\/[^/]+-\d+$/);
}

/** Waits until the run on the open page has settled. */
export async function untilSettled(page: Page): Promise<void> {
  await expect(page.getByRole('main').getByText('Settled', { exact: true }).first()).toBeVisible({
    timeout: 50_000,
  });
}
