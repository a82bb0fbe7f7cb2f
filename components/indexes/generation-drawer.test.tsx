// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, useState } from 'react';
import { beforeEach, describe, expect, it } from 'vitest';
import type { GenerationCheck, GenerationView } from '#lib/indexes/client.ts';
import { WithDrawer } from '#components/ui/page/drawer.tsx';
import { pageTitleId } from '#components/ui/page/page-head.tsx';
import { click, mount, press, setScreen } from '#components/ui/testing.tsx';
import { indexesOf } from '#components/sync/testing.ts';
import { GenerationDrawer } from './generation-drawer.tsx';
import { sampleNoting, sampleRetiring, sampleRolling } from './testing.ts';

const view = indexesOf();
const [live] = view.generations;
if (live === undefined) throw new Error('the example has a generation');

const generationOf = (given: Partial<GenerationView>): GenerationView => ({ ...live, ...given });
const all = [
  live,
  generationOf({
    index: 'm_old',
    runNumber: null,
    run: null,
    role: 'previous',
    documents: null,
    bytes: null,
    health: 'not-known',
    liveUntil: '2026-11-21T15:05:30.000Z',
    isKeptCopy: true,
  }),
  generationOf({
    index: 'm_older',
    role: 'previous',
    runNumber: 3,
    liveUntil: '2026-11-20T15:05:30.000Z',
  }),
  generationOf({
    index: 'm_strange',
    role: 'previous',
    runNumber: 4,
    liveUntil: '2026-11-19T15:05:30.000Z',
  }),
  generationOf({ index: 'm_next', role: 'building', documents: null, liveFrom: null }),
];

const unexpected = [{ name: 'm_by_hand', target: 'm_strange', filter: null }];

const checks: readonly GenerationCheck[] = [
  {
    index: live.index,
    base: 'm',
    role: 'live',
    state: 'different',
    findings: [
      { about: 'settings', concerns: 'users', says: 'Refresh is off.' },
      { about: 'mapping', concerns: 'nobody-yet', says: 'Services added fields.' },
    ],
    observed: {
      fields: 61,
      mostFields: 1_000,
      shards: 1,
      replicas: 1,
      refresh: 'never',
      blocks: [],
    },
    says: 'm_1: Refresh is off.',
  },
];

const client = new QueryClient();

function Page({ rows = all }: { readonly rows?: readonly GenerationView[] }) {
  const [open, setOpen] = useState<string | null>(null);
  const generation = all.find(({ index }) => index === open);
  return (
    <QueryClientProvider client={client}>
      <h1 id={pageTitleId} tabIndex={-1}>
        Indexes
      </h1>
      <WithDrawer
        drawer={
          generation !== undefined && (
            <GenerationDrawer
              generation={generation}
              view={{ ...view, generations: all, unexpected }}
              check={checks.find((check) => check.index === generation.index)}
              rolling={sampleRolling}
              retiring={{
                ...sampleRetiring,
                retire: async ({ environment, generation: index }) => ({
                  ok: true,
                  value: { environment, retired: [index], warnings: [] },
                  id: 'req-1',
                }),
                onRetired: (indexes) => {
                  if (open !== null && indexes.includes(open)) setOpen(null);
                },
              }}
              noting={sampleNoting}
              compareHref={generation.role === 'building' ? null : '/indexes/compare'}
              onClose={() => setOpen(null)}
            />
          )
        }
      >
        {rows.map(({ index }) => (
          <button key={index} type="button" onClick={() => setOpen(index)}>
            {index}
          </button>
        ))}
      </WithDrawer>
    </QueryClientProvider>
  );
}

const factsOf = (container: HTMLElement): Record<string, string> =>
  Object.fromEntries(
    [...container.querySelectorAll('dt')].map((term) => [
      term.textContent,
      term.nextElementSibling?.textContent ?? '',
    ]),
  );

/** A person who presses a button has the focus on it. */
async function open(page: Awaited<ReturnType<typeof mount>>, index: string): Promise<void> {
  page.button(index).focus();
  await click(page.button(index));
}

beforeEach(() => setScreen(true));

