/** What `terraform show -json` prints of a plan or a state (`docs/inventory.md`). Pure. */
import { findJson } from './find-json.ts';
import { harmlessText, isHiding } from './harmless.ts';
import {
  limits,
  refuseReading,
  Tells,
  type ObservationReading,
  type ObservedThing,
  type PlannedAction,
} from './observation.ts';
import { ResourceValues } from './read-values.ts';
import { resourceRule } from './resource-rules.ts';
import { listOf, objectOf, scalarText, type JsonObject } from './unknown-json.ts';

/** A resource as Terraform names it, before anything of it is hidden. */
interface Resource {
  readonly address: string;
  readonly module: string;
  readonly type: string;
  readonly name: string;
  readonly values: JsonObject;
  /** The shape of the values, with true where they are sensitive. */
  readonly marks: unknown;
}

const indexText = (index: unknown): string =>
  typeof index === 'number'
    ? `[${String(index)}]`
    : typeof index === 'string'
      ? `[${JSON.stringify(index)}]`
      : '';

/** Addresses alone are not unique in format 0.1: module, type, name and index are. */
function resourceOf(
  resource: JsonObject,
  module: string,
  values: unknown,
  marks: unknown,
): Resource | null {
  const { type, name, address, mode, index } = resource;
  // What Terraform looks up is not its own.
  if (mode === 'data' || typeof type !== 'string' || typeof name !== 'string') return null;
  const own = `${type}.${name}${indexText(index)}`;
  const inModule = module === '' ? own : `${module}.${own}`;
  return {
    // Where a module does not say its address the one of the resource is the best there is.
    address: module === '?' && typeof address === 'string' ? address : inModule,
    module,
    type,
    name,
    values: objectOf(values) ?? {},
    marks,
  };
}

class TooMany extends Error {}

/** All resources of a module and of those in it, by address. */
function resourcesIn(rootModule: unknown): Map<string, Resource> {
  const found = new Map<string, Resource>();
  const pending: { readonly part: JsonObject; readonly level: number }[] = [];
  const push = (part: unknown, level: number): void => {
    const module = objectOf(part);
    if (module === null) return;
    if (level > limits.levels)
      throw new TooMany(`The file has more than ${String(limits.levels)} modules in each other.`);
    pending.push({ part: module, level });
  };
  push(rootModule, 0);
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { part, level } = next;
    const module = level === 0 ? '' : (scalarText(part['address']) ?? '?');
    for (const one of listOf(part['resources'])) {
      const written = objectOf(one);
      if (written === null) continue;
      const { values, sensitive_values } = written;
      const resource = resourceOf(written, module, values, sensitive_values);
      if (resource === null) continue;
      found.set(resource.address, resource);
      if (found.size > limits.things) throw new TooMany(tooManyThings);
    }
    for (const child of listOf(part['child_modules'])) push(child, level + 1);
  }
  return found;
}

const tooManyThings = `The file has more than ${String(limits.things)} resources.`;

const actionOf: Readonly<Record<string, PlannedAction>> = {
  create: 'create',
  update: 'update',
  delete: 'delete',
  'delete,create': 'replace',
  'create,delete': 'replace',
};

interface Change {
  readonly resource: Resource;
  readonly previousAddress: string | null;
  readonly planned: PlannedAction | null;
}

/** Of resources that another one takes the place of, only the newer is told of. */
function changesIn(plan: JsonObject): readonly Change[] {
  return listOf(plan['resource_changes']).flatMap((one) => {
    const written = objectOf(one);
    const change = objectOf(written?.['change']);
    if (written === null || change === null || written['deposed'] !== undefined) return [];
    const { before, after, before_sensitive, after_sensitive } = change;
    const isThere = objectOf(before) !== null;
    const resource = resourceOf(
      written,
      scalarText(written['module_address']) ?? '',
      isThere ? before : after,
      isThere ? before_sensitive : after_sensitive,
    );
    if (resource === null) return [];
    const previousAddress = scalarText(written['previous_address']);
    const actions = listOf(change['actions']).map(String).join(',');
    return [{ resource, previousAddress, planned: actionOf[actions] ?? null }];
  });
}

