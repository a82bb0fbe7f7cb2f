/**
 * Next calls this once in every server process, before the first request. Building and the
 * browser's side have no world.
 */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs' || process.env.NEXT_PHASE === 'phase-production-build')
    return;
  const { startWebRuntime } = await import('#lib/processes/start-web-runtime.ts');
  const runtime = await startWebRuntime(Number(process.env.PORT ?? '3000'));
  // next-auth builds its links from this one.
  process.env.NEXTAUTH_URL ??= runtime.baseUrl;
}
