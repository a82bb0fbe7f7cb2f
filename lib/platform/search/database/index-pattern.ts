/** `name`, `prefix*` or several of them with commas, as OpenSearch writes them. */
export function matchesPattern(pattern: string, name: string): boolean {
  return pattern.split(',').some((part) => {
    const pieces = part
      .split('*')
      .map((piece) => piece.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`));
    return new RegExp(`^${pieces.join('.*')}$`).test(name);
  });
}
