import { LoadingPage } from '#components/shell/loading-page.tsx';

export default function Loading() {
  return <LoadingPage title="Your account" sections={['Who you are', 'Change your password']} />;
}
