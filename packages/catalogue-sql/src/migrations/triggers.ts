/** Statements after which the database keeps its tallies itself. */
export type Triggers = { readonly tally: readonly string[]; readonly stepTally: readonly string[] };
