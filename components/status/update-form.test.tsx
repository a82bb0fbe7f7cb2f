// @vitest-environment jsdom
import { expect, it } from 'vitest';
import type { ActionResult } from '#lib/kernel/result.ts';
import type { IncidentOutcome, IncidentState } from '#lib/status/client.ts';
import { click, mount, type } from '../ui/testing.tsx';
import { UpdateForm } from './update-form.tsx';

type Answer = ActionResult<IncidentOutcome>;

function formOf(...answers: readonly Answer[]) {
  const left = [...answers];
  const sent: Record<string, unknown>[] = [];
  const action = async (_: unknown, form: FormData): Promise<Answer> => {
    sent.push(Object.fromEntries(form));
    const next = left.shift();
    if (next === undefined) throw new Error('no answer is left');
    return next;
  };
  const at = (version: number, state: IncidentState) => (
    <UpdateForm
      incident={{ version, state }}
      action={action}
      idempotencyKey="0b1c3f6e-5a4d-4c1e-9d5a-1f2e3d4c5b6a"
      done={() => <p>Posted</p>}
    >
      <input type="hidden" name="environment" value="live" />
      <input type="hidden" name="incident" value="1" />
    </UpdateForm>
  );
  return { sent, at };
}

const stale: Answer = {
  ok: false,
  id: 'req-1',
  fault: {
    kind: 'conflict',
    says: 'Somebody has changed this incident since you looked at it.',
    stale: {
      version: 3,
      changedBy: 'bob@example.org',
      changedAt: '2026-11-21T15:00:00.000Z',
      now: { state: 'Resolved' },
    },
  },
};

it('answers for the incident as it was when somebody began to write', async () => {
  const { sent, at } = formOf(stale, {
    ok: true,
    id: 'req-2',
    value: { incident: 1, version: 4, state: 'resolved' },
  });
  const page = await mount(at(2, 'investigating'));
  await type(page.field('Update'), 'Three more calls.');
  await page.redraw(at(3, 'resolved'));
  expect(page.field('Investigating').checked).toBe(true);
  await click(page.button('Post the update'));
  expect(page.text()).toContain('State from now on: Resolved');
  expect(page.field('Update').value).toBe('Three more calls.');
  await click(page.field('Resolved'));
  await click(page.button('Post the update'));
  expect(sent.map(({ version, state, text }) => [version, state, text])).toEqual([
    ['2', 'investigating', 'Three more calls.'],
    ['3', 'resolved', 'Three more calls.'],
  ]);
  expect(page.text()).toContain('Posted');
});

it('follows the incident while nobody writes', async () => {
  const { at } = formOf();
  const page = await mount(at(2, 'investigating'));
  await page.redraw(at(3, 'resolved'));
  expect(page.field('Resolved').checked).toBe(true);
  expect(page.container.querySelector<HTMLInputElement>('[name="version"]')?.value).toBe('3');
});

it('offers words by the state that is chosen, which are edited before they are sent', async () => {
  const { sent, at } = formOf({
    ok: true,
    id: 'req-1',
    value: { incident: 1, version: 3, state: 'resolved' },
  });
  const page = await mount(at(2, 'investigating'));
  expect(page.text()).toContain('Words to begin with: Investigating');
  await click(page.button('Known'));
  expect(page.field('Update').value).toBe('We know of this and are finding out why.');
  await click(page.field('Resolved'));
  expect(page.text()).toContain('Words to begin with: Resolved');
  await click(page.button('Over'));
  expect(page.field('Update').value).toBe('It works again. Nothing more needs to be done.');
  await type(page.field('Update'), 'It works again. A certificate was renewed.');
  await click(page.button('Tell us if not'));
  expect(sent).toEqual([]);
  await click(page.button('Post the update'));
  expect(sent.map(({ state, text }) => [state, text])).toEqual([
    [
      'resolved',
      'It works again. A certificate was renewed.\n\n' +
        'It works again. If you still see it, please tell us.',
    ],
  ]);
});
