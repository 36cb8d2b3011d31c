import { defaultClientConditions, defineConfig } from 'vite';
import { thirdPartyNotices } from './third-party-notices.ts';

const notices = thirdPartyNotices();

/** Builds what browsers load: one stylesheet, and one small script for each kind of page that needs one. */
export default defineConfig({
  publicDir: false,
  plugins: [notices.forPages],
  worker: { plugins: () => [notices.forWorkers()] },
  resolve: { conditions: ['source', ...defaultClientConditions] },
  build: {
    outDir: 'dist/browser',
    emptyOutDir: true,
    manifest: 'manifest.json',
    target: ['chrome111', 'edge111', 'firefox114', 'safari16.4'],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      input: [
        'src/browser/suggest.ts',
        'src/browser/reading.ts',
        'src/browser/upload.ts',
        'src/browser/live.ts',
        'src/browser/elsewhere.ts',
        'src/browser/try-call.ts',
        'src/styles/portal.css',
      ],
    },
  },
});
