const secretName =
  /(?:key|secret|token|password|passwd|pwd|signature|credentials?)$|^(?:auth|code|pass|sig)$/i;

/** `?code=0123`, as gateways take a key in an address, however its name is written. */
export function hasSecretParameter(address: string): boolean {
  const [, query = ''] = /\?([^#]*)/.exec(address) ?? [];
  return [...new URLSearchParams(query)].some(
    ([name, value]) => value !== '' && secretName.test(name),
  );
}
