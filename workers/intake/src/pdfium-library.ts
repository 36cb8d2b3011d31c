import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { PDFiumModule } from '@hyzyla/pdfium';
import { PdfError, type PdfSource } from './pdf-reader.ts';
import { openPdfFile } from './pdfium-file.ts';
import { serveSystemCalls } from './pdfium-system-calls.ts';

/** The functions of pdfium's public C interface that are used here; see its `public/*.h`. */
const FUNCTIONS = [
  'malloc',
  'free',
  'FPDF_InitLibrary',
  'FPDF_LoadDocument',
  'FPDF_CloseDocument',
  'FPDF_GetLastError',
  'FPDF_GetPageCount',
  'FPDF_GetPageLabel',
  'FPDF_LoadPage',
  'FPDF_ClosePage',
  'FPDF_GetPageWidthF',
  'FPDF_GetPageHeightF',
  'FPDF_PageToDevice',
  'FPDF_RenderPageBitmap',
  'FPDF_FFLDraw',
  'FPDFDOC_InitFormFillEnvironment',
  'FPDFDOC_ExitFormFillEnvironment',
  'FPDFBookmark_GetFirstChild',
  'FPDFBookmark_GetNextSibling',
  'FPDFBookmark_GetTitle',
  'FPDFBookmark_GetDest',
  'FPDFBookmark_GetAction',
  'FPDFAction_GetDest',
  'FPDFDest_GetDestPageIndex',
  'FPDFPage_GetRotation',
  'FPDFPage_CountObjects',
  'FPDFPage_GetObject',
  'FPDFPage_GetAnnotCount',
  'FPDFPage_GetAnnot',
  'FPDFPage_CloseAnnot',
  'FPDFAnnot_GetSubtype',
  'FPDFAnnot_GetFlags',
  'FPDFPageObj_GetType',
  'FPDFPageObj_GetMatrix',
  'FPDFPageObj_HasTransparency',
  'FPDFPath_GetDrawMode',
  'FPDFFormObj_CountObjects',
  'FPDFFormObj_GetObject',
  'FPDFTextObj_GetTextRenderMode',
  'FPDFImageObj_GetBitmap',
  'FPDFImageObj_GetImageDataRaw',
  'FPDFImageObj_GetImageFilterCount',
  'FPDFImageObj_GetImageFilter',
  'FPDFImageObj_GetImageMetadata',
  'FPDFImageObj_GetImagePixelSize',
  'FPDFBitmap_CreateEx',
  'FPDFBitmap_Destroy',
  'FPDFBitmap_FillRect',
  'FPDFBitmap_GetBuffer',
  'FPDFBitmap_GetFormat',
  'FPDFBitmap_GetWidth',
  'FPDFBitmap_GetHeight',
  'FPDFBitmap_GetStride',
  'FPDFText_LoadPage',
  'FPDFText_ClosePage',
  'FPDFText_CountChars',
  'FPDFText_GetUnicode',
  'FPDFText_IsGenerated',
  'FPDFText_IsHyphen',
  'FPDFText_HasUnicodeMapError',
  'FPDFText_GetCharBox',
  'FPDFText_GetLooseCharBox',
] as const;

type Functions = Readonly<Record<(typeof FUNCTIONS)[number], (...args: readonly number[]) => number>>;

/** One pdfium with one PDF before it, and the means to pass it memory. */
export type Pdfium = {
  readonly call: Functions;
  /** A view that is good until pdfium is called again. */
  bytes(pointer: number, length: number): Uint8Array;
  /** Memory for the time of one use, all zero. */
  withMemory<Result>(sizeBytes: number, use: (pointer: number, view: () => DataView) => Result): Result;
  /** How much was read from the PDF so far. */
  bytesRead(): number;
  /** What the disk said when it could not be read. */
  fault(): unknown;
  close(): void;
};

type Instance = { readonly exports: Readonly<Record<string, unknown>> & { readonly memory: { buffer: ArrayBuffer } } };
type Imports = Readonly<Record<string, Readonly<Record<string, (...args: never[]) => unknown>>>>;
type Load = (options: {
  instantiateWasm(imports: Imports, done: (instance: Instance, module: unknown) => void): void;
}) => Promise<unknown>;

declare const WebAssembly: {
  instantiate(binary: Uint8Array, imports: Imports): Promise<{ instance: Instance; module: unknown }>;
};

/** Starts a pdfium of its own for one PDF: its memory only ever grows, and ends with it. */
export async function startPdfium(source: PdfSource): Promise<Pdfium> {
  const binary = await readFile(createRequire(import.meta.url).resolve('@hyzyla/pdfium/pdfium.wasm'));
  const file = openPdfFile(source);
  let instance: Instance | undefined;
  const memory = () => (instance as Instance).exports.memory.buffer;
  const systemCalls = serveSystemCalls(file, memory);

  await new Promise<unknown>((resolve, reject) => {
    const instantiateWasm = (imports: Imports, done: (instance: Instance, module: unknown) => void): void => {
      const { env, wasi } = systemCalls.over({
        env: imports['env'] ?? {},
        wasi: imports['wasi_snapshot_preview1'] ?? {},
      });
      WebAssembly.instantiate(binary, { env, wasi_snapshot_preview1: wasi }).then((made) => {
        instance = made.instance;
        done(made.instance, made.module);
      }, reject);
    };
    (PDFiumModule as unknown as Load)({ instantiateWasm }).then(resolve, reject);
  });

  const call = functionsOf(instance);
  call.FPDF_InitLibrary();
  return {
    call,
    bytes: (pointer, length) => new Uint8Array(memory(), pointer, length),
    withMemory(sizeBytes, use) {
      const pointer = call.malloc(sizeBytes);
      if (pointer === 0) throw new PdfError('crashed', `pdfium has no room for ${sizeBytes} bytes.`);
      new Uint8Array(memory(), pointer, sizeBytes).fill(0);
      try {
        return use(pointer, () => new DataView(memory(), pointer, sizeBytes));
      } finally {
        call.free(pointer);
      }
    },
    bytesRead: systemCalls.bytesRead,
    fault: systemCalls.fault,
    close: file.close,
  };
}

function functionsOf(instance: Instance | undefined): Functions {
  const missing = FUNCTIONS.filter((name) => typeof instance?.exports[name] !== 'function');
  if (!instance || missing.length > 0) throw new Error(`This pdfium lacks ${missing.join(', ')}.`);
  return instance.exports as unknown as Functions;
}
