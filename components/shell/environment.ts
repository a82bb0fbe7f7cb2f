import { FlaskConical, Laptop, ShieldCheck, type LucideIcon } from 'lucide-react';

/** Which environment this is and how careful one has to be there. */
export interface ShellEnvironment {
  readonly name: string;
  readonly isProduction: boolean;
}

interface EnvironmentStyle {
  readonly icon: LucideIcon;
  readonly word: string;
  readonly sub: string;
  /** Sets the solid colour of the place. */
  readonly className: string;
}

const titleCase = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

export function environmentStyle({ name, isProduction }: ShellEnvironment): EnvironmentStyle {
  if (isProduction)
    return {
      icon: ShieldCheck,
      word: titleCase(name),
      sub: 'Production: live data',
      className: 'env-production',
    };
  if (name === 'local')
    return { icon: Laptop, word: 'Local', sub: 'Not production', className: 'env-local' };
  return {
    icon: FlaskConical,
    word: titleCase(name),
    sub: 'Not production',
    className: 'env-rehearsal',
  };
}
