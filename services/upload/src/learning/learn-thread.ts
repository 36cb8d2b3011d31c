import { parentPort } from 'node:worker_threads';
import { type DocumentLearner, learnLanguage, writeLanguageModel } from '@diachi/vietnamese';
import type { FromLearner, ToLearner } from './start-learner.ts';

// A thread of its own: counting words would keep everybody else of the process waiting, and ends with a second of sorting.
const port = parentPort;
if (!port) throw new Error('This file is run as a thread of whoever learns.');
const learner = learnLanguage();
let document: DocumentLearner | null = null;
const tell = (message: FromLearner) => port.postMessage(message);

port.on('message', (message: ToLearner) => {
  if (message.kind === 'page') {
    document ??= learner.beginDocument();
    document.addPage(message.text);
    tell({ kind: 'taken' });
  } else if (message.kind === 'document-ends') {
    document?.end();
    document = null;
    tell({ kind: 'taken' });
  } else {
    tell({ kind: 'model', bytes: writeLanguageModel(learner.finish()) });
    port.close();
  }
});
