export { chooseEngine, type EngineChoice } from './choose-engine.ts';
export { keepEngine } from './keep-engine.ts';
export { type MadePage, makePageText, type PageToRead } from './make-page-text.ts';
export { type OcrPageTools, ocrPage } from './ocr-page.ts';
export { type OcrSettings, ocrSettings } from './ocr-settings.ts';
export { createOcrWorker, type OcrWorker, type OcrWorkerTools } from './ocr-worker.ts';
export { readableLanguages } from './readable-languages.ts';
export { READING_STEPS, type ReadingStep, type ReadingSteps } from './reading-steps.ts';
export { openScan, turnGrey } from './sharp-scan-adapter.ts';
