import { Table, Td, Th } from '#components/ui/data-table/table.tsx';
import {
  imageRules,
  likenesses,
  likenessOf,
  matchRules,
  readings,
  resourceRules,
  type Kept,
} from '#lib/inventory/client.ts';

function keptWords({ from, attribute, reading = 'text' }: Kept): string {
  const how = reading === 'text' ? '' : `, ${readings[reading]}`;
  return `${from} as ${attribute}${how}`;
}

/** The rules as they are applied. */
export function RulesList() {
  return (
    <div className="mt-2 space-y-2 text-dense">
      <details>
        <summary className="min-h-6 cursor-pointer">How a component is found</summary>
        <ol className="list-decimal pl-6">
          {Object.entries(matchRules).map(([name, says]) => (
            <li key={name}>{says}</li>
          ))}
        </ol>
        <p>A rule that finds several components finds none, and the next one is asked.</p>
      </details>
      <details>
        <summary className="min-h-6 cursor-pointer">Resources of Terraform</summary>
        <Table label="Resources of Terraform">
          <thead>
            <tr>
              <Th>Type</Th>
              <Th>Kind</Th>
              <Th>Which says of itself</Th>
              <Th>What is kept</Th>
            </tr>
          </thead>
          <tbody>
            {resourceRules.map(({ types, kinds, says, keeps }) => (
              <tr key={types.join()}>
                <Td className="min-w-28 wrap-anywhere">{types.join(', ')}</Td>
                <Td>{kinds.join(', ')}</Td>
                <Td>{says?.join(', ') ?? 'anything'}</Td>
                <Td className="min-w-28 wrap-anywhere">
                  {keeps?.map(keptWords).join('; ') ?? 'its name'}
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      </details>
      <details>
        <summary className="min-h-6 cursor-pointer">Images of containers</summary>
        <ul>
          {imageRules.map(({ images, kind, says }) => (
            <li key={images.join()}>
              {images.join(', ')}: {kind}, {says.join(' or ')}
            </li>
          ))}
        </ul>
        <p>
          Every other image is an application. Of a service are kept: image, tag, ports, number of
          containers and memory.
        </p>
      </details>
      <details>
        <summary className="min-h-6 cursor-pointer">When two values are the same</summary>
        <ul>
          {Object.entries(likenesses).map(([likeness, says]) => {
            const attributes = Object.entries(likenessOf)
              .filter(([, like]) => like === likeness)
              .map(([attribute]) => attribute);
            return (
              <li key={likeness}>
                {attributes.length === 0 ? 'Every other attribute' : attributes.join(', ')}: {says}
              </li>
            );
          })}
        </ul>
      </details>
    </div>
  );
}
