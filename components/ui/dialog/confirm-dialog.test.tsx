// @vitest-environment jsdom
import { act } from 'react';
import { UnrecognizedActionError } from 'next/dist/client/components/unrecognized-action-error.js';
import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Confirmation } from '#lib/kernel/confirmation.ts';
import { signedOut, type ActionResult, type Refusal } from '#lib/kernel/result.ts';
import { click, mount, pending, type } from '../testing.tsx';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { draftAt, useDrafted } from './draft.ts';

const Retire = Confirmation.extend({
  index: z.string(),
  copy: z.boolean().default(false),
  address: z.string().optional(),
  idempotencyKey: z.uuid(),
});
type Retire = z.infer<typeof Retire>;
type Answer = ActionResult<number>;

const refusalOf = (fault: Refusal['fault']): Refusal => ({ ok: false, fault, id: 'req-7' });
const done: Answer = { ok: true, value: 3, id: 'req-8' };

interface PageProps {
  /** In order; an error is a lost answer. */
  readonly answers: readonly (Answer | Promise<Answer> | Error)[];
  readonly isProduction?: boolean;
  readonly takesConflicts?: boolean;
  /** After a reload. */
  readonly isOpenAlready?: boolean;
}

async function answerOf(next: Answer | Promise<Answer> | Error | undefined): Promise<Answer> {
  if (next === undefined || next instanceof Error) throw next ?? new Error('no answer is left');
  return next;
}

/** A page with the dialog, and what went to the server and came to the page. */
async function pageWith({
  answers,
  isProduction = false,
  takesConflicts = false,
  isOpenAlready = false,
}: PageProps) {
  const sent: Retire[] = [];
  const reported: string[] = [];
  const left = [...answers];
  function Page() {
    const [isOpen, setOpen] = useDrafted('retire');
    return (
      <>
        <button type="button" onClick={() => setOpen(true)}>
          Retire…
        </button>
        <ConfirmDialog
          isOpen={isOpen}
          onClose={() => setOpen(false)}
          draft="retire"
          title="Retire it?"
          environment={{ name: 'prod', isProduction }}
          schema={Retire}
          run={(input) => {
            sent.push(input);
            return answerOf(left.shift());
          }}
          given={{ index: 'm_1', copy: false }}
          fields={{
            copy: { control: 'tick', label: 'Keep a copy' },
            address: { control: 'text', label: 'Address', autoComplete: 'off', isPrivate: true },
          }}
          consequences={(input) => ({
            effect: <p>It goes{input?.copy === true ? ', and a copy stays' : ''}.</p>,
            alsoActive: 'Nobody.',
          })}
          words={() => ({
            submit: 'Retire',
            busy: 'Retiring…',
            dismiss: 'Not now',
            failed: 'It was not retired',
            notKnown: 'It is not known whether it was retired',
            meaning: 'Users read on.',
          })}
          result={(value) => ({ title: `${value} retired`, body: 'Recorded.' })}
          onDone={(value) => reported.push(`done ${value}`)}
          onNotKnown={() => reported.push('not known')}
          {...(takesConflicts && { onConflict: ({ id }: Refusal) => void reported.push(id) })}
        />
      </>
    );
  }
  const page = await mount(<Page />);
  if (!isOpenAlready) await click(page.button('Retire…'));
  return { page, sent, reported };
}

beforeEach(() => sessionStorage.clear());

