/** The words of each document that name nothing, so that the inventory need not have them. */

const wordsOf = (text: string): readonly string[] => text.split(' ');

export const unsaid: Readonly<Record<string, readonly string[]>> = {
  // Written there with another apostrophe.
  S0: wordsOf('etl’s maxwell’s vm’s'),
  S1: [
    // The site that the text was taken from asks for at most 25 topics.
    ...wordsOf('25 35 can characters dashes include letter long more must number select'),
    ...wordsOf('start than topics up you'),
    // Words between what is named.
    ...wordsOf('aforementioned consists currently following general key n.b so therefore these'),
    'per-review-app',
  ],
  S2: [
    // The page that the text was taken from.
    ...wordsOf('navigation skip'),
    // Sentences that only lead to what follows them.
    ...wordsOf('adhere below execute followed high includes level members os suites type'),
    ...wordsOf("integration's workspace"),
  ],
  S3: [
    // The page that the text was taken from.
    ...wordsOf('download google online preview'),
    // Headings of tables and of their columns, which kinds and attributes have as their words.
    ...wordsOf('author benefit business commitment commitments component contact cpu db'),
    ...wordsOf(
      'deliverable deliverables diagrams directory estimated instance linux members method',
    ),
    ...wordsOf(
      'need new or physical port sections size stakeholders systems tablespace type volume',
    ),
    // What it says of lists that it has not; the facts have that as their state.
    'none',
  ],
  // Words of the editor and of its link to Jira.
  S4: wordsOf('block legacy server serverid system'),
};