interface Found {
  readonly resource: Resource;
  readonly previousAddress: string | null;
  readonly planned: PlannedAction | null;
}

/**
 * What a plan says is there, and what it is going to add. Of what is there the values are those
 * from before the plan.
 */
function inPlan(plan: JsonObject): readonly Found[] {
  const there = resourcesIn(objectOf(objectOf(plan['prior_state'])?.['values'])?.['root_module']);
  const wanted = resourcesIn(objectOf(plan['planned_values'])?.['root_module']);
  const found = new Map<string, Found>();
  for (const resource of [...wanted.values(), ...there.values()])
    found.set(resource.address, { resource, previousAddress: null, planned: null });
  for (const { resource, previousAddress, planned } of changesIn(plan)) {
    const { address } = resource;
    const known = there.get(address);
    // The marks of the change know more than those of old formats, which had none.
    const marks = [known?.marks, wanted.get(address)?.marks, resource.marks];
    found.set(address, {
      resource: { ...(known ?? resource), marks: mergedMarks(marks) },
      previousAddress,
      planned,
    });
    if (previousAddress !== null && previousAddress !== address && !wanted.has(previousAddress))
      found.delete(previousAddress);
  }
  if (found.size > limits.things) throw new TooMany(tooManyThings);
  return [...found.values()];
}

/** Marked where any of them is. */
function mergedMarks(marks: readonly unknown[]): unknown {
  if (marks.includes(true)) return true;
  if (marks.some(Array.isArray)) {
    const lists = marks.map(listOf);
    const longest = Math.max(...lists.map((list) => list.length));
    return Array.from({ length: longest }, (_, at) => mergedMarks(lists.map((list) => list[at])));
  }
  const objects = marks.map(objectOf).filter((one) => one !== null);
  const names = new Set(objects.flatMap((one) => Object.keys(one)));
  return Object.fromEntries(
    [...names].map((name) => [name, mergedMarks(objects.map((one) => one[name]))]),
  );
}

/** The types that the code of a plan has, also where it makes none of them just now. */
function typesInCode(plan: JsonObject): readonly string[] {
  const types = new Set<string>();
  const pending = [{ part: objectOf(plan['configuration'])?.['root_module'], level: 0 }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { part, level } = next;
    for (const one of listOf(objectOf(part)?.['resources'])) {
      const { type, mode } = objectOf(one) ?? {};
      if (mode !== 'data' && typeof type === 'string') types.add(type);
    }
    const calls = Object.values(objectOf(objectOf(part)?.['module_calls']) ?? {});
    if (level < limits.levels)
      for (const call of calls)
        pending.push({ part: objectOf(call)?.['module'], level: level + 1 });
  }
  return [...types];
}

/** `rds` of `module.data.module.rds["a"]`. */
const lastModule = (module: string): string | null =>
  /module\.([\w-]+)(?:\[[^\]]*\])?$/.exec(module)?.[1] ?? null;

function thingsOf(found: readonly Found[], tells: Tells): readonly ObservedThing[] {
  let hiding = 0;
  const taken = new Map<string, number>();
  const unique = (address: string): string => {
    const times = (taken.get(address) ?? 0) + 1;
    taken.set(address, times);
    // What is hidden in two addresses may be all that told them apart.
    return times === 1 ? address : `${address} (${String(times)})`;
  };
  const things = found.map(({ resource, previousAddress, planned }): ObservedThing => {
    const { address, module, type, name, marks } = resource;
    const values = new ResourceValues(resource.values, marks);
    const rule = resourceRule(type);
    const shown = harmlessText(address, limits.addressCharacters);
    const names = values.texts(rule?.names ?? [], limits.names);
    const hosts = values.texts(rule?.hosts ?? [], limits.hosts);
    const attributes = rule === undefined ? {} : values.attributes(rule);
    if (values.isHiding || isHiding(shown)) hiding += 1;
    return {
      address: unique(shown),
      previousAddress:
        previousAddress === null ? null : harmlessText(previousAddress, limits.addressCharacters),
      type: harmlessText(type, limits.nameCharacters),
      name: names[0] ?? harmlessText(name, limits.nameCharacters),
      names,
      hosts,
      image: null,
      planned,
      profiles: [],
      attributes,
      labels: [name, lastModule(module)].flatMap((label) =>
        label === null ? [] : harmlessText(label, limits.nameCharacters),
      ),
    };
  });
  if (hiding > 0)
    tells.add(
      'Account numbers, secrets and what Terraform marks as sensitive were left out ' +
        `(resources: ${String(hiding)}).`,
    );
  return things;
}

