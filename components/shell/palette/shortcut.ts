type Keys = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** Ctrl K, or Cmd K on a Mac, where Ctrl K already means "delete to the end of the line". */
export function isPaletteChord(
  { key, ctrlKey, metaKey, altKey, shiftKey }: Keys,
  isMac: boolean,
): boolean {
  if (key.toLowerCase() !== 'k' || altKey || shiftKey) return false;
  return isMac ? metaKey && !ctrlKey : ctrlKey && !metaKey;
}

export const isMacAgent = (userAgent: string): boolean => /Macintosh|iPad|iPhone/.test(userAgent);
