// @vitest-environment jsdom
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { FieldDescriptions } from '#lib/kernel/form-fields.ts';
import type { ActionResult } from '#lib/kernel/result.ts';
import { click, mount, now, pending, type } from '../testing.tsx';
import { NowProvider } from '../time/now.tsx';
import { Form } from './form.tsx';

const Host = z.object({
  name: z.string({ error: 'Give it a name.' }).max(8, 'At most 8 characters.'),
  secret: z.string().default(''),
  notes: z.string().default(''),
  kind: z.enum(['vm', 'container']).default('vm'),
  region: z.string().default('r0'),
  live: z.boolean().default(false),
  version: z.coerce.number().optional(),
});
const fields: FieldDescriptions<keyof z.infer<typeof Host>> = {
  name: { control: 'text', label: 'Name', hint: 'As in DNS', autoComplete: 'off' },
  secret: { control: 'password', label: 'Secret', autoComplete: 'new-password' },
  notes: { control: 'long-text', label: 'Notes' },
  kind: {
    control: 'choice',
    label: 'Kind',
    options: [
      { value: 'vm', label: 'Virtual machine' },
      { value: 'container', label: 'Container' },
    ],
  },
  region: {
    control: 'choice',
    label: 'Region',
    options: Array.from({ length: 9 }, (_, n) => ({ value: `r${n}`, label: `Region ${n}` })),
  },
  live: { control: 'tick', label: 'Is live' },
};

type Answer = ActionResult<string>;
type Action = (previous: Answer | null, form: FormData) => Promise<Answer>;

interface HostFormProps {
  readonly action: Action;
  readonly version?: number;
  readonly idempotencyKey?: string;
}

const HostForm = ({ action, version, idempotencyKey }: HostFormProps) => (
  <Form
    schema={Host}
    fields={fields}
    action={action}
    words={{
      submit: 'Save',
      busy: 'Saving…',
      failed: 'It is not saved',
      notKnown: 'It is not known whether it is saved',
    }}
    done={(value) => <p>Saved as {value}</p>}
    values={{ name: 'db-1', kind: 'container', live: true, notes: 'as before' }}
    notice={<p>Come back to this</p>}
    {...(version !== undefined && { version })}
    {...(idempotencyKey !== undefined && { idempotencyKey })}
  >
    <input type="hidden" name="to" value="/sync" />
  </Form>
);

function server(...answers: readonly (Answer | Promise<Answer> | Error)[]) {
  const sent: Record<string, unknown>[] = [];
  const left = [...answers];
  const action: Action = async (_previous, form) => {
    sent.push(Object.fromEntries(form));
    const next = left.shift();
    if (next === undefined || next instanceof Error) throw next ?? new Error('no answer is left');
    return next;
  };
  return { sent, action };
}

const saved: Answer = { ok: true, value: 'db-2', id: 'req-2' };
const refused = (fault: (Answer & { ok: false })['fault']): Answer => ({
  ok: false,
  fault,
  id: 'req-1',
});

