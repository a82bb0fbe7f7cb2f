import { describe, expect, it } from 'vitest';
import { FaultError, type Fault } from '#lib/kernel/result.ts';
import { refusalInWords, withNextStep } from './refusal.ts';

const running: Fault = {
  kind: 'conflict',
  says: 'Nothing was started. Run 12 is already running.',
  detail: {
    run: 'local-12',
    startedBy: 'ann@example.org',
    since: '2026-07-21T16:30:05.000Z',
    state: 'running',
  },
};
const attempt = { address: 'http://127.0.0.1:3000', environment: 'local', confirm: undefined };
const faultOf = (error: unknown): Fault | null =>
  error instanceof FaultError ? error.fault : null;

it('says the id that is to be quoted', () => {
  const says = 'Something went wrong on our side. Try again, and quote the id if it stays.';
  const fault: Fault = { kind: 'unavailable', says, detail: { id: 'request-12' } };
  expect(refusalInWords(fault)).toBe(`${says}\nIts id: request-12`);
});

it('says how a terminal names the family of an index', () => {
  const says = 'Say of which family it is to be a generation: doctors or exceptions.';
  const fault: Fault = { kind: 'precondition', says, detail: { isFamilyMissing: true } };
  expect(faultOf(withNextStep(new FaultError(fault), attempt))?.says).toBe(
    `${says} A terminal names it with --base.`,
  );
});

describe('a refused start', () => {
  it('says who runs what since when, with a link', () => {
    const fault = faultOf(withNextStep(new FaultError(running), attempt));
    expect(fault?.detail).toEqual({
      ...running.detail,
      url: 'http://127.0.0.1:3000/sync/local-12',
    });
    expect(fault === null ? '' : refusalInWords(fault)).toBe(
      [
        'Nothing was started. Run 12 is already running.',
        'It was started by ann@example.org at 17:30:05 on 21 July 2026 (London); ' +
          'it is running now.',
        'Follow it: http://127.0.0.1:3000/sync/local-12',
      ].join('\n'),
    );
  });

  it('leaves out what is no time', () => {
    for (const since of ['yesterday', '', '2026-02-30T25:00:00Z'])
      expect(refusalInWords({ ...running, detail: { ...running.detail, since } })).toContain(
        'It was started by ann@example.org; it is running now.',
      );
  });

  it('says how a terminal types the name that production wants, unless it did', () => {
    const fault: Fault = {
      kind: 'invalid',
      says: 'Type the name of the environment, prod, to start a sync in production.',
      fields: { typedName: 'Type prod.' },
    };
    const inProduction = { ...attempt, environment: 'prod' };
    expect(faultOf(withNextStep(new FaultError(fault), inProduction))?.says).toBe(
      `${fault.says} A terminal types the name with --confirm prod.`,
    );
    expect(
      faultOf(withNextStep(new FaultError(fault), { ...inProduction, confirm: 'prdo' })),
    ).toEqual(fault);
  });

  it('keeps other faults as they are', () => {
    for (const fault of [
      { kind: 'precondition', says: 'Search is away.' },
      { kind: 'invalid', says: 'reason: Leave out control characters: they cannot be seen.' },
      { kind: 'conflict', says: 'Somebody has it.' },
    ] as const) {
      expect(faultOf(withNextStep(new FaultError(fault), attempt))).toEqual(fault);
      expect(refusalInWords(fault)).toBe(fault.says);
    }
    const bug = new TypeError('bug');
    expect(withNextStep(bug, attempt)).toBe(bug);
  });
});
