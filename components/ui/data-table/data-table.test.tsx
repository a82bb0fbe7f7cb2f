// @vitest-environment jsdom
import { useState } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import type { Sort } from '#lib/kernel/list.ts';
import { DataTable } from './data-table.tsx';
import { draw, stoneColumns, stoneList, stones, type Drawn, type Stone } from './testing.tsx';

let drawn: Drawn | undefined;
afterEach(async () => {
  await drawn?.remove();
  drawn = undefined;
});
async function table(node: React.ReactNode): Promise<Drawn> {
  drawn = await draw(node);
  return drawn;
}

const { rowKey, opens } = stoneList;
const given = { label: 'Stones', columns: stoneColumns, rows: stones(4), rowKey };
const cells = ({ all }: Drawn, row: number): string[] =>
  [...(all('tbody tr')[row]?.querySelectorAll('th, td') ?? [])].map(
    (cell) => [...cell.childNodes].at(-1)?.textContent ?? '',
  );

describe('one definition of columns', () => {
  it('gives heads and cells in its order, the name as the head of its row', async () => {
    const drawn = await table(<DataTable {...given} />);
    expect(drawn.texts('thead th')).toEqual(['Name', 'Colour', 'Weight']);
    expect(cells(drawn, 1)).toEqual(['Stone 2', 'blue', '20 g']);
    expect(drawn.texts('tbody th[scope=row]')).toHaveLength(4);
  });

  it('leaves out what is not shown, never the name', async () => {
    const drawn = await table(<DataTable {...given} shown={['grams']} />);
    expect(drawn.texts('thead th')).toEqual(['Name', 'Weight']);
    expect(cells(drawn, 0)).toEqual(['Stone 1', '10 g']);
    await drawn.redraw(<DataTable {...given} shown={[]} />);
    expect(drawn.texts('thead th')).toEqual(['Name']);
  });

  it('says each value’s head on the cards of a phone, where the heads are gone', async () => {
    const { all } = await table(<DataTable {...given} />);
    const labels = all('tbody tr:first-child > * > span:first-child');
    expect(labels.map(({ textContent }) => textContent)).toEqual(['Name', 'Colour', 'Weight']);
    expect(labels.every(({ className }) => className.includes('m:hidden'))).toBe(true);
  });
});

describe('the order', () => {
  function Sorted() {
    const [by, onSort] = useState<Sort>({ column: 'grams', direction: 'descending' });
    return <DataTable {...given} sort={{ by, onSort }} />;
  }

  it('is shown by the head, and a press reverses it or moves it to another column', async () => {
    const { one, press, texts, all } = await table(<Sorted />);
    const orders = () => all('thead th').map((head) => head.getAttribute('aria-sort'));
    expect(texts('thead button')).toEqual(['Name', 'Weight']);
    expect(orders()).toEqual(['none', null, 'descending']);
    await press(one('thead button', 'Weight'));
    expect(orders()).toEqual(['none', null, 'ascending']);
    await press(one('thead button', 'Weight'));
    expect(orders()).toEqual(['none', null, 'descending']);
    // Names begin at A.
    await press(one('thead button', 'Name'));
    expect(orders()).toEqual(['ascending', null, 'none']);
    expect(texts('tbody th > :last-child')[0]).toBe('Stone 1');
  });

  it('cannot be changed where nobody sorts', async () => {
    const { all } = await table(<DataTable {...given} />);
    expect(all('thead button')).toEqual([]);
    expect(all('[aria-sort]')).toEqual([]);
  });
});

