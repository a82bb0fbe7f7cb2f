import type { IncomingMessage, ServerResponse } from 'node:http';

/** Forms and commands are smaller, and Next keeps a body before anybody is asked who they are. */
export const largestBodyBytes = 128 * 1024;

function refuseBody(response: ServerResponse): void {
  if (response.headersSent) return;
  const body = JSON.stringify({ kind: 'invalid', says: 'Send at most 128 KB.' });
  response.writeHead(413, { 'content-type': 'application/json', connection: 'close' }).end(body);
}

/**
 * False: refused by the length that it names. A body of unknown length is cut off once it has
 * become too long.
 */
export function isSmall(request: IncomingMessage, response: ServerResponse): boolean {
  if (Number(request.headers['content-length'] ?? 0) > largestBodyBytes) {
    refuseBody(response);
    return false;
  }
  if (request.headers['transfer-encoding'] === undefined) return true;
  let bytes = 0;
  const push = request.push.bind(request);
  request.push = (chunk: Buffer | null, encoding?: BufferEncoding): boolean => {
    bytes += chunk?.length ?? 0;
    if (bytes <= largestBodyBytes) return push(chunk, encoding);
    refuseBody(response);
    request.destroy();
    return false;
  };
  return true;
}
