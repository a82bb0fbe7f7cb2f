import { expect, it } from 'vitest';
import { fieldErrorsOf, fillIn, inputName, readForm } from './form-fields.ts';

it('reads a form: what is empty is absent, and a tick box that is on is true', () => {
  const form = new FormData();
  form.set('title', 'Weekly');
  form.set('reason', '');
  form.set('is:dry', 'on');
  form.set('$ACTION_ID_1', '');
  form.set('file', new Blob(['x']));
  expect(readForm(form)).toEqual({ title: 'Weekly', dry: true });
});

it('a control is read under the name that it was given', () => {
  const form = new FormData();
  form.set(inputName('dry', { control: 'tick', label: 'Dry run' }), 'on');
  form.set(inputName('why', { control: 'long-text', label: 'Why' }), 'because');
  expect(readForm(form)).toEqual({ dry: true, why: 'because' });
});

it('names the first thing that is wrong with each field', () => {
  expect(
    fieldErrorsOf([
      { path: ['next'], message: 'Too short.' },
      { path: ['next'], message: 'The same as before.' },
      { path: ['hosts', 0, 'name'], message: 'Give it a name.' },
    ]),
  ).toEqual({ next: 'Too short.', 'hosts.0.name': 'Give it a name.' });
});

it('what is filled in replaces what was given, also by nothing', () => {
  const form = new FormData();
  form.set('reason', '');
  form.set('pipeline', 'documented');
  const fields = {
    reason: { control: 'long-text', label: 'Reason' },
    dry: { control: 'tick', label: 'Dry run' },
    pipeline: { control: 'text', label: 'Pipeline', autoComplete: 'off' },
  } as const;
  const given = { run: 'local-1', reason: 'as before', dry: true, pipeline: 'current' };
  expect(fillIn(given, fields, form)).toEqual({
    run: 'local-1',
    dry: false,
    pipeline: 'documented',
  });
});
