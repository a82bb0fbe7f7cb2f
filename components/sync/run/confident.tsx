import type { Confidence } from '#lib/sync/client.ts';
import { NotKnown, Tag } from '#components/ui/feedback/status.tsx';

/** How sure an inference is. */
export function Confident({ confidence }: { readonly confidence: Confidence }) {
  if (confidence === 'not-known') return <NotKnown />;
  return confidence === 'seen' ? <Tag tone="ok">seen</Tag> : <Tag tone="warn">likely</Tag>;
}
