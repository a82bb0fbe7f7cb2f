export { liveness as GET } from '#lib/web/health.ts';
