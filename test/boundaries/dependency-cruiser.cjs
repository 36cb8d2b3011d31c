const own = '^(packages|services|workers)/([^/]+)/';
const adapters = '^packages/((catalogue|store|queue|search)-[^/]+)/';
/** The field's formats: what the library says, written as a standard wants it, and read back. */
const formats = '(?:record-formats|iiif|oai-pmh|sru|preservation|epub)';
const tests = '\\.test\\.tsx?$|/(contract|testing)/';

/** Packages of ours that `from` may import; anything else of ours is refused. */
const mayImportOnly = (name, from, allowed, comment) => ({
  name,
  severity: 'error',
  from: { path: `^packages/${from}/src/`, pathNot: tests },
  to: {
    path: '^(packages|services|workers)/',
    pathNot: [`^packages/${from}/`, ...allowed.map((one) => `^packages/${one}/`)],
  },
  comment,
});

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true },
      comment: 'Two files that need each other are one file, or are missing a third.',
    },
    {
      name: 'nothing-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
      comment: 'An import that resolves to nothing is an undeclared dependency or a typing mistake.',
    },
    {
      name: 'domain-stands-alone',
      severity: 'error',
      from: { path: '^packages/domain/src/', pathNot: tests },
      to: { pathNot: '^packages/domain/src/' },
      comment: 'The words of the library must make sense without a queue, a store or a network.',
    },
    {
      name: 'pure-packages-touch-nothing',
      severity: 'error',
      from: { path: `^packages/(vietnamese|page-text|jobs|messages|${formats})/src/`, pathNot: tests },
      to: { pathNot: '^packages/' },
      comment: 'Language, page text, formats, job contracts and messages do no I/O and name no vendor.',
    },
    mayImportOnly('jobs-know-only-the-domain', 'jobs', ['domain'], 'Job contracts are read by everyone.'),
    mayImportOnly('xml-knows-nothing', 'xml', [], 'It is about XML, not about this library.'),
    {
      name: 'xml-is-read-by-one-vendor',
      severity: 'error',
      from: { path: '^packages/xml/src/', pathNot: tests },
      to: { pathNot: ['^packages/', 'node_modules/(\\.pnpm/)?saxes'] },
      comment: 'Whoever reads XML from elsewhere must not be the one who wrote the parser; it does no I/O.',
    },
    mayImportOnly(
      'language-and-text-know-only-the-domain',
      '(vietnamese|page-text)',
      ['domain', 'xml'],
      'They are about text, not about this library.',
    ),
    mayImportOnly(
      'formats-know-only-words-and-text',
      formats,
      ['domain', 'vietnamese', 'page-text', 'xml', 'record-formats'],
      'A format is written from what it is given, wherever that came from.',
    ),
    mayImportOnly('ports-know-only-words', 'ports', ['domain', 'page-text', 'jobs'], 'A port is written in our words.'),
    mayImportOnly(
      'messages-and-process-know-only-the-domain',
      '(messages|process)',
      ['domain'],
      'Every process uses them, whatever it does.',
    ),
    mayImportOnly(
      'web-knows-no-service',
      'web',
      ['domain', 'ports', 'messages', 'process'],
      'What every HTTP service needs knows none of them.',
    ),
    mayImportOnly(
      'adapters-know-only-words-and-ports',
      '(catalogue|store|queue|search)-[^/]+',
      ['domain', 'vietnamese', 'page-text', 'jobs', 'ports'],
      'An adapter fulfils a port and knows nothing of who asks.',
    ),
    mayImportOnly(
      'the-cluster-knows-no-process',
      'cluster',
      ['domain', 'jobs', 'ports', 'process', 'web', '(catalogue|store|queue|search)-[^/]+'],
      'It opens what a process of the cluster works with, whatever the process does.',
    ),
    mayImportOnly(
      'a-backup-knows-the-cluster-and-its-own-place',
      'backup',
      ['cluster', 'domain', 'ports', 'process', 'store-(files|minio)'],
      'It copies what the cluster keeps to a folder or to another server, and knows nothing of how it came about.',
    ),
    {
      name: 'nobody-builds-on-backups',
      severity: 'error',
      from: { path: own, pathNot: ['^packages/backup/', tests] },
      to: { path: '^packages/backup/' },
      comment: 'It is a program that administrators run, not a part of others.',
    },
    {
      name: 'the-cluster-is-wired-in-main',
      severity: 'error',
      from: { path: '^(services|workers)/', pathNot: ['/src/main\\.ts$', '^services/standalone/', tests] },
      to: { path: '^packages/cluster/' },
      comment: 'What a service or a worker is made of knows neither profile.',
    },
    {
      name: 'packages-never-look-up',
      severity: 'error',
      from: { path: '^packages/' },
      to: { path: '^(services|workers)/' },
      comment: 'A package is used by processes. It never knows which.',
    },
    {
      name: 'processes-never-import-each-other',
      severity: 'error',
      from: { path: '^(services|workers)/([^/]+)/', pathNot: '^services/standalone/' },
      to: { path: '^(services|workers)/', pathNot: '^$1/$2/' },
      comment: 'Services and workers meet on a queue, in the store or over HTTP; only standalone composes them.',
    },
    {
      name: 'adapters-do-not-know-each-other',
      severity: 'error',
      from: { path: adapters, pathNot: tests },
      to: { path: adapters, pathNot: '^packages/$1/' },
      comment: 'Whoever wires the process introduces adapters to each other; they never meet at home.',
    },
    {
      name: 'one-door-per-package',
      severity: 'error',
      from: { path: own },
      to: {
        path: '^(packages|services|workers)/[^/]+/(src|dist)/',
        pathNot: ['^$1/$2/', '/(src|dist)/index\\.', '^packages/(ports/src/contract|web/src/testing)/index\\.'],
      },
      comment: 'Import a package by its name; its folders are its own business.',
    },
    {
      name: 'adapters-are-chosen-where-a-process-is-wired',
      severity: 'error',
      from: { path: '^(services|workers)/', pathNot: ['^services/standalone/', tests] },
      to: { path: adapters },
      comment: 'Services and workers are given their adapters.',
    },
    {
      name: 'only-adapters-name-vendors',
      severity: 'error',
      from: {
        path: '^packages/',
        pathNot: ['^packages/(catalogue|store|queue|search)-', '^packages/(web|process|xml)/', tests],
      },
      to: { path: 'node_modules/', pathNot: 'node_modules/(\\.pnpm/)?(@types\\+node|@types/node)' },
      comment: 'A vendor lives behind a port, in the package named after it.',
    },
    {
      name: 'tests-stay-out-of-the-product',
      severity: 'error',
      from: { path: own, pathNot: tests },
      to: {
        path: [
          '^test/',
          '^packages/[^/]+/src/(contract|testing)/',
          'node_modules/(\\.pnpm/)?(vitest|playwright-core|@axe-core)',
        ],
      },
      comment: 'What only proves the library is not shipped with it.',
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'test/boundaries/tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'node', 'types', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.json'],
    },
    doNotFollow: { path: 'node_modules' },
    // Only our own build folders: vendors' entry points lie in dist too.
    exclude: { path: '^(packages|services|workers)/[^/]+/dist/|^services/portal/src/browser/' },
  },
};
