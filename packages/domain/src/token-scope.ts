/**
 * What a program may do in the name of whoever made its token. read: ask what they may see. write: change what an archivist may.
 * manage: what only administrators may; to change that needs `write` too.
 */
export const TOKEN_SCOPES = ['read', 'write', 'manage'] as const;

export type TokenScope = (typeof TOKEN_SCOPES)[number];
