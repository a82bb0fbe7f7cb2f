// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { AddItem, EditItem, type FormView } from '#lib/inventory/client.ts';
import { readEdit, readNew } from './read-item-form.ts';

const view = {
  item: {
    id: 7,
    version: 3,
    snapshot: {
      key: 'north/web@LIVE',
      type: 'component',
      estate: 'north',
      component: 'web',
      environment: 'LIVE',
      profile: null,
      sharedEnvironment: null,
      aliases: ['www'],
      isProduction: false,
      kind: 'server',
      name: 'web',
      position: 2,
      source: 'D',
      facts: [
        {
          attribute: 'memory',
          recorded: { state: 'value', value: '6GB' },
          source: 'D page 2',
          note: null,
        },
        {
          attribute: 'software',
          recorded: { state: 'value', value: ['a', 'b'] },
          source: 'D',
          note: null,
        },
      ],
      relations: [{ kind: 'depends on', to: 'north/db@LIVE', source: 'D', note: null }],
    },
  },
  estate: 'north',
  estateTitle: 'North',
  kindTitle: 'server',
  fields: [
    { attribute: 'memory', label: 'Memory', type: 'text', choices: null, isExpected: true },
    { attribute: 'software', label: 'Software', type: 'list', choices: null, isExpected: false },
    { attribute: 'size', label: 'Size', type: 'text', choices: null, isExpected: false },
  ],
  sources: [{ id: 'D', title: 'The document' }],
  relationKinds: ['depends on'],
} as const satisfies FormView;

/** As the page fills it in at first. */
function untouched(more: Readonly<Record<string, string>> = {}): FormData {
  const form = new FormData();
  const filled = {
    'own.name': 'web',
    'own.component': 'web',
    'own.aliases': 'www',
    'state.memory': 'value',
    'value.memory': '6GB',
    'source.memory': 'D page 2',
    'note.memory': '',
    'state.software': 'value',
    'value.software': 'a\nb',
    'source.software': 'D',
    'note.software': '',
    'state.size': 'not-recorded',
    'value.size': '',
    'source.size': '',
    'note.size': '',
    reason: 'Looked',
    ...more,
  };
  for (const [name, value] of Object.entries(filled)) form.set(name, value);
  return form;
}

const nothing = { addRelations: [], removeRelations: [], sources: [] };

describe('a form of a thing', () => {
  it('changes nothing where nothing was touched', () => {
    expect(readEdit(untouched(), view, 3)).toEqual({
      id: 7,
      version: 3,
      own: {},
      facts: [],
      ...nothing,
      reason: 'Looked',
    });
  });

  it('changes what was touched, and nothing beside it', () => {
    const edit = readEdit(
      untouched({
        'own.name': 'web-1',
        'value.memory': '3.10',
        'value.software': 'a\n\n c ',
        'state.size': 'none',
        'source.size': 'D',
        'drop.0': 'on',
        'relation.0.kind': 'depends on',
        'relation.0.to': 'north/new@LIVE',
        'relation.0.source': 'D',
        'relation.1.kind': 'depends on',
        'relation.1.to': '',
      }),
      view,
      4,
    );
    expect(edit).toMatchObject({
      version: 4,
      own: { name: 'web-1' },
      facts: [
        { attribute: 'memory', state: 'value', value: '3.10', source: 'D page 2', note: null },
        { attribute: 'software', state: 'value', value: ['a', 'c'] },
        { attribute: 'size', state: 'none', source: 'D' },
      ],
      addRelations: [{ to: 'north/new@LIVE' }],
      removeRelations: [{ kind: 'depends on', to: 'north/db@LIVE' }],
    });
    expect(EditItem.safeParse(edit).success).toBe(true);
  });

  it('keeps what somebody typed of a value while a source says none', () => {
    const edit = readEdit(untouched({ 'state.memory': 'not-applicable' }), view, 3);
    expect(edit.facts).toEqual([
      { attribute: 'memory', state: 'not-applicable', source: 'D page 2', note: null },
    ]);
  });

  it('makes something new, with a source that was not there', () => {
    const form = untouched({
      'own.environment': 'LIVE',
      'own.source': 'T',
      'newSource.id': 'T',
      'newSource.title': 'Told',
      'newSource.evidence': 'general',
    });
    const made = readNew(form, { ...view, item: null }, 'server');
    expect(AddItem.parse(made)).toMatchObject({
      environment: 'LIVE',
      component: 'web',
      source: 'T',
      sources: [{ id: 'T', title: 'Told', evidence: 'general', asOf: null }],
    });
    form.set('own.profile', 'nonprod');
    form.set('own.isProduction', 'on');
    expect(AddItem.parse(readNew(form, { ...view, item: null }, 'environment'))).toMatchObject({
      component: null,
      environment: null,
      aliases: ['www'],
      profile: 'nonprod',
      sharedEnvironment: null,
      isProduction: true,
    });
  });
});
