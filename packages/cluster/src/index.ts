export { haveRebuilt } from './have-rebuilt.ts';
export { openCatalogue, openIndex, openQueue, openStore } from './open-servers.ts';
export { processSettings, serviceSettings, workSettings } from './process-settings.ts';
export { PROCESSES, type ProcessName, type ServerName } from './processes.ts';
export { runService, type Service, type ServiceTools } from './run-service.ts';
export { runWorker, type WorkerTools } from './run-worker.ts';
export { databaseSettings, indexSettings, queueSettings, storeSettings } from './server-settings.ts';
export { setUpSettings } from './set-up-settings.ts';
export { settingsOf } from './settings-of.ts';
