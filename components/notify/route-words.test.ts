import { expect, it } from 'vitest';
import { arrives, toldOf, toldWhen } from './route-words.ts';

it('says of what a route is told', () => {
  expect(toldOf({ events: null, severity: 'info' })).toBe('Everything');
  expect(toldOf({ events: ['incident', 'maintenance'], severity: 'critical' })).toBe(
    'Incidents and planned work, if critical',
  );
});

it('says when it is told', () => {
  expect(toldWhen({ hours: null, repeatMinutes: null })).toBe('At any time');
  expect(toldWhen({ hours: { from: 480, to: 1_110 }, repeatMinutes: 30 })).toBe(
    'From 08:00 to 18:30 in London; an incident again every 30 minutes, until somebody takes it',
  );
});

it('says whether what is sent arrives, the worst first', () => {
  const none = { waiting: 0, dead: 0, says: null, deliveredAt: null };
  const delivered = { ...none, deliveredAt: '2026-11-27T10:00:00Z' };
  expect(arrives(none)).toEqual({ tone: 'wait', word: 'Nothing was sent yet' });
  expect(arrives(delivered)).toEqual({ tone: 'ok', word: 'Delivered' });
  expect(arrives({ ...delivered, waiting: 2 }).tone).toBe('run');
  expect(arrives({ ...delivered, waiting: 2, says: 'It answered 500.' }).tone).toBe('warn');
  expect(arrives({ ...delivered, waiting: 2, dead: 1_200, says: 'No.' })).toEqual({
    tone: 'bad',
    word: '1,200 not delivered',
  });
});
