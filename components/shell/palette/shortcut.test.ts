import { expect, it } from 'vitest';
import { isMacAgent, isPaletteChord } from './shortcut.tsx';

const bare = { key: 'k', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

it.each([
  ['Ctrl K', { ...bare, ctrlKey: true }, true, false],
  ['Ctrl K with caps lock', { ...bare, key: 'K', ctrlKey: true }, true, false],
  ['Cmd K', { ...bare, metaKey: true }, false, true],
  ['k alone', bare, false, false],
  ['Ctrl J', { ...bare, key: 'j', ctrlKey: true }, false, false],
  ['Ctrl Shift K', { ...bare, ctrlKey: true, shiftKey: true }, false, false],
  ['AltGr K', { ...bare, ctrlKey: true, altKey: true }, false, false],
])('%s', (_name, keys, elsewhere, onMac) => {
  expect(isPaletteChord(keys, false)).toBe(elsewhere);
  expect(isPaletteChord(keys, true)).toBe(onMac);
});

it('knows a Mac by what its browser says', () => {
  expect(isMacAgent('Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)')).toBe(true);
  expect(isMacAgent('Mozilla/5.0 (Windows NT 10.0; Win64; x64)')).toBe(false);
});
