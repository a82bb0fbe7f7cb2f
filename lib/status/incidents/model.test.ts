import { expect, it } from 'vitest';
import { OpenIncident, UpdateIncident } from './model.ts';

it('takes no numbers of doctors, which mails and the audit would have too', () => {
  const opened = { environment: 'live', title: 'Doctors cannot sign in', text: 'Three calls.' };
  expect(OpenIncident.safeParse(opened).success).toBe(true);
  expect(OpenIncident.safeParse({ ...opened, title: 'Doctor 1234567' }).success).toBe(false);
  expect(OpenIncident.safeParse({ ...opened, text: 'It is 1234567.' }).success).toBe(false);
  const update = { environment: 'live', incident: 1, version: 1, state: 'resolved' };
  expect(UpdateIncident.safeParse({ ...update, text: 'It was 1234567.' }).success).toBe(false);
});
