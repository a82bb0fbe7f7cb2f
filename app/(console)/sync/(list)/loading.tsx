import { LoadingPage } from '#components/shell/loading-page.tsx';

export default function Loading() {
  return <LoadingPage title="Sync" sections={['What a sync takes', 'Runs']} />;
}
