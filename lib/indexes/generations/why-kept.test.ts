import { expect, it } from 'vitest';
import { keptAsWayBack, stillBuilt, stillRead, wayBackOfFamily } from './why-kept.ts';

it('one index and the indexes of a run are each said in their number', () => {
  expect(stillRead(['m_1'])).toBe(
    'm_1 is read: an alias leads to it. Roll readers back or remove the alias first.',
  );
  expect(stillRead(['m_1', 'r_1'])).toBe(
    'm_1 and r_1 are read: aliases lead to them. Roll readers back or remove the aliases first.',
  );
  expect(stillBuilt(['m_1'])).toBe(
    'm_1 is being built. Cancel its run, or let the next run drop it.',
  );
  expect(stillBuilt(['m_1', 'r_1'])).toBe(
    'm_1 and r_1 are being built. Cancel their run, or let the next run drop them.',
  );
  expect(keptAsWayBack(['m_1', 'r_1'])).toContain('m_1 and r_1 are the newest that readers have');
});

it('only what readers have left is a way back, the newest of it', () => {
  const row = (index: string, liveUntil: string | null, more: object = {}) => ({
    index,
    base: 'm',
    role: 'previous',
    liveUntil,
    isKeptCopy: false,
    ...more,
  });
  const adopted = row('m_by_hand', null);
  const [older, newer] = [row('m_1', '2026-11-20T10:00:00Z'), row('m_2', '2026-11-21T10:00:00Z')];
  const others = [
    row('r_1', '2026-11-22T10:00:00Z', { base: 'r' }),
    row('m_0', '2026-11-23T10:00:00Z', { role: 'abandoned' }),
  ];
  expect(wayBackOfFamily([adopted, ...others], 'm')).toBeNull();
  expect(wayBackOfFamily([adopted, older, newer, ...others], 'm')).toBe(newer);
  const copy = row('m_copy', '2026-11-22T10:00:00Z', { isKeptCopy: true });
  expect(wayBackOfFamily([copy, older], 'm')).toBe(older);
  expect(wayBackOfFamily([copy], 'm')).toBe(copy);
});
