import { accessSettings } from '@diachi/access-service';
import { type ProcessName, settingsOf } from '@diachi/cluster';
import { intakeSettings } from '@diachi/intake-worker';
import { ocrSettings } from '@diachi/ocr-worker';
import { portalSettings } from '@diachi/portal-service';
import type { Settings } from '@diachi/process';
import { uploadProcessSettings } from '@diachi/upload-service';

const own: Readonly<Record<ProcessName, Settings>> = {
  upload: uploadProcessSettings,
  access: accessSettings,
  portal: portalSettings,
  intake: intakeSettings,
  ocr: ocrSettings,
  thumbnails: {},
  pdf: {},
  index: {},
};

export const PROCESS_NAMES = Object.keys(own) as readonly ProcessName[];

/** Every setting a process of the cluster reads, as its `main.ts` puts them together. */
export const readBy = (name: ProcessName): Settings => Object.assign({}, ...Object.values(settingsOf(name, own[name])));

/** What is wrong with the variables somebody gives a process: those it does not read, and those it needs and does not get. */
export function faultsOfEnvironment(name: ProcessName, given: readonly string[]): readonly string[] {
  const settings = Object.values(readBy(name));
  const variables = new Set(settings.map(({ env }) => env));
  const unread = given.filter((variable) => !variables.has(variable.replace(/_FILE$/, '')));
  const named = new Set(given.map((variable) => variable.replace(/_FILE$/, '')));
  const missing = settings.filter((setting) => setting.default === undefined && !named.has(setting.env));
  return [
    ...unread.map((variable) => `${name} does not read ${variable}`),
    ...missing.map(({ env }) => `${name} is not given ${env}`),
  ];
}
