import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { useEnvironments } from './environments.tsx';
import { production, rehearsal, TestPage } from './testing.tsx';

const both = [rehearsal, production];

/** What a page at this address makes of links. */
function linksAt(at: string, to: string, environments = both) {
  function Probe() {
    const { current, href, samePageIn } = useEnvironments();
    return JSON.stringify([current.name, href(to), samePageIn('prod')]);
  }
  const html = renderToStaticMarkup(
    <TestPage at={at} environments={environments}>
      <Probe />
    </TestPage>,
  );
  const [current, href, inProduction] = html
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .slice(2, -2)
    .split('","');
  return { current, href, inProduction };
}

describe('addresses where there are several environments', () => {
  it.each([
    ['/sync?environment=prod', 'prod'],
    ['/sync?environment=preprod', 'preprod'],
    ['/sync', 'preprod'],
    ['/sync/prod-12', 'prod'],
    ['/sync/prod-12/records?kind=conflict', 'prod'],
    ['/sync/prod-12?environment=preprod', 'prod'],
    ['/sync?environment=gone', 'preprod'],
  ])('%s is a page of %s', (at, name) => {
    expect(linksAt(at, '/').current).toBe(name);
  });

  it.each([
    ['/indexes', '/indexes?environment=prod'],
    ['/', '/?environment=prod'],
    ['/sync?state=failed#runs', '/sync?state=failed&environment=prod#runs'],
    ['/sync/preprod-3', '/sync/preprod-3'],
    ['/sync/preprod-3/records', '/sync/preprod-3/records'],
    ['/account', '/account?environment=prod'],
  ])('a link to %s keeps the environment', (to, href) => {
    expect(linksAt('/sync?environment=prod', to).href).toBe(href);
  });

  it.each([
    ['/', '/?environment=prod'],
    ['/indexes?environment=preprod', '/indexes?environment=prod'],
    ['/sync?environment=preprod&state=failed&offset=50', '/sync?environment=prod'],
    ['/sync/preprod-3', '/sync?environment=prod'],
  ])('the page of %s in the other environment', (at, href) => {
    expect(linksAt(at, '/').inProduction).toBe(href);
  });

  it('stay as they are where there is one', () => {
    expect(linksAt('/sync', '/indexes?x=1', [production])).toMatchObject({
      current: 'prod',
      href: '/indexes?x=1',
    });
  });
});
