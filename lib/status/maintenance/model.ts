/** Planned work as people write it; safe in a browser. */
import { z } from 'zod';
import { londonWallTime } from '#lib/kernel/clock.ts';
import type { FieldDescriptions } from '#lib/kernel/form-fields.ts';
import { freeTextWithoutNumbers } from '#lib/kernel/free-text.ts';
import { moment } from '../moment.ts';

const environment = z.string().min(1).max(100);
const id = z.coerce.number().int().min(1).max(2_147_483_647);
const version = id;
const title = freeTextWithoutNumbers(120, 'Use 120 characters or fewer.').min(
  1,
  'Say in a few words what is done.',
);
const text = freeTextWithoutNumbers(2_000, 'Use 2,000 characters or fewer.').min(
  1,
  'Say what people notice of it.',
);

const hourMs = 3_600_000;
const longestMs = 30 * 24 * hourMs;

const planned = {
  environment,
  title,
  text,
  fromAt: moment,
  toAt: moment,
  /** A probe by its name or id; left out: all of the environment. */
  probe: z.string().min(1).max(200).optional(),
};

interface Times {
  readonly fromAt: Date;
  readonly toAt: Date;
}

/** What is wrong with the times of planned work, beside which field; null: nothing. */
export function wrongTimes({ fromAt, toAt }: Times, now: Date): [keyof Times, string] | null {
  if (toAt <= fromAt) return ['toAt', 'Use a time after it begins.'];
  if (toAt.getTime() - fromAt.getTime() > longestMs) return ['toAt', 'Plan 30 days or fewer.'];
  if (toAt <= now) return ['toAt', 'Use a time that is still to come.'];
  if (fromAt.getTime() > now.getTime() + 366 * 24 * hourMs)
    return ['fromAt', 'Use a time within a year.'];
  return null;
}

export const PlanMaintenance = z.object({
  ...planned,
  /** One a form: the same key of the same person answers with what it has done before. */
  idempotencyKey: z.uuid().optional(),
});
export type PlanMaintenance = z.output<typeof PlanMaintenance>;

export const ChangeMaintenance = z.object({
  ...planned,
  maintenance: id,
  /** That was looked at: what somebody else changed meanwhile is not written over. */
  version,
});
export type ChangeMaintenance = z.output<typeof ChangeMaintenance>;

/** Calls off what has not begun, and ends what has. */
export const EndMaintenance = z.object({ environment, maintenance: id, version });
export type EndMaintenance = z.output<typeof EndMaintenance>;

/** As an address has it. */
export const MaintenanceNumber = z
  .string()
  .regex(/^[1-9]\d{0,9}$/)
  .transform(Number)
  .refine((number) => id.safeParse(number).success);

const inLondon = 'By clocks in London.';

/** A name as a form shows it, and the id behind it. */
export interface Choosable {
  readonly id: string;
  readonly name: string;
}

export const maintenanceFields = (
  probes: readonly Choosable[],
): FieldDescriptions<keyof typeof planned> => ({
  title: {
    control: 'text',
    autoComplete: 'off',
    label: 'What is done',
    hint: 'In a few words, such as “The search cluster is renewed”.',
  },
  text: {
    control: 'long-text',
    label: 'What people notice of it',
    hint:
      'Shown on the support page, and read by all who may sign in. No names of hosts, and no ' +
      'names or numbers of doctors.',
  },
  probe: {
    control: 'choice',
    label: 'Of what',
    options: [
      { value: '', label: 'All of the environment' },
      ...probes.map(({ id: value, name: label }) => ({ value, label })),
    ],
  },
  fromAt: { control: 'date-time', label: 'Begins', hint: inLondon },
  toAt: { control: 'date-time', label: 'Ends', hint: inLondon },
});

export const maintenanceStates = ['planned', 'under-way', 'over', 'called-off'] as const;
export type MaintenanceState = (typeof maintenanceStates)[number];

export interface MaintenanceView {
  readonly id: number;
  readonly environment: string;
  readonly title: string;
  readonly text: string;
  /** Null: all of the environment. */
  readonly probe: Choosable | null;
  /** ISO 8601. */
  readonly fromAt: string;
  /** ISO 8601: as it was planned. */
  readonly toAt: string;
  readonly state: MaintenanceState;
  readonly plannedBy: string;
  /** ISO 8601. */
  readonly plannedAt: string;
  /** ISO 8601: when what is said of it was changed last. */
  readonly changedAt: string;
  /** ISO 8601, and who; null: it ends, or has ended, when it was planned to. */
  readonly endedAt: string | null;
  readonly endedBy: string | null;
  readonly version: number;
}

export interface MaintenanceList {
  /** ISO 8601, by the time of the database. */
  readonly asOf: string;
  /** What is under way first, then what is to come, the next first, then what is over. */
  readonly maintenance: readonly MaintenanceView[];
}

/** What a form of it is filled in with. */
export const maintenanceValues = (view: MaintenanceView): Readonly<Record<string, string>> => ({
  title: view.title,
  text: view.text,
  probe: view.probe?.id ?? '',
  fromAt: londonWallTime(new Date(view.fromAt)),
  toAt: londonWallTime(new Date(view.toAt)),
});

export interface MaintenanceOutcome {
  readonly maintenance: number;
  readonly version: number;
  readonly state: MaintenanceState;
}
