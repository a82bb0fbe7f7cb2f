import { LoadingPage } from '#components/shell/loading-page.tsx';

export default function Loading() {
  return <LoadingPage title="Search cluster" sections={['Cluster', 'Disk and writes', 'Load']} />;
}
