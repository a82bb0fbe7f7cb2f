export { proveListener as GET } from '#lib/web/prove-listener.ts';
