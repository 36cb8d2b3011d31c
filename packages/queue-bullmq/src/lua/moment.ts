import { prelude } from './prelude.ts';

/** How many trees have ended so far. Argument: prefix. */
export const momentScript = /* lua */ `
${prelude}
return ended('count')
`;
