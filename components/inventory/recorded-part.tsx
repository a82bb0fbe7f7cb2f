import { LivePart, type LivePartProps } from '#components/ui/live/live-part.tsx';

type RecordedPartProps<T> = Omit<LivePartProps<T>, 'title' | 'meaning'> &
  Partial<Pick<LivePartProps<T>, 'title' | 'meaning'>>;

/** What is recorded in the inventory, once it was looked up. */
export function RecordedPart<T>({
  of,
  title = `What is recorded of ${of} cannot be shown`,
  meaning = 'What exists in the estates is not affected by this.',
  ...rest
}: RecordedPartProps<T>) {
  return <LivePart of={of} title={title} meaning={meaning} {...rest} />;
}
