import { LoadingPage } from '#components/shell/loading-page.tsx';

export default function Loading() {
  return <LoadingPage title="Compare generations" sections={['Two generations of one index']} />;
}
