// What `npm ci` needs everywhere: no download addresses, which would bind every clone to one
// registry, and every optional package (those of other platforms), which npm leaves out without a
// word when a registry lacks it.
import { readFileSync } from 'node:fs';

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const known = new Set(
  Object.keys(packages).map((location) =>
    location.slice(location.lastIndexOf('node_modules/') + 'node_modules/'.length),
  ),
);
const faults = [];
for (const [location, entry] of Object.entries(packages)) {
  if ('resolved' in entry && !entry.link)
    faults.push(`${location} has a download address ("resolved")`);
  const missing = Object.keys(entry.optionalDependencies ?? {}).filter((name) => !known.has(name));
  if (missing.length > 0)
    faults.push(
      `${location} wants ${missing.join(', ')}, which the lock lacks: choose another ` +
        'version by "overrides"',
    );
}
for (const fault of faults) console.error(`package-lock.json: ${fault}`);
process.exit(faults.length === 0 ? 0 : 1);
