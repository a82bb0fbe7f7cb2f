export { readiness as GET } from '#lib/web/health.ts';
