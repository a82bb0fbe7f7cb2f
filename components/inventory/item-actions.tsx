'use client';

import { useId, type ComponentProps } from 'react';
import { Button, ButtonLink } from '#components/ui/form/button.tsx';
import { RemoveItemButton } from './remove-item-button.tsx';
import { editHref } from './words.ts';

type ItemActionsProps = Omit<ComponentProps<typeof RemoveItemButton>, 'whyNotId'>;

/** What can be done to a thing; who may not is told why beside it. */
export function ItemActions(props: ItemActionsProps) {
  const { item, notAllowed } = props;
  const id = useId();
  const whyNotId = notAllowed === null ? undefined : id;
  return (
    <>
      {notAllowed !== null && (
        <span id={id} className="max-w-64 text-meta text-muted">
          {notAllowed}
        </span>
      )}
      {notAllowed === null ? (
        <ButtonLink href={editHref(item.key)}>Edit</ButtonLink>
      ) : (
        <Button disabled aria-describedby={whyNotId}>
          Edit
        </Button>
      )}
      <RemoveItemButton {...props} whyNotId={whyNotId} />
    </>
  );
}
