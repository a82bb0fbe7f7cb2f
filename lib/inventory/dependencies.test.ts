import { expect, it } from 'vitest';
import { dependencyOf } from './dependencies.ts';

const edge = (from: string, kind: string, to: string) => dependencyOf({ from, kind, to });

it('reads from a relation who stops with whom', () => {
  expect(edge('tcs', 'runs on', 'vm')).toMatchObject({ needs: 'tcs', needed: 'vm' });
  expect(edge('integration', 'feeds', 'index')).toMatchObject({
    needs: 'index',
    needed: 'integration',
  });
  expect(edge('alarm', 'watches', 'queue')).toBeNull();
  expect(edge('a', 'is unheard of', 'b')).toBeNull();
});
