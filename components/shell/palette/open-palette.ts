export const paletteEvent = 'console:palette';

/** Opens the command palette from a button anywhere on the page. */
export const openPalette = () => window.dispatchEvent(new Event(paletteEvent));
