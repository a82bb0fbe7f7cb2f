import { FlaskConical, Laptop, ShieldCheck, type LucideIcon } from 'lucide-react';

/** Which environment this is and how careful one has to be there. */
export interface ShellEnvironment {
  readonly name: string;
  /** What people read. */
  readonly title: string;
  readonly isProduction: boolean;
  /** Its runs index people that are made up. */
  readonly hasSyntheticPeople: boolean;
}

interface EnvironmentStyle {
  readonly icon: LucideIcon;
  readonly word: string;
  readonly sub: string;
  /** Sets the solid colour of the environment. */
  readonly className: string;
}

export function environmentStyle({
  name,
  title,
  isProduction,
  hasSyntheticPeople,
}: ShellEnvironment): EnvironmentStyle {
  if (isProduction)
    return {
      icon: ShieldCheck,
      word: title,
      sub: hasSyntheticPeople ? 'Production: synthetic people' : 'Production: live data',
      className: 'env-production',
    };
  if (name === 'local')
    return { icon: Laptop, word: title, sub: 'Not production', className: 'env-local' };
  return {
    icon: FlaskConical,
    word: title,
    sub: 'Not production',
    className: 'env-rehearsal',
  };
}

/** Where several are behind one page, production is what it has to look like. */
export function mostCareful(environments: readonly ShellEnvironment[]): ShellEnvironment {
  const chosen = environments.find(({ isProduction }) => isProduction) ?? environments[0];
  if (chosen === undefined) throw new Error('a console without an environment');
  return chosen;
}
