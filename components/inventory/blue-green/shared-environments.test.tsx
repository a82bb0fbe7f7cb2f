import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import type { BlueGreenView } from '#lib/inventory/client.ts';
import { SharedEnvironments } from './shared-environments.tsx';

const view: BlueGreenView = {
  estate: 'dos-integration',
  estateTitle: 'DoS Integration',
  version: 0,
  state: { pipelines: { blueGreen: null, shared: null }, environments: [] },
  shared: [],
  environments: [],
  commands: [],
  things: [],
  columns: {},
  steps: [],
};

it('says once why nothing of the shared environments can be recorded', () => {
  const words = 'Only operators may. Your role is viewer.';
  const shown = (notAllowed: string | null): string =>
    renderToStaticMarkup(<SharedEnvironments {...{ view, notAllowed }} onFound={() => {}} />);
  expect(shown(words).split(words)).toHaveLength(2);
  expect(shown(null)).not.toContain('Your role');
});
