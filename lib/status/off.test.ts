import { describe, expect, it } from 'vitest';
import { readWindow } from '#lib/kernel/window.ts';
import { offAt } from './off.ts';

const windowsOf = (...texts: readonly string[]) => texts.flatMap((text) => readWindow(text) ?? []);
const at = (text: string) => new Date(text);
const planned = (from: string, to: string, probe: string | null = null) => ({
  probe,
  fromAt: at(from),
  toAt: at(to),
});
const search = { id: 'search', scheduledOn: [] };

describe('what is off on purpose', () => {
  it('is what is worked on, from the moment it begins up to the moment it ends', () => {
    const work = [planned('2026-11-28T22:00:00Z', '2026-11-28T23:00:00Z')];
    expect(offAt(search, work, at('2026-11-28T21:59:59Z'))).toBeNull();
    const off = { reason: 'maintenance', until: at('2026-11-28T23:00:00Z') };
    expect(offAt(search, work, at('2026-11-28T22:00:00Z'))).toEqual(off);
    expect(offAt(search, work, at('2026-11-28T22:59:59Z'))).toEqual(off);
    expect(offAt(search, work, at('2026-11-28T23:00:00Z'))).toBeNull();
  });

  it('is one thing, or all of the environment, until the last of it ends', () => {
    const work = [
      planned('2026-11-28T22:00:00Z', '2026-11-28T23:00:00Z', 'search'),
      planned('2026-11-28T22:00:00Z', '2026-11-28T22:30:00Z'),
    ];
    const now = at('2026-11-28T22:10:00Z');
    expect(offAt(search, work, now)?.until).toEqual(at('2026-11-28T23:00:00Z'));
    expect(offAt({ ...search, id: 'broker' }, work, now)?.until).toEqual(
      at('2026-11-28T22:30:00Z'),
    );
    expect(offAt({ ...search, id: 'broker' }, work.slice(0, 1), now)).toBeNull();
  });

  it('is paused while that is recorded, after planned work and before a schedule', () => {
    const recorded = { isPaused: true, scheduledOn: [] };
    const now = at('2026-11-28T22:10:00Z');
    const work = [planned('2026-11-28T22:00:00Z', '2026-11-28T23:00:00Z')];
    expect(offAt(search, [], now, recorded)).toEqual({ reason: 'paused', until: null });
    expect(offAt(search, work, now, recorded)?.reason).toBe('maintenance');
    const scheduledOn = windowsOf('MON-FRI 07:30-20:00 Europe/London');
    expect(offAt({ ...search, scheduledOn }, [], now, recorded)?.reason).toBe('paused');
  });

  it('follows what is recorded elsewhere where it has no schedule of its own', () => {
    const recorded = {
      isPaused: false,
      scheduledOn: windowsOf(
        'MON-FRI 07:30-20:00 Europe/London',
        'MON-FRI 08:00-19:00 Europe/London',
      ),
    };
    // A Saturday, and a Friday on which one of the two is on.
    expect(offAt(search, [], at('2026-11-28T12:00:00Z'), recorded)).toEqual({
      reason: 'scheduled-off',
      until: at('2026-11-30T07:30:00Z'),
    });
    expect(offAt(search, [], at('2026-11-27T19:30:00Z'), recorded)).toBeNull();
    const own = { ...search, scheduledOn: windowsOf('SAT-SUN 00:00-24:00 Europe/London') };
    expect(offAt(own, [], at('2026-11-28T12:00:00Z'), recorded)).toBeNull();
  });

  it('is a bank holiday, where the window leaves them out', () => {
    const core = {
      id: 'core',
      scheduledOn: windowsOf('MON-FRI 07:30-20:00 Europe/London except bank holidays'),
    };
    // The substitute day of Boxing Day is a Monday.
    expect(offAt(core, [], at('2026-12-24T12:00:00Z'))).toBeNull();
    expect(offAt(core, [], at('2026-12-25T12:00:00Z'))).toEqual({
      reason: 'scheduled-off',
      until: at('2026-12-29T07:30:00Z'),
    });
  });

  it('is what no window has on, until the next one begins; work goes before it', () => {
    const night = {
      id: 'core',
      scheduledOn: windowsOf('MON-FRI 07:30-20:00 Europe/London', 'SAT 10:00-12:00 Europe/London'),
    };
    // Friday evening.
    expect(offAt(night, [], at('2026-11-27T19:59:59Z'))).toBeNull();
    expect(offAt(night, [], at('2026-11-27T20:00:00Z'))).toEqual({
      reason: 'scheduled-off',
      until: at('2026-11-28T10:00:00Z'),
    });
    const work = [planned('2026-11-27T20:00:00Z', '2026-11-27T21:00:00Z')];
    expect(offAt(night, work, at('2026-11-27T20:30:00Z'))?.reason).toBe('maintenance');
    // The clocks have gone back on Sunday.
    expect(offAt(night, [], at('2026-10-25T12:00:00Z'))?.until).toEqual(at('2026-10-26T07:30:00Z'));
  });
});
