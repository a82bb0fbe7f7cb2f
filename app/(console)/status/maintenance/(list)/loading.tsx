import { LoadingPage } from '#components/shell/loading-page.tsx';

export default function Loading() {
  return <LoadingPage title="Maintenance" sections={['Under way and to come', 'Over']} />;
}
