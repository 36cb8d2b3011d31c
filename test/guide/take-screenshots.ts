import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { openBrowser } from '../e2e/open-browser.ts';
import { openLibrary } from '../e2e/running-library.ts';
import { PASSWORD } from '../e2e/sign-in.ts';

/** Takes the pictures of both user guides anew, from a library of its own: `pnpm exec node --conditions=source test/guide/take-screenshots.ts`. */
const root = join(import.meta.dirname, '..', '..');
const images = { vi: join(root, 'docs', 'huong-dan', 'images'), en: join(root, 'docs', 'user-guide', 'images') };
const MAX_BYTES = 250_000;
const USUAL = { width: 1180, height: 760 };
// A page image is what weighs most in a picture.
const READING = { width: 1100, height: 660 };
const fixture = (name: string, file: string) => join(root, 'test', 'fixtures', 'pages', name, file);

for (const folder of Object.values(images)) await mkdir(folder, { recursive: true });
const scans = await mkdtemp(join(tmpdir(), 'diachi-guide-'));
await symlink(fixture('s10-black-border', 'page.jpg'), join(scans, 'Địa chí huyện Sìn Hồ 01.jpg'));
await symlink(fixture('s13-low-150dpi', 'page.jpg'), join(scans, 'Địa chí huyện Sìn Hồ 02.jpg'));
await symlink(fixture('s07-small-print', 'page.jpg'), join(scans, 'Địa chí huyện Sìn Hồ 03.jpg'));

const library = await openLibrary();
const browser = await openBrowser();
try {
  const page = await browser.newPage({ viewport: USUAL, locale: 'vi-VN' });
  await page.goto(library.signInLink);
  await take(page, 'dat-mat-khau');
  await page.getByLabel('Mật khẩu').fill(PASSWORD);
  await page.locator('main form button[type=submit]').click();
  await page.locator('form[action="/api/session/end"]').first().waitFor({ state: 'attached' });

  await page.goto(`${library.address}/libraries`);
  for (const [code, name] of [
    ['muong-te', 'Thư viện huyện Mường Tè'],
    ['sin-ho', 'Thư viện huyện Sìn Hồ'],
  ] as const) {
    await page.locator('#code').fill(code);
    await page.locator('#name').fill(name);
    await page.locator('form.narrow button').click();
    await page.locator(`#name-${code}`).waitFor();
  }
  await take(page, 'thu-vien');

  await page.goto(`${library.address}/upload`);
  await page
    .locator('#files')
    .setInputFiles(['01', '02', '03'].map((n) => join(scans, `Địa chí huyện Sìn Hồ ${n}.jpg`)));
  await page.getByLabel(/Tên tài liệu/).fill('Địa chí huyện Sìn Hồ');
  await page.locator('#library').selectOption('sin-ho');
  await page.locator('#collection').fill('Địa chí các huyện');
  await page.locator('#date').fill('1998');
  await take(page, 'dua-tai-lieu-vao', { isWhole: true });
  await page.locator('#upload button[type=submit]').click();
  const link = page.locator('#results a[href^="/documents/"]').first();
  await link.waitFor({ timeout: 60_000 });
  const address = new URL((await link.getAttribute('href')) ?? '', library.address).href;

  await page.goto(`${library.address}/work`);
  await page.locator('.work-list progress').first().waitFor();
  await take(page, 'cong-viec');
  await page.goto(address);
  await page.locator('a[href$="/document.pdf"]').first().waitFor({ timeout: 180_000 });
  await library.diachi(
    'ingest',
    fixture('s17-born-digital-pdf', 'document.pdf'),
    '--title',
    'Quyết định về kho tư liệu',
    '--wait',
  );

  for (const [file, title, collection] of [
    [fixture('s05-table-g4', 'page.tif'), 'Bảng thống kê dân số', 'Số liệu các xã'],
    [fixture('s12-facing-pages', 'page.jpg'), 'Sổ ghi chép của trường bản', 'Địa chí các huyện'],
  ] as const) {
    await library.diachi('ingest', file, '--title', title, '--collection', collection, '--library', 'sin-ho', '--wait');
  }

  await page.goto(`${library.address}/documents`);
  await take(page, 'duyet');
  await page.goto(`${library.address}/search?q=thu+vien`);
  await take(page, 'ket-qua-tim');
  await takeReading(page, `${address}/pages/0?q=cao+nguyen+sin+ho`);
  await describe(page, address);
  await page.goto(`${address}/edit`);
  await take(page, 'sua-thong-tin');
  await takeAccess(page, address, 'ai-duoc-xem');
  await takeDocument(address, 'trang-tai-lieu');
  await page.goto(`${library.address}/people`);
  await take(page, 'nguoi-dung');
  await page.goto(`${library.address}/inspection`);
  await page.locator('form[action="/api/inspection"] button').click();
  await page.locator('#problems').waitFor();
  await take(page, 'kiem-tra-kho');

  await page.goto(`${library.address}/search?q=thu+vien&lang=en`);
  await take(page, 'search', { language: 'en' });
  await page.goto(`${library.address}/documents`);
  await take(page, 'browse', { language: 'en' });
  await page.goto(`${library.address}/inspection`);
  await take(page, 'inspection', { language: 'en' });
  await takeReading(page, `${address}/pages/0?q=cao+nguyen+sin+ho`, 'en');
  await takeAccess(page, address, 'who-may-see', 'en');
  await takeDocument(address, 'document', 'en');
  await page.goto(`${library.address}/upload`);
  await take(page, 'add-documents', { language: 'en' });
  await page.goto(`${library.address}/libraries`);
  await take(page, 'libraries', { language: 'en' });
} finally {
  await browser.close();
  await library.close();
  await rm(scans, { recursive: true, force: true });
}

