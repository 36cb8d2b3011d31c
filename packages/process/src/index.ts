export { type LineSink, openBoundedFile } from './bounded-file.ts';
export { createLog, LOG_LEVELS, type Log, type LogLevel } from './create-log.ts';
export { EXIT, type ExitCode, exitCodeOf } from './exit-code.ts';
export { parse } from './parse.ts';
export { ConfigError, readConfig } from './read-config.ts';
export type { Config, Setting, Settings } from './setting.ts';
export { settingsTable } from './settings-table.ts';
export { type StopOptions, type Stoppable, stopInOrder } from './stop-in-order.ts';
