import { oaiSettings, pictureSettings } from '@diachi/access-service';
import { intakeSettings } from '@diachi/intake-worker';
import { ocrSettings } from '@diachi/ocr-worker';
import type { Config } from '@diachi/process';
import { harvestSettings, uploadSettings } from '@diachi/upload-service';
import { webSettings } from '@diachi/web';
import { standaloneSettings } from './standalone-settings.ts';

/** The settings of each part, under the headings of docs/configuration.md. */
export const settingsByPart = {
  'The process': standaloneSettings,
  'The web': webSettings,
  'Taking scans in': uploadSettings,
  'Looking into originals': intakeSettings,
  'Reading pages': ocrSettings,
  'Page images for viewers (IIIF)': pictureSettings,
  'Other repositories (OAI-PMH)': { ...oaiSettings, ...harvestSettings },
};

/** Every setting of the one process, each from where it is used. */
export const allSettings = {
  ...standaloneSettings,
  ...webSettings,
  ...uploadSettings,
  ...intakeSettings,
  ...ocrSettings,
  ...pictureSettings,
  ...oaiSettings,
  ...harvestSettings,
};

export type AllSettings = Config<typeof allSettings>;

const stepSettings = { ...intakeSettings, ...ocrSettings };

/** What steps that run in threads are set by. Of all settings only these can be sent to a thread: addresses and functions cannot. */
export type StepSettings = Config<typeof stepSettings>;

export const stepSettingsIn = (config: AllSettings): StepSettings =>
  Object.fromEntries(
    Object.keys(stepSettings).map((name) => [name, config[name as keyof StepSettings]]),
  ) as StepSettings;
