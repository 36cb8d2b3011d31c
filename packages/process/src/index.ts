export { parse } from './parse.ts';
export { ConfigError, readConfig } from './read-config.ts';
export type { Config, Setting, Settings } from './setting.ts';
