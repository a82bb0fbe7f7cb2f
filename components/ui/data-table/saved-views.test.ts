import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addView,
  readViews,
  removeView,
  renameView,
  writeViews,
  type SavedView,
} from './saved-views.ts';

const failures: SavedView = { name: 'Failures', search: 'state=failed' };
const slow: SavedView = { name: 'Slow runs', search: 'sort=longest' };

describe('what a browser keeps', () => {
  it('comes back as it was written', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ name: fc.string(), search: fc.string() })), (views) => {
        expect(readViews(writeViews(views))).toEqual(views);
      }),
    );
  });

  it('is believed only as far as it is a list of views', () => {
    fc.assert(
      fc.property(fc.json(), (text) =>
        readViews(text).every(({ name, search }) => typeof name === 'string' && search !== null),
      ),
    );
    expect(
      readViews('[{"name":"x"},null,7,{"name":"Failures","search":"state=failed","more":1}]'),
    ).toEqual([failures]);
    expect(readViews('{not json')).toEqual([]);
    expect(readViews(null)).toEqual([]);
  });

  it('is nothing when no view is left', () => {
    expect(writeViews(removeView([failures], 'Failures'))).toBeNull();
  });
});

describe('a view', () => {
  it('is added at the end under a tidy name', () => {
    expect(addView([failures], '  Slow   runs ', slow.search)).toEqual({
      ok: true,
      views: [failures, slow],
    });
  });

  it.each([
    ['', 'Give the view a name'],
    ['   ', 'Give the view a name'],
    ['\u200b', 'Give the view a name'],
    ['a\u202eb', 'Leave out marks that change the direction of text.'],
    ['x'.repeat(41), 'Use 40 characters or fewer'],
    ['FAILURES', 'There is already a view named FAILURES'],
  ])('named %j is refused', (name, says) => {
    expect(addView([failures], name, '')).toEqual({ ok: false, says });
  });

  it('is one of 20 at most', () => {
    const many = Array.from({ length: 20 }, (_, index) => ({ name: `View ${index}`, search: '' }));
    expect(addView(many, 'One more', '')).toEqual({
      ok: false,
      says: '20 views are kept at most: delete one first',
    });
  });

  it('is renamed in its place, also in capitals only, but not to the name of another', () => {
    expect(renameView([failures, slow], 'Failures', 'Failed')).toEqual({
      ok: true,
      views: [{ ...failures, name: 'Failed' }, slow],
    });
    expect(renameView([failures], 'Failures', 'FAILURES')).toEqual({
      ok: true,
      views: [{ ...failures, name: 'FAILURES' }],
    });
    expect(renameView([failures, slow], 'Failures', 'slow runs').ok).toBe(false);
  });
});