describe('the drawer of a generation', () => {
  it('says how the generation is made, against the contract', async () => {
    const page = await mount(<Page />);
    await open(page, live.index);
    await click(page.button('Contract 2'));
    expect(page.container.textContent).toContain('Users are affectedRefresh is off.');
    expect(factsOf(page.container)).toMatchObject({
      Fields: '61 of at most 1,000',
      Shards: '1 shard, 1 copy each',
      Refresh: 'never',
      Blocks: 'none',
    });
  });

  it('shows what is known, and each kind of nothing in its own words', async () => {
    const page = await mount(<Page />);
    await open(page, live.index);
    expect(factsOf(page.container)).toMatchObject({
      'Index of': 'm',
      'Aliases that point at it': 'm',
      Documents: '50',
      Health: 'Green',
      'Made by': 'Run 12',
      'Live until': 'users read it now',
      'Kept copy': 'No',
    });
    await open(page, 'm_old');
    expect(factsOf(page.container)).toMatchObject({
      'Aliases that point at it': 'none',
      Documents: 'Not known',
      Size: 'Not known',
      Health: 'Not known',
      'Made by': 'not recorded',
      'Kept copy': 'Yes: of an index that had the name of an alias',
    });
    await open(page, 'm_next');
    expect(factsOf(page.container)).toMatchObject({
      Documents: 'being filled',
      'Live from': 'never live',
      'Live until': 'not applicable',
    });
  });

  it('has the focus when it opens; Escape closes it and gives the focus back', async () => {
    const page = await mount(<Page />);
    await open(page, live.index);
    expect(document.activeElement?.textContent).toBe('Generation 12');
    await press('Escape');
    expect(page.container.querySelector('dialog')).toBeNull();
    expect(document.activeElement).toBe(page.button(live.index));
  });

  it('returns the focus to what it was opened from last, or to the title of the page', async () => {
    const page = await mount(<Page />);
    await open(page, live.index);
    await open(page, 'm_old');
    expect(document.activeElement?.textContent).toBe('Kept copy');
    await click(page.button('Close'));
    expect(document.activeElement).toBe(page.button('m_old'));
    await open(page, 'm_next');
    await page.redraw(<Page rows={[]} />);
    await press('Escape');
    expect(document.activeElement?.id).toBe(pageTitleId);
  });

  it('offers to move users on, not back, to what is newer than they have', async () => {
    const newer = generationOf({
      index: 'masterdoctorindex_20261122t150402_13',
      base: live.base,
      role: 'previous',
      runNumber: 13,
      run: 'local-13',
    });
    const older = { ...newer, index: 'masterdoctorindex_20261101t150402_9', run: 'local-9' };
    const read = { ...live, index: 'masterdoctorindex_20261121t150402_12' };
    for (const [generation, label] of [
      [newer, 'Move users to generation 13…'],
      [{ ...older, runNumber: 9 }, 'Roll back to generation 9…'],
    ] as const) {
      const page = await mount(
        <QueryClientProvider client={client}>
          <GenerationDrawer
            generation={generation}
            view={{ ...view, generations: [read, generation], unexpected }}
            check={undefined}
            rolling={sampleRolling}
            retiring={sampleRetiring}
            noting={sampleNoting}
            compareHref={null}
            onClose={() => {}}
          />
        </QueryClientProvider>,
      );
      expect(page.button(label).disabled).toBe(false);
    }
  });

  it('is closed once its index is retired, and the focus is on the page', async () => {
    const page = await mount(<Page />);
    await open(page, 'm_old');
    await click(page.button('Retire…'));
    await click(page.button('Retire index'));
    expect(page.container.querySelector('dialog')).toBeNull();
    expect(document.activeElement).toBe(page.button('m_old'));
  });

  it('leaves Escape to a dialog above it', async () => {
    const page = await mount(
      <>
        <Page />
        <dialog open>
          <button type="button">Above</button>
        </dialog>
      </>,
    );
    await open(page, live.index);
    page.button('Above').focus();
    await press('Escape');
    expect(page.text()).toContain('Generation 12');
  });

  it('leaves Escape to a list above that offers something, and not to an empty one', async () => {
    const list = (offer: string | null) => (
      <>
        <Page />
        <div role="listbox" aria-label="What was found">
          {offer !== null && (
            <div role="option" aria-selected={false}>
              {offer}
            </div>
          )}
        </div>
      </>
    );
    const page = await mount(list('Run 12'));
    await open(page, live.index);
    await press('Escape');
    expect(page.text()).toContain('Generation 12');
    await page.redraw(list(null));
    await press('Escape');
    expect(page.container.querySelector('dialog')).toBeNull();
  });

  it('stays when a dialog that it has opened is left with Escape', async () => {
    const page = await mount(<Page />);
    await open(page, 'm_old');
    await click(page.button('Retire…'));
    const above = page.container.querySelector('dialog dialog');
    await act(async () => above?.dispatchEvent(new Event('cancel', { cancelable: true })));
    expect(page.text()).toContain('Kept copy');
    expect(page.container.querySelector('dialog')).not.toBeNull();
  });

  it('offers to retire neither the way back nor what an alias leads to', async () => {
    const page = await mount(<Page />);
    const offered = async (index: string): Promise<boolean> => {
      await open(page, index);
      return !page.button('Retire…').disabled;
    };
    expect(await offered('m_older')).toBe(false);
    // A kept copy may go: it is no way back.
    expect(page.text()).toContain(
      'm_older is the newest that readers have left: it is kept as the',
    );
    expect(await offered('m_strange')).toBe(false);
    expect(page.text()).toContain('m_strange is read: an alias leads to it.');
    expect(factsOf(page.container)['Aliases that point at it']).toBe('m_by_hand');
    expect(await offered('m_old')).toBe(true);
  });

  it('is beside the table where there is space, and over all on a phone', async () => {
    const shown: string[] = [];
    const { show, showModal } = HTMLDialogElement.prototype;
    Object.assign(HTMLDialogElement.prototype, {
      show(this: HTMLDialogElement) {
        shown.push('beside');
        show.call(this);
      },
      showModal(this: HTMLDialogElement) {
        shown.push('over all');
        showModal.call(this);
      },
    });
    await open(await mount(<Page />), live.index);
    setScreen(false);
    await open(await mount(<Page />), live.index);
    Object.assign(HTMLDialogElement.prototype, { show, showModal });
    expect(shown).toEqual(['beside', 'over all']);
  });

  it('opens the tab of the address, and keys go from tab to tab', async () => {
    const page = await mount(<Page />, '?about=history');
    await open(page, live.index);
    const tab = () => page.container.querySelector('[role="tab"][aria-selected="true"]');
    expect(tab()?.textContent).toBe('History 2');
    expect(page.text()).toContain('Users came to itRun 12, today at 3:05pm (1 minute ago)');
    expect(page.text()).toContain('From not read by users → to read by users');
    page.container.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]')?.focus();
    await press('ArrowLeft');
    expect(tab()?.textContent).toBe('Facts');
    expect(page.text()).toContain('Index of');
  });
});
