// @vitest-environment jsdom
import { afterEach, describe, expect, it } from 'vitest';
import { FaultError } from '#lib/kernel/result.ts';
import { DataList } from './data-list.tsx';
import { type } from '../testing.tsx';
import { draw, quarry, stoneList, stones, type Drawn } from './testing.tsx';

const away = new FaultError({ kind: 'unavailable', says: 'The quarry does not answer.' });

let open: Drawn | undefined;
afterEach(async () => {
  await open?.remove();
  open = undefined;
});

/** The list over a quarry with so many stones, at an address. */
async function listOf(
  count: number,
  search = '',
  prepare?: (made: ReturnType<typeof quarry>) => void,
) {
  const made = quarry(stones(count));
  prepare?.(made);
  const list = <DataList list={stoneList} query={made.query} />;
  open = await draw(list, search);
  return { ...made, ...open };
}
const names = ({ texts }: Drawn): string[] => texts('tbody th > span:last-child');
/** The words under the table. */
const rowsSaid = () => document.querySelector('section > div > div:last-child > span')?.textContent;
const says = (words: string) => () => document.body.textContent.includes(words);

describe('pages', () => {
  it('come one after the other, with the exact count, and say so once', async () => {
    const page = await listOf(7);
    await page.until(says('1 to 3 of 7 stones'));
    expect(names(page)).toEqual(['Stone 1', 'Stone 2', 'Stone 3']);
    await page.press(page.one('nav button', 'Next'));
    await page.until(says('4 to 6 of 7 stones'));
    expect(page.addresses.at(-1)).toBe('?offset=3');
    expect(page.texts('[data-announcer]')).toEqual(['4 to 6 of 7 stones']);
    await page.press(page.one('nav button', 'Next'));
    await page.until(says('7 to 7 of 7 stones'));
    const next = page.one('nav button', 'Next');
    next.focus();
    await page.press(next);
    expect(document.activeElement).toBe(next);
    expect(names(page)).toEqual(['Stone 7']);
    await page.press(page.one('nav button', 'First'));
    await page.until(says('1 to 3 of 7 stones'));
    expect(page.addresses.at(-1)).toBe('');
  });

  it('keep the page before while the next one fails, and can be retried', async () => {
    const page = await listOf(7);
    await page.until(says('1 to 3 of 7 stones'));
    page.state.fault = away;
    await page.press(page.one('nav button', 'Next'));
    await page.until(says('The stones cannot be listed'));
    expect(names(page)).toEqual(['Stone 1', 'Stone 2', 'Stone 3']);
    expect(page.texts('section p')[0]).toBe(
      'The quarry does not answer. Below is what the list showed before. Users do not see stones.',
    );
    expect(document.querySelector('.stale table')).not.toBeNull();
    page.state.fault = null;
    await page.press(page.one('button', 'Try again'));
    await page.until(says('4 to 6 of 7 stones'));
    expect(document.querySelector('.stale')).toBeNull();
  });

  it('lead back from beyond the end', async () => {
    const page = await listOf(7, '?offset=300');
    await page.until(says('This page is beyond the end of the list'));
    expect(document.body.textContent).toContain('7 stones are listed on earlier pages.');
    await page.press(page.one('button', 'Go to the last page'));
    await page.until(says('7 to 7 of 7 stones'));
    expect(document.activeElement?.querySelector('table')).not.toBeNull();
  });

  it('begin again with another filter or order, and stay with other columns', async () => {
    const page = await listOf(7, '?offset=3');
    await page.until(says('4 to 6 of 7 stones'));
    await page.press(page.one('thead button', 'Name'));
    await page.until(says('1 to 3 of 7 stones'));
    expect(page.addresses.at(-1)).toBe('?sort=name');
    expect(page.requests.at(-1)).toMatchObject({
      sort: { column: 'name', direction: 'ascending' },
      offset: 0,
    });
  });
});

