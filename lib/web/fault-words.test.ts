import { describe, expect, it } from 'vitest';
import { invalidInput } from './fault-words.ts';

describe('words for input that is refused', () => {
  it('are bounded, however many fields are wrong', () => {
    const issues = Array.from({ length: 1_500 }, (_, n) => ({
      path: [`field${n.toString()}`],
      message: 'Leave it out.',
    }));
    const fault = invalidInput(issues);
    expect(fault.says).toBe(
      [0, 1, 2, 3, 4].map((n) => `field${n.toString()}: Leave it out.`).join(' '),
    );
    expect(JSON.stringify(fault).length).toBeLessThan(4_000);
    expect(fault.kind === 'invalid' && fault.fields?.field49).toBeDefined();
  });

  it('show the names in a record without numbers and what has no sign, cut short', () => {
    const names = ['tis/4712345', '\u202eabc\u001b[31m', 'x'.repeat(50_000)];
    const fault = invalidInput(
      names.map((name) => ({ path: ['renames', name], message: 'This must be text.' })),
    );
    const said = JSON.stringify(fault);
    expect(said).toContain('renames.tis/[number]: This must be text.');
    expect(said).not.toMatch(/4712345|\u202e|\\u001b/);
    expect(said.length).toBeLessThan(1_000);
  });
});
