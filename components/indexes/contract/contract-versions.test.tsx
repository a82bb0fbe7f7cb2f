import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { NowProvider } from '#components/ui/time/now.tsx';
import type { ContractVersion } from '#lib/indexes/client.ts';
import { ContractVersions } from './contract-versions.tsx';

const at = '2026-11-21T15:04:00.000Z';

it('a run that left a version has the one name that it has everywhere, and leads there', () => {
  const version: ContractVersion = {
    version: 1,
    kind: 'run',
    actor: 'local-12',
    reason: null,
    at,
    differences: [],
  };
  const shown = (one: ContractVersion): string =>
    renderToStaticMarkup(
      <NowProvider at={at}>
        <ContractVersions versions={[one]} />
      </NowProvider>,
    );
  expect(shown(version)).toContain('<a href="/sync/local-12">Run 12</a>');
  expect(shown({ ...version, kind: 'edit', actor: 'ann@example.org' })).not.toContain('<a ');
});
