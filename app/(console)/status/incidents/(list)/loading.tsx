import { LoadingPage } from '#components/shell/loading-page.tsx';

export default function Loading() {
  return <LoadingPage title="Incidents" sections={['Open', 'Resolved', 'Before this console']} />;
}
