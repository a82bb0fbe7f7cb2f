/** What a filled-in form of a thing changes of it: only what differs from what it was made from. */
import type { z } from 'zod';
import {
  isList,
  type AddItem,
  type EditItem,
  type FactEdit,
  type FactValue,
  type FormView,
} from '#lib/inventory/client.ts';

type Parts = Pick<
  z.input<typeof EditItem>,
  'facts' | 'addRelations' | 'removeRelations' | 'sources'
>;
type FactInput = z.input<typeof FactEdit>;
type Field = FormView['fields'][number];
type Snapshot = NonNullable<FormView['item']>['snapshot'];

const textOf = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === 'string' ? value.trim() : '';
};

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

const copyOf = (value: FactValue): string | string[] =>
  typeof value === 'string' ? value : [...value];

const inOneLine = (text: string): string => text.trim().replace(/\r\n?/g, '\n');

export const isSeveral = ({ type }: Pick<Field, 'type'>): boolean => isList(type);

/** What the fields of one attribute hold at first. */
export function filledFact(snapshot: Snapshot | null, { attribute }: Pick<Field, 'attribute'>) {
  const fact = snapshot?.facts.find((one) => one.attribute === attribute);
  const recorded = fact?.recorded ?? { state: 'not-recorded' as const };
  return {
    recorded,
    state: recorded.state,
    value: recorded.state === 'value' ? [recorded.value].flat().join('\n') : '',
    source: fact?.source ?? '',
    note: fact?.note ?? '',
  };
}

function factEdit(form: FormData, field: Field, snapshot: Snapshot | null): FactInput | null {
  const { attribute } = field;
  const was = filledFact(snapshot, field);
  const state = textOf(form, `state.${attribute}`) || was.state;
  const value = textOf(form, `value.${attribute}`);
  const source = textOf(form, `source.${attribute}`);
  const note = textOf(form, `note.${attribute}`);
  // A field has one kind of line break, and may have none: what it shows of a text is the same.
  const isSameValue = state !== 'value' || inOneLine(value) === inOneLine(was.value);
  const edited = isSeveral(field) ? linesOf(value) : value;
  if (state === was.state && isSameValue && source === was.source && note === was.note) return null;
  return {
    attribute,
    // One of those that the form offers, which are the schema's.
    state: state as FactInput['state'],
    ...(state === 'value' && {
      value: isSameValue && was.recorded.state === 'value' ? copyOf(was.recorded.value) : edited,
    }),
    source,
    note: note === '' ? null : note,
  };
}

function partsOf(form: FormData, { item, fields }: FormView): Parts {
  const snapshot = item?.snapshot ?? null;
  const rows = new Set(
    [...form.keys()].flatMap((name) => /^relation\.(\d+)\./.exec(name)?.[1] ?? []),
  );
  const asOf = textOf(form, 'newSource.asOf');
  return {
    facts: fields.flatMap((field) => factEdit(form, field, snapshot) ?? []),
    addRelations: [...rows].flatMap((row) => {
      const to = textOf(form, `relation.${row}.to`);
      if (to === '') return [];
      const note = textOf(form, `relation.${row}.note`);
      return [
        {
          kind: textOf(form, `relation.${row}.kind`),
          to,
          source: textOf(form, `relation.${row}.source`),
          note: note === '' ? null : note,
        },
      ];
    }),
    removeRelations: (snapshot?.relations ?? []).flatMap(({ kind, to }, at) =>
      form.get(`drop.${String(at)}`) === null ? [] : [{ kind, to }],
    ),
    sources:
      textOf(form, 'newSource.id') === ''
        ? []
        : [
            {
              id: textOf(form, 'newSource.id'),
              title: textOf(form, 'newSource.title'),
              // One of those that the form offers.
              evidence: textOf(form, 'newSource.evidence') as 'document',
              asOf: asOf === '' ? null : asOf,
            },
          ],
  };
}

const textOrNull = (form: FormData, name: string): string | null => textOf(form, name) || null;

const ofEnvironment = (form: FormData) => ({
  profile: textOrNull(form, 'own.profile'),
  sharedEnvironment: textOrNull(form, 'own.sharedEnvironment'),
  isProduction: form.get('own.isProduction') !== null,
});

/** Of a thing that is there, at the version that the person saw last. */
export function readEdit(
  form: FormData,
  view: FormView,
  version: number,
): z.input<typeof EditItem> {
  const { item } = view;
  if (item === null) throw new Error('a new thing is not edited');
  const { snapshot } = item;
  const own: z.input<typeof EditItem>['own'] = {};
  const name = textOf(form, 'own.name');
  if (name !== snapshot.name) own.name = name;
  if (snapshot.type === 'component') {
    const component = textOf(form, 'own.component');
    if (component !== snapshot.component) own.component = component;
  }
  if (snapshot.type === 'environment') {
    const { profile, sharedEnvironment, isProduction } = ofEnvironment(form);
    if (profile !== snapshot.profile) own.profile = profile;
    if (sharedEnvironment !== snapshot.sharedEnvironment) own.sharedEnvironment = sharedEnvironment;
    if (isProduction !== snapshot.isProduction) own.isProduction = isProduction;
  }
  const aliases = linesOf(textOf(form, 'own.aliases'));
  if (aliases.join('\n') !== snapshot.aliases.join('\n')) own.aliases = aliases;
  const typedName = textOf(form, 'typedName');
  return {
    id: item.id,
    version,
    own,
    ...partsOf(form, view),
    reason: textOf(form, 'reason'),
    ...(typedName !== '' && { typedName }),
  };
}

/** Of something new. */
export function readNew(form: FormData, view: FormView, kind: string): z.input<typeof AddItem> {
  const environment = textOf(form, 'own.environment');
  const isEnvironment = kind === 'environment';
  return {
    estate: view.estate,
    environment: isEnvironment || environment === '' ? null : environment,
    kind,
    component: isEnvironment ? null : textOf(form, 'own.component'),
    name: textOf(form, 'own.name'),
    aliases: linesOf(textOf(form, 'own.aliases')),
    ...(isEnvironment && ofEnvironment(form)),
    source: textOf(form, 'own.source'),
    ...partsOf(form, view),
    reason: textOf(form, 'reason'),
  };
}
