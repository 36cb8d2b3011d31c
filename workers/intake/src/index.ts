export { type IntakeLimits, intakeSettings } from './config.ts';
export {
  checkPdfTools,
  createIntakeWorker,
  type IntakeWorker,
  type IntakeWorkerTools,
} from './create-intake-worker.ts';
export { type IntakeTools, intake } from './intake.ts';
export { readableTypes } from './readable-types.ts';
export { identify } from './take-original.ts';
