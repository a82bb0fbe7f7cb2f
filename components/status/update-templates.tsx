import { useSyncExternalStore, type RefObject } from 'react';
import { Button } from '#components/ui/form/button.tsx';
import {
  stateTitles,
  updateTemplates,
  withTemplate,
  type IncidentState,
  type UpdateTemplate,
} from '#lib/status/client.ts';

interface UpdateTemplatesProps {
  /** That is chosen in the form. */
  readonly state: IncidentState;
  readonly onPick: (template: UpdateTemplate) => void;
}

/** Into the text of the form that is in an element, as if it had been typed there. */
export function putTemplate(form: RefObject<HTMLElement | null>, template: UpdateTemplate): void {
  const text = form.current?.querySelector<HTMLTextAreaElement>('textarea[name="text"]');
  if (text == null) return;
  text.value = withTemplate(text.value, template);
  text.dispatchEvent(new Event('input', { bubbles: true }));
  text.focus();
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
        They go into the text below, where you can change them, and are sent only with it.
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
