import { describe, expect, it } from 'vitest';
import { roles } from '#lib/access/model.ts';
import { commandsFor, type CommandContext } from './commands.ts';
import { pages } from '../pages.ts';
import { briefOf, factsOf, production, syncOf } from '../testing.tsx';

const idle: CommandContext = {
  environment: 'local',
  role: 'operator',
  theme: 'system',
  facts: factsOf(),
  others: [],
  path: '/sync',
};
const commands = (text: string, situation = idle) =>
  commandsFor(text, situation).flatMap(({ items }) => items);
const titles = (text: string, situation = idle) =>
  commands(text, situation).map(({ title }) => title);

describe('what the command palette offers', () => {
  it('has every page, the account, the accessibility statement and the help for everyone', () => {
    for (const role of roles) {
      expect(titles('', { ...idle, role })).toEqual(
        expect.arrayContaining([
          ...pages.map(({ name }) => name),
          'Your account',
          'Accessibility statement',
          'Keyboard shortcuts',
        ]),
      );
    }
  });

  it.each([
    ['12', '/sync/local-12'],
    ['run 12', '/sync/local-12'],
    ['#7', '/sync/local-7'],
    ['pre-prod-3', '/sync/pre-prod-3'],
  ])('leads %j to a run before anything else', (text, href) => {
    expect(commands(text)[0]?.effect).toEqual({ go: href });
  });

  it('matches words in any order and case, and parts of words', () => {
    expect(titles('DARK th')).toEqual(['Theme: dark']);
    expect(titles('statement acc')).toEqual(['Accessibility statement']);
    expect(titles('password')).toEqual(['Your account']);
    expect(commandsFor('no such thing', idle)).toEqual([]);
  });

  it('offers the start only to those who may start, and as a way to its page', () => {
    expect(commands('start')[0]?.effect).toEqual({ go: '/sync' });
    expect(titles('start', { ...idle, role: 'viewer' })).toEqual([]);
  });

  it('offers the run in progress and the themes that are not chosen', () => {
    const sync = syncOf({ active: briefOf({ state: 'running', endedAt: null }) });
    const busy: CommandContext = { ...idle, theme: 'dark', facts: factsOf({ sync }) };
    expect(titles('', busy)[0]).toBe('Run 12');
    expect(titles('theme', busy)).toEqual(['Theme: follow the system', 'Theme: light']);
  });

  it('leads to this page in another environment', () => {
    const [first] = commands('switch prod', { ...idle, others: [production] });
    expect(first).toMatchObject({
      title: 'Switch to Production',
      effect: { go: '/sync', environment: 'prod' },
    });
    expect(titles('switch')).toEqual([]);
  });

  it('changes nothing: a command goes somewhere, turns the theme or opens the help', () => {
    for (const { effect: does } of commands(''))
      expect(
        Object.keys(does).every((key) => ['go', 'environment', 'theme', 'help'].includes(key)),
      ).toBe(true);
  });
});