describe('the dialog of a command', () => {
  it('says what happens, sends what the schema makes of it, and shows the result', async () => {
    const { page, sent, reported } = await pageWith({ answers: [done] });
    expect(page.text()).toContain('It goes.');
    expect(page.text()).toContain('Also activeNobody.');
    await click(page.field('Keep a copy'));
    expect(page.text()).toContain('It goes, and a copy stays.');
    await type(page.field('Reason (optional)'), '  too old ');
    await click(page.button('Retire'));
    expect(sent).toEqual([
      { index: 'm_1', copy: true, reason: 'too old', idempotencyKey: sent[0]?.idempotencyKey },
    ]);
    expect(reported).toEqual(['done 3']);
    expect(page.container.querySelector('dialog')).toBeNull();
    expect(page.text()).toContain('3 retired');
  });

  it('wants a reason and the typed name in production, and says which', async () => {
    const { page, sent } = await pageWith({
      answers: [done],
      isProduction: true,
    });
    const submit = page.button('Retire');
    expect(submit.disabled).toBe(true);
    expect(page.text()).toContain('Give a reason first.');
    await type(page.field('Reason'), 'too old');
    expect(page.text()).toContain('Type prod first.');
    await type(page.field('Type prod to confirm'), 'Prod');
    expect(submit.disabled).toBe(true);
    await type(page.field('Type prod to confirm'), ' prod ');
    expect(submit.disabled).toBe(false);
    await click(submit);
    expect(sent).toMatchObject([{ reason: 'too old', typedName: 'prod' }]);
  });

  it('says why it was refused, with an id to quote only where it may be our fault', async () => {
    const says = 'm_1 is the only way back.';
    for (const kind of ['precondition', 'not-found', 'conflict', 'invalid', 'forbidden'] as const) {
      const { page } = await pageWith({ answers: [refusalOf({ kind, says })] });
      await click(page.button('Retire'));
      expect(page.text()).toContain(`It was not retired${says}`);
      expect(page.text()).not.toContain('quote');
    }
  });

  it('keeps text and key when it fails, and has a new key when it is opened again', async () => {
    const busy = refusalOf({ kind: 'unavailable', says: 'Search does not answer.' });
    const { page, sent, reported } = await pageWith({
      answers: [busy, busy, done],
    });
    await type(page.field('Reason (optional)'), 'too old');
    await click(page.button('Retire'));
    expect(page.text()).toContain('It was not retiredSearch does not answer. Users read on.');
    expect(page.text()).toContain('quote req-7');
    expect(document.activeElement?.textContent).toContain('It was not retired');
    expect(page.field('Reason (optional)').value).toBe('too old');
    await click(page.button('Retire'));
    await click(page.button('Not now'));
    await click(page.button('Retire…'));
    expect(page.field('Reason (optional)').value).toBe('');
    await click(page.button('Retire'));
    const keys = sent.map(({ idempotencyKey }) => idempotencyKey);
    expect(keys[1]).toBe(keys[0]);
    expect(keys[2]).not.toBe(keys[0]);
    expect(reported).toEqual(['done 3']);
  });

  it('stays when the answer is lost: not known, text kept, the same key again', async () => {
    const { page, sent, reported } = await pageWith({
      answers: [new TypeError('Failed to fetch'), done],
    });
    await type(page.field('Reason (optional)'), 'too old');
    await click(page.button('Retire'));
    expect(page.text()).toContain('It is not known whether it was retired');
    expect(page.text()).not.toContain('Failed to fetch');
    expect(page.field('Reason (optional)').value).toBe('too old');
    expect(reported).toEqual(['not known']);
    await click(page.button('Retire'));
    expect(sent[1]).toEqual(sent[0]);
    expect(reported).toEqual(['not known', 'done 3']);
  });

  it('keeps nothing private for whoever signs in next in this tab', async () => {
    const { page } = await pageWith({ answers: [new Error('lost')] });
    await type(page.field('Address'), '192.0.2.7/32');
    await type(page.field('Reason (optional)'), 'too old');
    await click(page.button('Retire'));
    const kept = sessionStorage.getItem(draftAt('retire'));
    expect(kept).toContain('too old');
    expect(kept).not.toContain('192.0.2.7');
  });

  it('hands a conflict to a page that keeps it in view', async () => {
    const conflict = refusalOf({ kind: 'conflict', says: 'Somebody retires it already.' });
    const { page, reported } = await pageWith({
      answers: [conflict],
      takesConflicts: true,
    });
    await click(page.button('Retire'));
    expect(reported).toEqual(['req-7']);
    expect(page.container.querySelector('dialog')).toBeNull();
  });

  it('shows a conflict itself where no page does', async () => {
    const conflict = refusalOf({ kind: 'conflict', says: 'Somebody retires it already.' });
    const { page } = await pageWith({ answers: [conflict] });
    await click(page.button('Retire'));
    expect(page.text()).toContain('It was not retiredSomebody retires it already.');
  });

  it('shows an error beside its field and in a list leading there; nothing is sent', async () => {
    const { page, sent } = await pageWith({ answers: [] });
    const reason = page.field('Reason (optional)');
    await type(reason, 'x'.repeat(501));
    await click(page.button('Retire'));
    expect(sent).toEqual([]);
    expect(reason.getAttribute('aria-invalid')).toBe('true');
    const beside = document.getElementById(
      reason.getAttribute('aria-describedby')?.split(' ').at(-1) ?? '',
    );
    expect(beside?.textContent).toBe('Say why in at most 500 characters.');
    const link = page.container.querySelector<HTMLElement>('[role="alert"] a');
    expect(link?.textContent).toBe('Say why in at most 500 characters.');
    if (link !== null) await click(link);
    expect(document.activeElement).toBe(reason);
  });

  it('shows what the server found wrong in the same way', async () => {
    const wrong = refusalOf({
      kind: 'invalid',
      says: 'typedName: no',
      fields: { reason: 'Say more.', index: 'It is gone.' },
    });
    const { page } = await pageWith({ answers: [wrong] });
    await click(page.button('Retire'));
    expect(
      [...page.container.querySelectorAll('[role="alert"] li')].map((li) => li.textContent),
    ).toEqual(['Reason: Say more.', 'It is gone.']);
    expect(page.container.querySelectorAll('[role="alert"] a')).toHaveLength(1);
    expect(page.field('Reason (optional)').getAttribute('aria-invalid')).toBe('true');
  });

  it('stays open while it is being done, whatever is pressed, and shows how it ended', async () => {
    const answer = pending<Answer>();
    const { page, sent } = await pageWith({ answers: [answer.promise] });
    await click(page.button('Retire'));
    for (const name of ['Close', 'Not now']) expect(page.button(name).disabled).toBe(true);
    // It keeps the focus, and does nothing.
    expect(page.button('Retiring…').disabled).toBe(false);
    await click(page.button('Retiring…'));
    expect(sent).toHaveLength(1);
    const dialog = page.container.querySelector('dialog');
    const escape = new Event('cancel', { cancelable: true });
    dialog?.dispatchEvent(escape);
    expect(escape.defaultPrevented).toBe(true);
    // A second Escape closes it all the same, and it is there again.
    await act(async () => dialog?.close());
    expect(dialog?.open).toBe(true);
    await answer.resolve(refusalOf({ kind: 'precondition', says: 'An alias points at it.' }));
    expect(page.text()).toContain('It was not retiredAn alias points at it.');
    await click(page.button('Close'));
    expect(page.container.querySelector('dialog')).toBeNull();
  });

  describe('that an answer leads away from', () => {
    const away: readonly [string, Answer | Error, string, string][] = [
      [
        'signed out is no lost network',
        refusalOf(signedOut('You have been signed out.')),
        'It was not retiredYou have been signed out. Users read on. What you typed is kept',
        'Sign in',
      ],
      [
        'a renewed console wants a reload, and did nothing',
        new UnrecognizedActionError('Server Action "0" was not found on the server.'),
        'It was not retiredThe console was renewed since this page was opened',
        'Reload the page',
      ],
    ];
    it.each(away)('%s', async (_, answer, words, remedy) => {
      history.replaceState(null, '', '/sync?environment=prod');
      const { page, sent, reported } = await pageWith({ answers: [answer], isProduction: true });
      await click(page.field('Keep a copy'));
      await type(page.field('Reason'), 'too old');
      await type(page.field('Type prod to confirm'), 'prod');
      await click(page.button('Retire'));
      expect(page.text()).toContain(words);
      expect(page.text()).not.toContain('not known');
      expect(reported).toEqual([]);
      const way = [...page.container.querySelectorAll('[role="alert"] :is(a, button)')];
      expect(way.map((element) => element.textContent)).toEqual([remedy]);
      if (remedy === 'Sign in')
        expect(way[0]?.getAttribute('href')).toBe('/sign-in?to=%2Fsync%3Fenvironment%3Dprod');
      await type(page.field('Reason'), 'much too old');

      const back = await pageWith({ answers: [done], isProduction: true, isOpenAlready: true });
      expect(back.page.field('Reason').value).toBe('much too old');
      expect(back.page.field('Keep a copy').checked).toBe(true);
      expect(back.page.text()).toContain('Type prod first.');
      await type(back.page.field('Type prod to confirm'), 'prod');
      await click(back.page.button('Retire'));
      expect(back.sent).toEqual([{ ...sent[0], reason: 'much too old' }]);

      const later = await pageWith({ answers: [] });
      expect(later.page.field('Reason (optional)').value).toBe('');
    });

    it('does not say what became of an earlier try whose answer was lost', async () => {
      for (const [, answer, , remedy] of away) {
        const lost = new TypeError('Failed to fetch');
        const { page } = await pageWith({ answers: [lost, answer] });
        await click(page.button('Retire'));
        await click(page.button('Retire'));
        expect(page.text()).toContain('It is not known whether it was retired');
        expect(page.text()).toContain('so this try did nothing.');
        expect(page.text()).not.toContain('It was not retired');
        expect(page.text()).not.toContain('Users read on.');
        expect(page.container.querySelector('[role="alert"]')?.textContent).toContain(remedy);
        await click(page.button('Not now'));
      }
    });

    it('comes back with its key when the answer was lost, until it is closed', async () => {
      const { page, sent } = await pageWith({ answers: [new TypeError('Failed to fetch')] });
      await click(page.button('Retire'));
      const back = await pageWith({ answers: [new TypeError('again')], isOpenAlready: true });
      await click(back.page.button('Retire'));
      expect(back.sent).toEqual(sent);
      await click(back.page.button('Not now'));
      const later = await pageWith({ answers: [] });
      expect(later.page.container.querySelectorAll('dialog[open]')).toHaveLength(1);
      expect(page.container.isConnected).toBe(false);
    });
  });
});
