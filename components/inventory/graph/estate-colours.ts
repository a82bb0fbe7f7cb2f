/** The colour of an estate in a picture; its name is always beside it. */
const colours = [
  { stripe: 'bg-estate-1', fill: 'fill-estate-1!' },
  { stripe: 'bg-estate-2', fill: 'fill-estate-2!' },
  { stripe: 'bg-estate-3', fill: 'fill-estate-3!' },
  { stripe: 'bg-estate-4', fill: 'fill-estate-4!' },
  { stripe: 'bg-estate-5', fill: 'fill-estate-5!' },
  { stripe: 'bg-estate-6', fill: 'fill-estate-6!' },
] as const;

export type EstateColour = (typeof colours)[number];

interface InEstate {
  readonly estate: string;
  readonly estateTitle: string;
}

export interface EstateLegend {
  readonly estate: string;
  readonly title: string;
  readonly colour: EstateColour;
  readonly count: number;
}

/** Each estate of these nodes once, by name, with its colour and how many they are. */
export function estatesOf(nodes: readonly InEstate[]): EstateLegend[] {
  const titles = new Map(nodes.map(({ estate, estateTitle }) => [estate, estateTitle]));
  return [...titles]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([estate, title], at) => ({
      estate,
      title,
      colour: colours[at % colours.length] ?? colours[0],
      count: nodes.filter((node) => node.estate === estate).length,
    }));
}
