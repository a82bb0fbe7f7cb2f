// @vitest-environment jsdom
import { act, type ContextType } from 'react';
import { AppRouterContext } from 'next/dist/shared/lib/app-router-context.shared-runtime.js';
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { production, TestPage } from '#components/shell/testing.tsx';
import {
  chooseFile,
  click,
  mount,
  pending,
  pick,
  type,
  type Mounted,
} from '#components/ui/testing.tsx';
import { loadReader, type ObservedImport } from '#lib/inventory/client.ts';
import { ObserveForm } from './observe-form.tsx';

const push = vi.fn();
// Its other members are not called here.
const router = { push } as unknown as ContextType<typeof AppRouterContext>;
const state = JSON.stringify({
  format_version: '1.0',
  values: {
    root_module: {
      resources: [{ mode: 'managed', type: 'aws_sqs_queue', name: 'jobs', values: {} }],
    },
  },
});
const preview: ObservedImport = {
  importId: null,
  environment: 'core@Staging',
  kind: 'terraform',
  format: 'Terraform state, format 1.0',
  seenAt: '2026-11-21T15:06:00.000Z',
  covers: [],
  profiles: null,
  isPartial: false,
  counts: { matched: 0, changed: 0, missing: 0, unexpected: 1 },
  rows: [],
  told: [],
};

const answer = () => Response.json(preview);
type Sent = Readonly<Record<'environment' | 'profiles', unknown>> & {
  readonly isDryRun: boolean;
  readonly observation: { readonly kind: string; readonly covers: readonly string[] };
};
let sent: Sent[];
let answers: Promise<Response>[];
// As long as a machine takes that others use too.
const patience = { timeout: 20_000 };
beforeAll(() => loadReader(), 60_000);
beforeEach(() => {
  sent = [];
  answers = [];
  push.mockClear();
  vi.stubGlobal('fetch', (_: string, { body }: { readonly body: string }) => {
    // What the form sends is what the test reads.
    sent.push(JSON.parse(body) as Sent);
    return answers.shift() ?? Promise.resolve(answer());
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

async function form(): Promise<Mounted> {
  const page = await mount(
    <AppRouterContext value={router}>
      <TestPage at="/inventory/drift/observe" environments={[production]}>
        <ObserveForm
          environments={[
            { key: 'core@Staging', title: 'CORE Staging' },
            { key: 'core@Production', title: 'CORE Production' },
          ]}
          notAllowed={null}
        />
      </TestPage>
    </AppRouterContext>,
  );
  await chooseFile(page.field('File'), new File([state], 'state.json'));
  return page;
}

/** Until the reader is loaded and has sent so many questions. */
const asked = (many: number) =>
  act(() =>
    vi.waitFor(() => {
      expect(sent).toHaveLength(many);
    }, patience),
  );

async function shown(page: Mounted): Promise<void> {
  await click(page.button('Show what would come of it'));
  await asked(1);
  await act(() =>
    vi.waitFor(() => {
      page.button('Import');
    }, patience),
  );
}

const why = 'What the deploy of today left there';
async function shownWithReason(page: Mounted): Promise<void> {
  await shown(page);
  await type(page.field('Reason'), why);
}

it('asks why before it imports', async () => {
  const page = await form();
  await shown(page);
  await click(page.button('Import'));
  expect(page.text()).toContain('Say in a few words why.');
  expect(sent).toHaveLength(1);
});

it('imports what was shown, into the environment that it was shown of', async () => {
  const page = await form();
  await shownWithReason(page);
  await click(page.button('Import'));
  await asked(2);
  expect(sent[1]).toEqual({ ...sent[0], isDryRun: false, reason: why });
  expect(sent[1]).toMatchObject({ environment: 'core@Staging' });
  expect(push).toHaveBeenCalledWith('/inventory/drift');
});

it('shows no answer to an earlier question', async () => {
  const page = await form();
  const late = pending<Response>();
  answers.push(late.promise);
  await click(page.button('Show what would come of it'));
  await asked(1);
  await pick(page.field('Environment'), 'core@Production');
  await late.resolve(answer());
  expect(page.text()).not.toContain('Terraform state, format 1.0');
  expect(() => page.button('Import')).toThrow();
});

it('leaves what a generic file covers as the file says', async () => {
  const page = await form();
  await click(page.field('The file has all that there is of its kind in this environment'));
  await pick(page.field('What the file is'), 'generic');
  const generic = { covers: ['queue'], things: [] };
  await chooseFile(page.field('File'), new File([JSON.stringify(generic)], 'some.json'));
  await shown(page);
  expect(sent[0]?.observation).toMatchObject({ kind: 'generic', covers: ['queue'] });
});

it('reads once, however often the button is pressed, and leaves it the focus', async () => {
  const page = await form();
  const slow = pending<Response>();
  answers.push(slow.promise);
  await click(page.button('Show what would come of it'));
  await asked(1);
  const button = page.button('Reading…');
  expect([button.disabled, button.ariaDisabled]).toEqual([false, 'true']);
  await click(button);
  await slow.resolve(answer());
  await act(() =>
    vi.waitFor(() => {
      page.button('Import');
    }, patience),
  );
  expect(sent).toHaveLength(1);
});

it('imports once, however often the button is pressed', async () => {
  const page = await form();
  await shownWithReason(page);
  const slow = pending<Response>();
  answers.push(slow.promise);
  await click(page.button('Import'));
  await click(page.button('Importing…'));
  expect(page.field('Environment').matches(':disabled')).toBe(true);
  await slow.resolve(answer());
  expect(sent).toHaveLength(2);
});

it.each([
  ['the connection is lost', () => Promise.reject(new TypeError('Failed to fetch'))],
  ['the answer is cut off', () => Promise.resolve(new Response('{"importId": 4', { status: 200 }))],
  ['something in between answers', () => Promise.resolve(new Response('<h1>', { status: 502 }))],
])('says that nobody knows whether it was imported where %s', async (_, lost) => {
  const page = await form();
  await shownWithReason(page);
  const slow = pending<Response>();
  answers.push(slow.promise);
  await click(page.button('Import'));
  await lost().then(slow.resolve, slow.reject);
  expect(page.text()).toContain('It is not known whether it was imported');
  expect(page.text()).not.toContain('Nothing was imported');
});

it('says that nothing was imported where the console says why', async () => {
  const page = await form();
  await shownWithReason(page);
  const slow = pending<Response>();
  answers.push(slow.promise);
  await click(page.button('Import'));
  await slow.resolve(Response.json({ kind: 'busy', says: 'Others import.' }, { status: 429 }));
  expect(page.text()).toContain('Nothing was imported');
});
