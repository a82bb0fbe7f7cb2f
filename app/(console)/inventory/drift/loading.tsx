import { LoadingPage } from '#components/shell/loading-page.tsx';

export default function Loading() {
  return <LoadingPage title="Drift" sections={['Newest imports', 'Register']} />;
}
