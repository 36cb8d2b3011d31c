import { accessSettings } from '@diachi/access-service';
import { type ProcessName, settingsOf } from '@diachi/cluster';
import { intakeSettings } from '@diachi/intake-worker';
import { ocrSettings } from '@diachi/ocr-worker';
import { portalSettings } from '@diachi/portal-service';
import type { Settings } from '@diachi/process';
import { uploadProcessSettings } from '@diachi/upload-service';

/** Every setting of every process of a cluster: by process, and there by what it is about. */
export const clusterSettings = {
  upload: settingsOf('upload', uploadProcessSettings),
  access: settingsOf('access', accessSettings),
  portal: settingsOf('portal', portalSettings),
  intake: settingsOf('intake', intakeSettings),
  ocr: settingsOf('ocr', ocrSettings),
  thumbnails: settingsOf('thumbnails', {}),
  pdf: settingsOf('pdf', {}),
  index: settingsOf('index', {}),
} as const satisfies Readonly<Record<ProcessName, Readonly<Record<string, Settings>>>>;
