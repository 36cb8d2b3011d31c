import type { ChildServer } from './child-server.ts';

/** What both kinds of server are made of: the program that answers, how it is started once more, and what runs behind it. */
export type ObjectServerProgram = {
  readonly endpoint: string;
  readonly gateway: ChildServer;
  readonly start: () => Promise<ChildServer>;
  readonly stopRest: () => Promise<void>;
};