async function takeReading(page: Page, address: string, language: Shot['language'] = 'vi'): Promise<void> {
  await page.setViewportSize(READING);
  await page.goto(address, { waitUntil: 'networkidle' });
  await take(page, 'page-with-hits', { language });
  await page.setViewportSize(USUAL);
}

/** Says of the document what makes its page worth a picture. */
async function describe(page: Page, address: string): Promise<void> {
  await page.goto(`${address}/edit`);
  await openFields(page);
  await page.locator('#creators').fill('Lò Văn Ún | chủ biên\nThư viện huyện Sìn Hồ | cơ quan ban hành');
  await page.locator('#subjects').fill('Địa chí\nLịch sử địa phương');
  await page.locator('#places').fill('Sìn Hồ');
  await page.locator('#summary').fill('Đất đai, con người và phong tục của huyện, chép theo từng bản.');
  await page.locator('#publisher').fill('Ủy ban nhân dân huyện');
  await page.locator('#licence').selectOption('cc-by');
  await page.locator('.record-form button[type=submit]').click();
  await page.waitForURL(address);
}

/** Unfolds what is folded away. */
async function openFields(page: Page): Promise<void> {
  await page.evaluate('for (const group of document.querySelectorAll(".field-group, .cite")) group.open = true');
}

async function takeAccess(page: Page, address: string, name: string, language: Shot['language'] = 'vi'): Promise<void> {
  await page.goto(`${address}/edit`);
  await openFields(page);
  await take(page, name, { language, part: page.locator('.field-group').last() });
}

/** As readers see it: without what is done behind the desk. */
async function takeDocument(address: string, name: string, language: Shot['language'] = 'vi') {
  const reader = await browser.newPage({ viewport: USUAL, locale: 'vi-VN' });
  await reader.goto(`${address}?lang=${language}`, { waitUntil: 'networkidle' });
  await openFields(reader);
  await take(reader, name, { language, isWhole: true });
  await reader.close();
}

type Shot = { readonly isWhole?: boolean; readonly part?: Locator; readonly language?: keyof typeof images };

async function take(page: Page, name: string, { isWhole = false, part, language = 'vi' }: Shot = {}): Promise<void> {
  const path = join(images[language], `${name}.png`);
  const picture = await (part ? part.screenshot({ path }) : page.screenshot({ path, fullPage: isWhole }));
  if (picture.byteLength > MAX_BYTES) console.warn(`${name}.png has ${picture.byteLength} bytes; a guide wants less.`);
}
