import { expect, it } from 'vitest';
import { incidentStates, UpdateIncident } from './model.ts';
import { updateTemplates, withTemplate } from './update-templates.ts';

it('each state has words that could be sent as they are', () => {
  for (const state of incidentStates) {
    expect(updateTemplates[state].length).toBeGreaterThan(0);
    for (const { text } of updateTemplates[state]) {
      const sent = UpdateIncident.safeParse({
        environment: 'live',
        incident: 1,
        version: 1,
        state,
        text,
      });
      expect(sent.data?.text).toBe(text);
      expect(text).not.toMatch(/[[\]<>{}…_]/);
    }
  }
});

it('takes the place of other words to begin with, and of nothing that was typed', () => {
  const [known, again] = updateTemplates.investigating;
  const [over] = updateTemplates.resolved;
  if (known === undefined || again === undefined || over === undefined) throw new Error('none');
  expect(withTemplate('  ', known)).toBe(known.text);
  expect(withTemplate(known.text, over)).toBe(over.text);
  expect(withTemplate('Three calls.\n', again)).toBe(`Three calls.\n\n${again.text}`);
  const edited = `${known.text} Since noon.`;
  expect(withTemplate(edited, over)).toBe(`${edited}\n\n${over.text}`);
});
