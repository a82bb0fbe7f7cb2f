import type { IndexHealth } from '#lib/indexes/client.ts';
import { NotKnown, Status } from '#components/ui/feedback/status.tsx';

const styles = {
  green: { word: 'Green', tone: 'ok' },
  yellow: { word: 'Yellow', tone: 'warn' },
  red: { word: 'Red', tone: 'bad' },
  closed: { word: 'Closed', tone: 'bad' },
} as const;

export function HealthStatus({ health }: { readonly health: IndexHealth }) {
  if (health === 'not-known') return <NotKnown />;
  const { word, tone } = styles[health];
  return <Status tone={tone}>{word}</Status>;
}
