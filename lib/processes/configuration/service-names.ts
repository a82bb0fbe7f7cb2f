/** What people read for the outside services of an environment, and what its probes may need. */
export const serviceNames = ['Messages', 'Doctors queue', 'Search', 'Trainees', 'Doctors'] as const;
export type ServiceName = (typeof serviceNames)[number];
