import { usageEn } from './usage-words.ts';
import type { Words } from './words-vi.ts';

/** What the terminal says, in English. */
export const wordsEn: Words = {
  language: 'en',
  usage: usageEn,
  help: {
    program: 'Kho Địa Chí: digitize, read and search local-studies documents.',
    help: 'show this help',
    json: 'print exactly one JSON value on standard output',
    paths: 'scans or folders of scans; the images of a folder are one document, each named file is one',
    ingest: 'take files and folders in',
    search: 'search every page, with or without tone marks',
    show: 'show a document and what became of each page',
    export: 'take a document out as files',
    status: 'how the library is: documents by state, work that waits, the search index, the last inspection',
    inspect: 'compare catalogue, store and search index now, and wait until that is done',
    verify:
      'read every file, compare it with its checksum, and wait until that is done; damaged pages and PDFs are made again',
    mbPerSecond: 'megabytes to read in a second; 0 is as fast as it goes',
    harvest: 'take in the records of another repository (sources are added on the page /harvest)',
    harvestSource: 'the code of the source',
    harvestAll: 'everything, not only what changed since the last time',
    learn: 'learn anew what the library’s language is like, from text that came with its published documents',
    rebuild: 'make catalogue and index anew from the files in the store',
    migrateProfile: 'carry this library to another profile: from the data folder to the cluster, or back',
    moveTo: 'where to: cluster or folder',
    user: 'people who may sign in',
    userAdd: 'add a person and print a one-time sign-in link; who is there already gets a new one',
    userList: 'list the people who may sign in',
    query: 'what to look for; "in quotes" is a phrase',
    limit: 'most documents to show',
    id: 'a document’s id',
    format: 'pdf, text, alto, manifest, or tiles (IIIF level 0, for any web server)',
    ids: 'documents’ ids; with --bag every published document when none is named',
    bag: 'a folder: into it each document as a package (BagIt) that another library takes in again',
    output: 'a file (for alto and tiles a folder); "-" is standard output',
    tilesAt: 'the address at which the folder of tiles will lie on the web',
    name: 'a name or an e-mail address to sign in with',
    role: 'member, archivist or admin',
    userLibrary: 'code of the library they are a member of, or work in; a member needs one',
    title: 'title; proposed from the file’s name when not given',
    library: 'code of a member library',
    collection: 'collection',
    kind: 'book, newspaper, article, official, manuscript, map, photograph, other',
    date: 'a date in EDTF: 1954, 1954-05-07, 195X, 1954~, 1950/1955',
    lang: 'languages on the pages, main one first: vie, vie+fra',
    creator: 'who made it, "Name | editor" if not as author; may be given several times',
    subject: 'a subject; may be given several times',
    place: 'a place it is about; may be given several times',
    access: 'who may see it: open, no-download, preview, members, record, closed',
    embargo: 'the first day it is open, such as 2030-01-31; until then only its record is shown',
    licence: 'copyright: public-domain, no-known-copyright, in-copyright, cc-by, cc0, …',
    together: 'join all named files into one document',
    each: 'make each image of a folder a document of its own',
    wait: 'wait until everything is read',
  },
  opening: (folder) => `Data lies in ${folder}`,
  newFolder: (folder) => `Made the data folder ${folder}`,
  serving: (address) => `The library is open at ${address}`,
  alsoAt: (addresses) => `From other machines on this network: ${addresses}`,
  link: (name, link) => `One-time sign-in link for “${name}” (shown only here, valid for 7 days):\n  ${link}`,
  howToEnd: 'Press Ctrl-C to stop.',
  ending: 'Finishing in order… (Ctrl-C again stops at once)',
  ended: 'Stopped. What is unfinished goes on at the next start.',
  endTooLong: 'Finishing took too long and was cut short; what is unfinished goes on at the next start.',
  endFailed: 'Something went wrong while finishing; the log file has the details.',
  bug: (file) => `Something nobody foresaw went wrong. The details are in ${file}; please report it.`,
  badConfig: 'The settings cannot be used:',
  waiting: (pid) =>
    `Waiting for ${pid === null ? 'another command' : `another command (process ${pid})`} to finish with the data folder…`,
  reading: (title, done, planned, rest) =>
    `${title}: ${done} of ${planned} steps${rest === '' ? '' : `, about ${rest} to go`}`,
  seconds: (count) => `${count} s`,
  minutes: (count) => `${count} min`,
  hours: (count) => `${count} h`,
  taken: (file, id) => `${file} → document ${id}`,
  known: (file, id) => `${file}: known already, document ${id}`,
  published: (title, pages) => `Done: ${title}${pages === null ? '' : ` (${pages} ${pages === 1 ? 'page' : 'pages'})`}`,
  failed: (title, reason) => `Not finished: ${title}: ${reason}`,
  refused: (file, reason) => `Refused ${file}: ${reason}`,
  newLibrary: (code) =>
    `Added a new member library under the code “${code}”. If that is a typing mistake, change the document’s record; give the library its name on the page of libraries.`,
  besides: (count, some) => `Passed over ${count} files that are no scans and no PDF: ${some}${count > 3 ? ', …' : ''}`,
  paused: (reason) => `Paused: ${reason}`,
  resumed: 'Going on.',
  found: (total) => (total === 0 ? 'Nothing found.' : `Found in ${total} ${total === 1 ? 'document' : 'documents'}:`),
  meant: (typed, meant) => `Looked for “${meant}” in place of “${typed}”.`,
  begun: (start) => `Nothing found with the word “${start}”; looked for words that begin so.`,
  page: (label) => `page ${label}`,
  states: { received: 'received', reading: 'reading', published: 'published', failed: 'failed', refused: 'refused' },
  pageStates: { waiting: 'waiting', read: 'read', blank: 'blank', unreadable: 'unreadable' },
  fillingIndex: (documents) =>
    `The search index lacks ${documents} ${documents === 1 ? 'document' : 'documents'}; putting them in before searching…`,
  catalogueAside: (path) =>
    `The old catalogue cannot be used and was put aside as ${path}. A new one is made from the store, but people and their passwords have to be set anew: the next start prints a new sign-in link for the administrator.`,
  work: (documents, running, waiting) =>
    documents + running + waiting === 0
      ? 'No work is waiting.'
      : `Reading ${documents} ${documents === 1 ? 'document' : 'documents'}: ${running} ${running === 1 ? 'step' : 'steps'} under way, ${waiting} waiting.`,
  workUnknown: (reason) => `The work could not be asked about: ${reason}`,
  searchLacks: (documents) =>
    documents === 0
      ? 'The search index holds every published document.'
      : `The search index lacks ${documents} ${documents === 1 ? 'document' : 'documents'}; they are put in by themselves.`,
  searchAway: 'The search index does not answer: nothing can be searched, but documents can be read.',
  lastInspected: (when, problems, repaired) =>
    `Last inspected ${when}: ${problems === 0 ? 'no problems' : `${problems} ${problems === 1 ? 'problem' : 'problems'} for a person (run npx diachi inspect, or open the page of inspections)`}, ${repaired} repaired.`,
  neverInspected: 'The library was never inspected.',
  inspectionRuns: 'The library is being inspected.',
  inspectionUnknown: (reason) => `Inspections could not be asked about: ${reason}`,
  originalsLost: (count) =>
    `Originals that are damaged or gone: ${count}. Run npx diachi verify, or open the page of inspections.`,
  filesUnknown: (reason) => `Whether files are what they were could not be asked: ${reason}`,
  verifying: 'Verifying files',
  verifyingBrokeOff: (reason) => `Verifying broke off; it goes on from there next time. ${reason}`,
  verified: (documents, files, megabytes) =>
    `Read ${files} ${files === 1 ? 'file' : 'files'} of ${documents} ${documents === 1 ? 'document' : 'documents'} (${megabytes} MB) and compared each with its checksum.`,
  inspecting: 'Inspecting',
  inspectionBrokeOff: (reason) => `The inspection broke off. ${reason}`,
  inspected: (documents, objects, indexed) =>
    `Compared ${documents} ${documents === 1 ? 'document' : 'documents'} of the catalogue, ${objects} ${objects === 1 ? 'file' : 'files'} of the store and ${indexed} ${indexed === 1 ? 'document' : 'documents'} of the search index.`,
  repaired: (count) => (count === 0 ? 'Nothing had to be repaired.' : `Repaired ${count}:`),
  problems: (count) =>
    count === 0 ? 'No problems.' : `${count} ${count === 1 ? 'problem' : 'problems'} for a person to look at:`,
  harvesting: 'Harvesting',
  harvestBrokeOff: (reason) => `The harvest broke off; the next one goes on from there. ${reason}`,
  harvested: ({ fresh, changed, gone, refused }) =>
    `New: ${fresh}. Changed: ${changed}. Gone: ${gone}. Refused: ${refused}.`,
  learning: 'Learning',
  learningBrokeOff: (reason) => `Learning broke off. ${reason}`,
  learned: (documents, pages) =>
    pages === 0
      ? 'No published document came with text of its own yet, so there was nothing to learn from. Pages are read by the rules of the language.'
      : `Learned from ${pages} ${pages === 1 ? 'page' : 'pages'} of ${documents} ${documents === 1 ? 'document' : 'documents'}. Pages that are read from now on profit from it.`,
  notLearned: (pages) => `${pages} ${pages === 1 ? 'page' : 'pages'} could not be used; the log names each.`,
  packed: (count) =>
    `${count} ${count === 1 ? 'document' : 'documents'} packed. Take them in elsewhere with: npx diachi ingest <folder>`,
  written: (path) => `Wrote ${path}`,
  rebuilt: (documents) => `Rebuilt ${documents} ${documents === 1 ? 'document' : 'documents'} from the store.`,
  rebuildProblems: (count, isElsewhere) =>
    `${count} ${count === 1 ? 'file' : 'files'} of the store could not be used; ${isElsewhere ? 'the log of the index worker there' : 'log/diachi.log'} names each.`,
  movingFiles: 'Moving files',
  moved: (documents, objects) =>
    `Moved ${documents} ${documents === 1 ? 'document' : 'documents'} and ${objects} ${objects === 1 ? 'file' : 'files'}, each compared by its checksum. Nothing was removed from the old place. Start the library at its new one: search fills by itself.`,
  nobody: 'Nobody yet.',
  hasPassword: (has) => (has ? 'password set' : 'no password yet'),
  roles: { member: 'member', archivist: 'archivist', admin: 'administrator' },
};
