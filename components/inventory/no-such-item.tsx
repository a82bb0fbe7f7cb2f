import { Empty } from '#components/ui/feedback/empty.tsx';
import { ButtonLink } from '#components/ui/form/button.tsx';
import { PageHead } from '#components/ui/page/page-head.tsx';

/** In the frame of the console: says what an address of a thing looks like. */
export function NoSuchItem() {
  return (
    <>
      <PageHead
        title="There is no such thing in the inventory"
        trail={[{ href: '/inventory', text: 'Inventory' }]}
        here="Not found"
      />
      <Empty
        title="No source names it"
        actions={<ButtonLink href="/inventory">Search the inventory</ButtonLink>}
      >
        The address names a thing by its estate and key, for example /inventory/spqs, or by a name
        that only one thing has, in whatever capitals. It may have been taken out of the document
        that named it.
      </Empty>
    </>
  );
}
