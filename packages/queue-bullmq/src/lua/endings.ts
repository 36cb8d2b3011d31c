import { prelude } from './prelude.ts';

/** How often a tree of a group has ended, as far as that was within the last day. Arguments: prefix, group. */
export const endingsScript = /* lua */ `
${prelude}
return endings(ARGV[2])
`;
