// The lock must name packages and checksums only: an address in it would bind every clone to one registry.
import { readFileSync } from 'node:fs';

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const bound = Object.entries(packages).filter(([, entry]) => 'resolved' in entry && !entry.link);
for (const [name] of bound) console.error(`package-lock.json: ${name} has a download address ("resolved")`);
process.exit(bound.length === 0 ? 0 : 1);
