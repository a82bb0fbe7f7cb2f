import { NoSuchItem } from '#components/inventory/no-such-item.tsx';

export default function NotFound() {
  return <NoSuchItem />;
}
