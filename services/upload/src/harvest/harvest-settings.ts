import { parse, type Settings } from '@diachi/process';

/** How other repositories are harvested. */
export const harvestSettings = {
  harvestPrivate: {
    env: 'HARVEST_PRIVATE',
    doc: 'whether repositories on this machine or in its network may be harvested too: `yes` or `no`. Whoever may add sources could otherwise have the library ask what only it can reach',
    default: 'no',
    parse: parse.yesOrNo,
  },
  harvestPauseMs: {
    env: 'HARVEST_PAUSE',
    doc: 'how long the library waits between two questions to a repository it harvests',
    default: '1s',
    parse: parse.duration,
  },
} satisfies Settings;
