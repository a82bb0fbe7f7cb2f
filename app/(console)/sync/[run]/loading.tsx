import { LoadingPage } from '#components/shell/loading-page.tsx';

export default function Loading() {
  return <LoadingPage title="Run" sections={['What users are reading', 'Stages and ledger', 'Events']} />;
}
