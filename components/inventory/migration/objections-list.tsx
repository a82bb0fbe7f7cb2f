import { OctagonAlert } from 'lucide-react';
import { NotKnown, Status } from '#components/ui/feedback/status.tsx';
import type { Objection } from '#lib/inventory/client.ts';

/** What goes against what must come before or together, and what nobody recorded of it. */
export function ObjectionsList({ objections }: { readonly objections: readonly Objection[] }) {
  return (
    <ul className="text-dense">
      {objections.map(({ key, other, isCertain, says }) => (
        <li key={`${key} ${other} ${says}`} className="border-b border-rule py-1.5">
          {isCertain ? (
            <Status tone="bad" icon={OctagonAlert} className="whitespace-normal!">
              {says}
            </Status>
          ) : (
            <>
              <NotKnown /> {says}
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