describe('an address', () => {
  it('that an older list wrote is read as it was meant', async () => {
    const page = await listOf(7, '?sort=heaviest&columns=grams,hats&colour=blue');
    await page.until(() => rowsSaid() === '3 stones');
    expect(page.texts('thead th')).toEqual(['Name', 'Weight']);
    expect(page.requests).toEqual([
      {
        filters: { colour: 'blue' },
        sort: { column: 'grams', direction: 'descending' },
        limit: 3,
        offset: 0,
      },
    ]);
  });

  it.each(['?offset=1e9', '?offset=-3', '?limit=1e2', '?foo=1'])(
    '%s cannot be read, and is named',
    async (search) => {
      const page = await listOf(7, search);
      await page.until(says('1 to 3 of 7 stones'));
      expect(document.body.textContent).toContain('does not understand, which is left out');
    },
  );
});

describe('filters', () => {
  it('are in sight, in words, and off with one press that keeps the focus', async () => {
    const page = await listOf(7, '?colour=red');
    await page.until(says('1 to 3 of 4 stones'));
    expect(document.body.textContent).toContain('Colour: RED');
    await page.press(page.one('button', 'Remove filter Colour'));
    await page.until(says('1 to 3 of 7 stones'));
    expect(document.activeElement?.textContent).toBe('Filter by Colour');
    expect(page.addresses.at(-1)).toBe('');
  });

  it('that nothing matches are offered to be cleared', async () => {
    const page = await listOf(1, '?colour=blue&words=cracked');
    await page.until(says('No stones match these filters'));
    expect(document.body.textContent).toContain(
      '2 filters are on: Colour: BLUE; Words: “cracked”.',
    );
    await page.press(page.one('button', 'Clear the filters'));
    await page.until(() => rowsSaid() === '1 stone');
  });

  it('of several values are ticked one by one, while the menu stays open', async () => {
    const page = await listOf(7);
    await page.until(says('1 to 3 of 7 stones'));
    await page.press(page.one('button', 'Filter by Colours'));
    const box = (words: string) => page.one('[role=menuitemcheckbox]', words);
    await page.press(box('blue'));
    await page.until(says('3 stones'));
    expect(page.addresses.at(-1)).toBe('?colours=blue');
    expect(box('blue').getAttribute('aria-checked')).toBe('true');
    await page.press(box('red'));
    await page.until(says('1 to 3 of 7 stones'));
    expect(page.addresses.at(-1)).toBe('?colours=red,blue');
    await page.press(box('blue'));
    await page.until(says('1 to 3 of 4 stones'));
    expect(page.requests.at(-1)?.filters).toEqual({ colours: ['red'] });
    // None at all is no filter.
    await page.press(box('red'));
    expect(page.addresses.at(-1)).toBe('');
  });

  it('are refused what the list cannot look for, and keep what was typed', async () => {
    const page = await listOf(7);
    await page.until(says('1 to 3 of 7 stones'));
    await page.press(page.one('button', 'Filter by Words'));
    const field = () => {
      const [found] = page.all('form input');
      if (!(found instanceof HTMLInputElement)) throw new Error('there is no field');
      return found;
    };
    await type(field(), 'doctor 1234567');
    await page.press(page.one('form button', 'Apply'));
    expect(field().getAttribute('aria-invalid')).toBe('true');
    const described = field().getAttribute('aria-describedby') ?? '';
    expect(document.getElementById(described)?.textContent).toContain(
      'Leave out numbers of seven digits',
    );
    expect([field().value, page.addresses]).toEqual(['doctor 1234567', []]);
    await type(field(), ' cracked ');
    await page.press(page.one('form button', 'Apply'));
    expect(page.addresses.at(-1)).toBe('?words=cracked');
    expect(page.all('form input')).toEqual([]);
  });

  it('and nothing at all are different things', async () => {
    const page = await listOf(0);
    await page.until(says('No stone yet'));
    expect(page.one('button', 'CSV: nothing to export').hasAttribute('disabled')).toBe(true);
  });
});

