import { LoadingPage } from '#components/shell/loading-page.tsx';

export default function Loading() {
  return <LoadingPage title="Overview" sections={['Needs attention', 'Sync', 'Alias contract']} />;
}
