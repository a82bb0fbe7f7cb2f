import { ButtonLink } from '#components/ui/form/button.tsx';
import { Empty } from '#components/ui/feedback/empty.tsx';
import { PageHead } from '#components/ui/page/page-head.tsx';

export default function NotFound() {
  return (
    <>
      <PageHead
        title="There is no such service"
        trail={[{ href: '/status', text: 'Status' }]}
        here="Not found"
      />
      <Empty
        title="Nothing that is asked has this id"
        actions={<ButtonLink href="/status">See all services</ButtonLink>}
      >
        Its name may have been changed in the configuration, or it is asked no longer.
      </Empty>
    </>
  );
}
