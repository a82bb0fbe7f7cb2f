import { newId } from '#lib/kernel/ids.ts';

// By its tag a console knows the consumers of other consoles from those of other programs.
const prefix = 'tis-console-';

export const newConsumerTag = (): string => prefix + newId();

export const isConsoleTag = (tag: unknown): boolean =>
  typeof tag === 'string' && tag.startsWith(prefix);
