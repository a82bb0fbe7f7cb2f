import { describe, expect, it } from 'vitest';
import { allowedValues, whyNotOfType, type Attribute } from './kind.ts';

describe('an attribute', () => {
  it('of yes or no takes nothing else, and forms offer both', () => {
    const isLive: Attribute = { label: 'Live', type: 'yes-no' };
    expect(allowedValues(isLive)).toEqual(['yes', 'no']);
    expect(whyNotOfType(isLive, 'perhaps')).toBe('Live must be yes or no');
    expect(whyNotOfType(isLive, 'no')).toBeNull();
  });

  it('of some values takes those, and any other takes any', () => {
    const status: Attribute = { label: 'Status', choices: ['open', 'shut'] };
    expect(allowedValues(status)).toEqual(['open', 'shut']);
    expect(whyNotOfType(status, 'ajar')).toBe('Status must be open or shut');
    expect(allowedValues({ label: 'Memory' })).toBeNull();
    expect(whyNotOfType({ label: 'Memory' }, 'ajar')).toBeNull();
  });
});
