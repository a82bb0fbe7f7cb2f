import { LoadingPage } from '#components/shell/loading-page.tsx';

export default function Loading() {
  return <LoadingPage title="What if these move?" sections={['What it takes']} />;
}