describe('choosing rows', () => {
  const chosen: ReadonlySet<string>[] = [];
  function Chooser({ rows = given.rows }: { readonly rows?: readonly Stone[] }) {
    const [selected, select] = useState<ReadonlySet<string>>(new Set(['Stone of another page']));
    return (
      <DataTable
        {...given}
        rows={rows}
        choice={{
          selected,
          label: ({ name }) => name,
          onSelected: (next) => {
            chosen.push(next);
            select(next);
          },
        }}
      />
    );
  }
  const latest = () => [...(chosen.at(-1) ?? [])].filter((key) => !key.includes('another'));
  const box = ({ all }: Drawn, label: string) => {
    const found = all('input[type=checkbox]').find(
      (input) => input.closest('label')?.textContent === label,
    );
    if (found === undefined) throw new Error(`no box ${label}`);
    return found;
  };

  it('goes by one, by a range with Shift, by all in sight; other pages keep theirs', async () => {
    const drawn = await table(<Chooser rows={stones(6)} />);
    await drawn.press(box(drawn, 'Select Stone 2'));
    expect(latest()).toEqual(['Stone 2']);
    await drawn.press(box(drawn, 'Select Stone 5'), { shiftKey: true });
    expect(latest()).toEqual(['Stone 2', 'Stone 3', 'Stone 4', 'Stone 5']);
    await drawn.press(box(drawn, 'Select Stone 3'));
    expect(latest()).toEqual(['Stone 2', 'Stone 4', 'Stone 5']);
    await drawn.press(box(drawn, 'Select all rows in sight'));
    expect(latest()).toHaveLength(6);
    await drawn.press(box(drawn, 'Select all rows in sight'));
    expect(latest()).toEqual([]);
    expect([...(chosen.at(-1) ?? [])]).toEqual(['Stone of another page']);
  });

  it('shows of all at once whether some or all are chosen', async () => {
    const drawn = await table(<Chooser />);
    const whole = box(drawn, 'Select all rows in sight');
    const boxState = () => {
      // Found as a checkbox.
      const { checked, indeterminate } = whole as HTMLInputElement;
      return { checked, indeterminate };
    };
    expect(boxState()).toEqual({ checked: false, indeterminate: false });
    await drawn.press(box(drawn, 'Select Stone 1'));
    expect(boxState()).toEqual({ checked: false, indeterminate: true });
    for (const n of [2, 3, 4]) await drawn.press(box(drawn, `Select Stone ${n}`));
    expect(boxState()).toEqual({ checked: true, indeterminate: false });
  });
});

describe('keys', () => {
  it('go from row to row by the links, and stay at the ends', async () => {
    const drawn = await table(<DataTable {...given} rows={stones(14)} opens={opens} />);
    const focused = () => document.activeElement?.textContent;
    drawn.one('tbody a', 'Stone 1').focus();
    const path: (string | undefined)[] = [];
    for (const key of [
      'ArrowDown',
      'ArrowDown',
      'ArrowUp',
      'PageDown',
      'PageDown',
      'Home',
      'End',
      'ArrowDown',
      'PageUp',
    ]) {
      await drawn.key(key);
      path.push(focused()?.replace('Stone ', ''));
    }
    expect(path).toEqual(['2', '3', '2', '12', '14', '1', '14', '14', '4']);
    expect(document.activeElement?.getAttribute('href')).toBe('/stones/Stone-4');
  });

  it('are left alone outside rows and with other keys held', async () => {
    const drawn = await table(<DataTable {...given} opens={opens} />);
    drawn.one('tbody a', 'Stone 1').focus();
    const event = new KeyboardEvent('keydown', {
      key: 'End',
      ctrlKey: true,
      bubbles: true,
      cancelable: true,
    });
    document.activeElement?.dispatchEvent(event);
    expect(event.defaultPrevented).toBe(false);
    const region = drawn.one('[role=region]', 'Stones');
    const scroll = new KeyboardEvent('keydown', {
      key: 'ArrowDown',
      bubbles: true,
      cancelable: true,
    });
    region.dispatchEvent(scroll);
    expect(scroll.defaultPrevented).toBe(false);
  });
});

describe('rows', () => {
  it('are in their sections, in the order in which those begin', async () => {
    const drawn = await table(
      <DataTable
        {...given}
        group={{ of: ({ colour }) => colour, head: (colour) => <b>All {colour}</b> }}
      />,
    );
    expect(drawn.texts('tbody th > :last-child')).toEqual([
      'All red',
      'Stone 1',
      'Stone 3',
      'All blue',
      'Stone 2',
      'Stone 4',
    ]);
    expect(drawn.all('tbody th[scope=rowgroup]')[0]?.getAttribute('colspan')).toBe('3');
  });

  it('have their details below', async () => {
    const drawn = await table(
      <DataTable {...given} detail={({ grams }) => (grams === 20 ? 'Cracked' : null)} />,
    );
    expect(drawn.texts('tbody tr')[2]).toBe('Cracked');
    expect(drawn.all('tbody tr')).toHaveLength(5);
  });

  it('are awaited under heads that stay', async () => {
    const { texts } = await table(<DataTable {...given} rows={undefined} />);
    expect(texts('thead th')).toEqual(['Name', 'Colour', 'Weight']);
    expect(texts('[role=status]')).toContain('Loading stones');
  });
});