describe('an order that no column in sight shows', () => {
  it('is named by a chip, which leads back to the usual one', async () => {
    const page = await listOf(2, '?sort=grams&columns=colour');
    await page.until(says('Order: lightest first'));
    await page.press(page.one('button', 'Go back to the usual order'));
    await page.until(() => !says('lightest first')());
    expect(page.addresses.at(-1)).toBe('?columns=colour');
  });
});

it('on phones, where there are no heads to press, the order is chosen from a menu', async () => {
  const page = await listOf(7);
  await page.until(says('1 to 3 of 7 stones'));
  await page.press(page.one('button', 'Order'));
  const orders = '[role=menuitemradio]';
  expect(page.texts(orders)).toEqual([
    'Name: Z to A',
    'Name: A to Z',
    'Weight: heaviest first',
    'Weight: lightest first',
  ]);
  const ticked = () => page.texts(`${orders}[aria-checked=true]`);
  expect(ticked()).toEqual(['Weight: heaviest first']);
  await page.press(page.one(orders, 'Weight: lightest first'));
  expect(page.addresses.at(-1)).toBe('?sort=grams');
  await page.press(page.one('button', 'Order'));
  expect(ticked()).toEqual(['Weight: lightest first']);
});

describe('a list that cannot be read', () => {
  it('is awaited under its heads until there is a response', async () => {
    const page = await listOf(2);
    expect(page.texts('thead th')).toEqual(['Name', 'Colour', 'Weight']);
    await page.until(() => rowsSaid() === '2 stones');
  });

  it('says what happened, what it means, and is retried', async () => {
    const page = await listOf(2, '', ({ state }) => {
      state.fault = away;
    });
    await page.until(says('The stones cannot be listed'));
    expect(document.querySelector('[role=alert] p')?.textContent).toBe(
      'The quarry does not answer. Users do not see stones.',
    );
    expect(document.querySelector('table')).toBeNull();
    page.state.fault = null;
    await page.press(page.one('button', 'Try again'));
    await page.until(() => rowsSaid() === '2 stones');
    expect(document.querySelector('[role=alert]')).toBeNull();
  });
});

describe('rows that are selected', () => {
  const selectable = async (search: string) => {
    const made = quarry(stones(7));
    const page = await draw(
      <DataList
        list={stoneList}
        query={made.query}
        chosen={{
          label: ({ name }) => name,
          actions: (keys, clear) => (
            <button type="button" onClick={clear}>
              Crush {[...keys].join(' and ')}
            </button>
          ),
        }}
      />,
      search,
    );
    open = page;
    const box = (n: number): Element => page.all('tbody input')[n] ?? document.body;
    return { ...page, box };
  };
  const group = '[role=group]';

  it('are acted on at once over pages, and none that a filter took out of sight', async () => {
    const page = await selectable('?colour=red');
    await page.until(says('1 to 3 of 4 stones'));
    await page.press(page.box(0));
    expect(page.texts(`${group} b`)).toEqual(['1 stone selected']);
    await page.press(page.one('nav button', 'Next'));
    await page.until(says('4 to 4 of 4 stones'));
    await page.press(page.box(0));
    expect(page.texts(`${group} button`)[0]).toBe('Crush Stone 1 and Stone 7');
    await page.press(page.one('button', 'Remove filter Colour'));
    await page.until(says('1 to 3 of 7 stones'));
    expect(page.all(group)).toEqual([]);
  });

  it.each([
    ['by “Select none”', 'Select none'],
    ['by what was done with them', 'Crush Stone 1 and Stone 2'],
  ])('are let go %s', async (_, button) => {
    const page = await selectable('');
    await page.until(says('1 to 3 of 7 stones'));
    await page.press(page.box(0));
    await page.press(page.box(1));
    expect(page.texts(`${group} b`)).toEqual(['2 stones selected']);
    await page.press(page.one(`${group} button`, button));
    expect(page.all(group)).toEqual([]);
    expect(page.all('tbody input').some((one) => one.matches(':checked'))).toBe(false);
  });
});