describe('a form of one schema', () => {
  it('draws each field by its description and sends what it holds', async () => {
    const { sent, action } = server(saved);
    const page = await mount(<HostForm action={action} />);
    expect(page.field('Name').required).toBe(true);
    expect(page.field('Notes').required).toBe(false);
    expect(page.field('Secret').type).toBe('password');
    expect(page.field('Container').checked).toBe(true);
    expect(page.field('Region').tagName).toBe('SELECT');
    expect(document.getElementById(`${page.field('Name').id}-hint`)?.textContent).toBe('As in DNS');
    await type(page.field('Secret'), 'hush');
    await click(page.field('Virtual machine'));
    await click(page.button('Save'));
    expect(sent).toEqual([
      {
        to: '/sync',
        name: 'db-1',
        secret: 'hush',
        notes: 'as before',
        kind: 'vm',
        region: 'r0',
        'is:live': 'on',
      },
    ]);
    expect(page.text()).toContain('Saved as db-2');
    expect(page.text()).not.toContain('Come back to this');
    expect(page.field('Secret').value).toBe('');
    expect(page.field('Notes').value).toBe('as before');
  });

  it('sends nothing that the schema refuses; errors are by the fields and lead there', async () => {
    const { sent, action } = server();
    const page = await mount(<HostForm action={action} />);
    await type(page.field('Name'), '');
    await click(page.button('Save'));
    expect(sent).toEqual([]);
    const summary = page.container.querySelector('[role="alert"]');
    expect(document.activeElement).toBe(summary?.parentElement);
    expect(page.field('Name').getAttribute('aria-invalid')).toBe('true');
    expect(page.field('Name').getAttribute('aria-describedby')?.split(' ')).toHaveLength(2);
    const link = summary?.querySelector('a');
    expect(link?.textContent).toBe('Give it a name.');
    if (link != null) await click(link);
    expect(document.activeElement).toBe(page.field('Name'));
  });

  it('says of several errors which field each is of', async () => {
    const empty = 'Give it a value.';
    const { action } = server(
      refused({ kind: 'invalid', says: 'x', fields: { name: empty, notes: empty, key: 'Again.' } }),
    );
    const page = await mount(<HostForm action={action} />);
    await click(page.button('Save'));
    const lines = page.container.querySelectorAll('[role="alert"] li');
    expect([...lines].map((one) => one.textContent)).toEqual([
      'Name: Give it a value.',
      'Notes: Give it a value.',
      'Again.',
    ]);
  });

  it('shows the errors of the server in the same way, and keeps what was typed', async () => {
    const taken = refused({ kind: 'invalid', says: 'x', fields: { kind: 'No containers here.' } });
    const { action } = server(taken);
    const page = await mount(<HostForm action={action} />);
    await type(page.field('Notes'), 'new ones');
    await click(page.button('Save'));
    expect(page.text()).toContain('It is not saved');
    expect(page.container.querySelector('fieldset')?.textContent).toContain('No containers here.');
    const link = page.container.querySelector<HTMLElement>('[role="alert"] a');
    if (link !== null) await click(link);
    expect(document.activeElement).toBe(page.field('Virtual machine'));
    expect(page.field('Notes').value).toBe('new ones');
  });

  it('keeps page and text when no answer comes, and may be sent again', async () => {
    const { sent, action } = server(new TypeError('Failed to fetch'), saved);
    const page = await mount(<HostForm action={action} />);
    await type(page.field('Notes'), 'new ones');
    await click(page.button('Save'));
    expect(page.text()).toContain('It is not known whether it is saved');
    await click(page.button('Save'));
    expect(sent[1]).toEqual(sent[0]);
    expect(page.text()).toContain('Saved as db-2');
  });

  it('sends its version; a stale one shows what changed, and the next try knows it', async () => {
    const stale = refused({
      kind: 'conflict',
      says: 'Somebody else changed it meanwhile.',
      stale: {
        version: 5,
        changedBy: 'ann@example.org',
        changedAt: '2026-11-21T15:00:00.000Z',
        now: { notes: 'hers', live: false },
      },
    });
    const { sent, action } = server(stale, saved);
    const page = await mount(<HostForm action={action} version={4} />);
    await type(page.field('Notes'), 'mine');
    await click(page.button('Save'));
    expect(page.text()).toContain('ann@example.org changed it today at 3pm. It says now:');
    expect(page.text()).toContain('Notes: hers');
    expect(page.text()).toContain('Is live: no');
    expect(page.field('Notes').value).toBe('mine');
    await click(page.button('Save'));
    expect(sent.map(({ version, notes }) => [version, notes])).toEqual([
      ['4', 'mine'],
      ['5', 'mine'],
    ]);
  });

  it('keeps its key until there is an answer, and has another for what comes then', async () => {
    const lost = new TypeError('Failed to fetch');
    const otherwise = refused({ kind: 'conflict', says: 'It is written down already.' });
    const { sent, action } = server(lost, otherwise, lost, saved, saved);
    const page = await mount(<HostForm action={action} idempotencyKey="key-1" />);
    for (const _ of Array.from({ length: 5 })) await click(page.button('Save'));
    const [first, second, third, fourth, fifth] = sent.map((one) => one['idempotencyKey']);
    expect([first, second]).toEqual(['key-1', 'key-1']);
    expect(fourth).toBe(third);
    expect(new Set([first, third, fifth]).size).toBe(3);
  });

  it('cannot be sent twice at once', async () => {
    const answer = pending<Answer>();
    const { sent, action } = server(answer.promise);
    const page = await mount(<HostForm action={action} />);
    await click(page.button('Save'));
    expect(page.button('Saving…').getAttribute('aria-disabled')).toBe('true');
    await click(page.button('Saving…'));
    await answer.resolve(saved);
    expect(sent).toHaveLength(1);
  });

  it('leaves what is required to the browser while there is no JavaScript', () => {
    const html = renderToStaticMarkup(
      <NowProvider at={now}>
        <HostForm action={server().action} version={4} />
      </NowProvider>,
    );
    expect(html).not.toContain('novalidate');
    expect(html).toMatch(/<input(?=[^>]*name="name")[^>]*required/);
    expect(html).toContain('name="version" value="4"');
    expect(html).toContain('Come back to this');
  });
});
