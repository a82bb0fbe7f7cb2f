import { LoadingPage } from '#components/shell/loading-page.tsx';

export default function Loading() {
  return (
    <LoadingPage
      title="Blue and green"
      sections={['Shared environments', 'Ask before it is done']}
    />
  );
}