const outputOfOther: readonly (readonly [string, string])[] = [
  [
    'lineage',
    'This is the state as Terraform keeps it, with its secrets. Import what terraform show ' +
      '-json prints.',
  ],
  [
    '@level',
    'This is the log of terraform plan -json. Write the plan with -out, and import what ' +
      'terraform show -json prints of it.',
  ],
  ['provider_schemas', 'These are schemas of providers, and no plan and no state.'],
];

const partsOfPlan = ['planned_values', 'resource_changes', 'prior_state'] as const;

export function readTerraform(text: string): ObservationReading {
  const found = findJson(
    text,
    (value) =>
      'format_version' in value ||
      'values' in value ||
      [...partsOfPlan, ...outputOfOther.map(([member]) => member)].some((part) => part in value),
  );
  if (found.value === null)
    return refuseReading(found.says, found.line === 1 ? null : `line ${String(found.line)}`);
  const { value } = found;
  const isPlan = partsOfPlan.some((part) => part in value);
  const other = outputOfOther.find(([member]) => member in value);
  if (other !== undefined && !isPlan && !('format_version' in value))
    return refuseReading(other[1]);

  const tells = new Tells();
  if (found.isBefore) tells.add('The text before the JSON was left out.');
  if (found.isAfter) tells.add('The text after the JSON was left out.');
  const version = scalarText(value['format_version']);
  const [, major] = /^(\d{1,3})(?:\.\d{1,4})*$/.exec(version ?? '1') ?? [];
  if (major === undefined)
    return refuseReading('The version of the format is no number.', 'format_version');
  if (Number(major) > 1)
    return refuseReading(
      `The file has format ${major}, of which this console knows nothing. It reads formats 0 ` +
        'and 1.',
      'format_version',
    );
  if (version === null)
    tells.add('The file does not say its format; it was read as format 1.', 'format_version');

  let resources: readonly Found[];
  try {
    resources = isPlan
      ? inPlan(value)
      : [...resourcesIn(objectOf(value['values'])?.['root_module']).values()].map((resource) => ({
          resource,
          previousAddress: null,
          planned: null,
        }));
  } catch (error) {
    if (error instanceof TooMany) return refuseReading(error.message);
    throw error;
  }

  const isPartial = isPlan && whyPartial(value, tells);
  const things = thingsOf(resources, tells);
  if (things.length === 0) tells.add('There is no resource in it, so that nothing is missing.');
  if (!isPlan)
    tells.add('The file is a state: what is there by now. A plan also says what is to change.');
  const types = new Set([...things.map(({ type }) => type), ...(isPlan ? typesInCode(value) : [])]);
  const timestamp = scalarText(value['timestamp']);
  return {
    complaints: null,
    observation: {
      kind: 'terraform',
      format: `Terraform ${isPlan ? 'plan' : 'state'}, format ${version ?? 'not said'}`,
      observedAt:
        timestamp !== null && !Number.isNaN(Date.parse(timestamp))
          ? new Date(timestamp).toISOString()
          : null,
      covers:
        things.length === 0
          ? []
          : [...types].filter((type) => resourceRule(type) !== undefined).sort(),
      isPartial,
      things,
      told: tells.all,
    },
  };
}

/** Whether a plan says that it leaves something out; each reason is told. */
function whyPartial(plan: JsonObject, tells: Tells): boolean {
  const reasons = [
    plan['errored'] === true && 'The plan ended with an error, so that nothing is called missing.',
    plan['complete'] === false &&
      'The plan is of some resources only, so that nothing is called missing.',
    listOf(plan['deferred_changes']).length > 0 &&
      'The plan puts resources off, so that nothing is called missing.',
  ].filter((reason) => reason !== false);
  for (const reason of reasons) tells.add(reason);
  return reasons.length > 0;
}
