import type { ActionResult } from '#lib/kernel/result.ts';

/** What is so by now is shown before it is decided again. */
export async function refreshedIfRefused<T>(
  answered: Promise<ActionResult<T>>,
  refresh: () => void,
): Promise<ActionResult<T>> {
  const answer = await answered;
  if (!answer.ok) refresh();
  return answer;
}
