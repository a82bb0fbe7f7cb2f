import { useSyncExternalStore } from 'react';
import { Button } from '#components/ui/form/button.tsx';
import {
  stateTitles,
  updateTemplates,
  type IncidentState,
  type UpdateTemplate,
} from '#lib/status/client.ts';

interface UpdateTemplatesProps {
  /** That is chosen in the form. */
  readonly state: IncidentState;
  readonly onPick: (template: UpdateTemplate) => void;
}

const nothingChanges = () => () => {};

/** Words for the state that is chosen, which go into the form and nowhere else. */
export function UpdateTemplates({ state, onPick }: UpdateTemplatesProps) {
  const isHydrated = useSyncExternalStore(
    nothingChanges,
    () => true,
    () => false,
  );
  // Without scripts they would do nothing.
  if (!isHydrated) return null;
  return (
    <div role="group" aria-label="Words to begin with" className="mt-3.5">
      <p className="text-dense font-bold">Words to begin with: {stateTitles[state]}</p>
      <p className="text-meta text-muted">
        They go into the update below, where you can change them. Nothing is sent before you post
        it.
      </p>
      <ul className="mt-1.5 flex flex-wrap gap-2">
        {updateTemplates[state].map((template) => (
          <li key={template.title}>
            <Button type="button" title={template.text} onClick={() => onPick(template)}>
              {template.title}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
