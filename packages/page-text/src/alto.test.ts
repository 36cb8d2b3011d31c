import { describe, expect, test } from 'vitest';
import { lacksJudge } from '../../../test/judges/lacks-judge.ts';
import { xmlFaults } from '../../../test/judges/xml-faults.ts';
import { altoOf } from './alto.ts';
import type { PageText, Word } from './page-text.ts';
import { reading, structuredPage } from './testing/structured-page.ts';

describe('a page as ALTO', () => {
  test('gives every word its box, its letters and how sure the engine was', () => {
    const xml = altoOf(read(), source);

    expect(xml).toContain(
      '<String ID="string-0" HPOS="100" VPOS="50" WIDTH="80" HEIGHT="30" CONTENT="Địa" WC="0.9"/>\n' +
        '<SP HPOS="180" VPOS="50" WIDTH="20"/>\n' +
        '<String ID="string-1" HPOS="200" VPOS="52" WIDTH="60" HEIGHT="30" CONTENT="chí" WC="0.7"/>',
    );
  });

  test('frames lines and blocks around their words', () => {
    const xml = altoOf(read(), source);

    expect(xml).toContain('<TextLine ID="line-0" HPOS="100" VPOS="50" WIDTH="160" HEIGHT="32">');
    expect(xml).toContain('<TextBlock ID="block-0" HPOS="100" VPOS="50" WIDTH="160" HEIGHT="32">');
    expect(xml).toContain('<TextBlock ID="block-1" HPOS="100" VPOS="300" WIDTH="90" HEIGHT="30">');
  });

  test('tells what was done to the page and what read it', () => {
    const xml = altoOf(read(), source);

    expect(xml).toContain(
      '<processingStepDescription>straightened</processingStepDescription><processingStepSettings>-1.3</processingStepSettings>',
    );
    expect(xml).toContain('<processingStepSettings>model=vie 4.0.0_best_int; psm=3</processingStepSettings>');
    expect(xml).toContain('<softwareName>tesseract.js</softwareName><softwareVersion>7.0.0</softwareVersion>');
  });

  test('tells how much of the page is likely right, where it was reckoned, and nothing of what words were before', () => {
    const change = { from: 'Đia', why: 'spelling', probability: 0.9 } as const;
    const page = { ...reading, kind: 'read', blocks: [], furtherEngines: [], damage: null } as const;
    const xml = altoOf({ ...page, words: [{ ...word('Địa', 0, 0), change }], expectedError: 0.0312 }, source);

    expect(xml).toContain(' ACCURACY="96.88" PC="0.9"');
    expect(xml).not.toContain('Đia');
    expect(altoOf(read(), source)).not.toContain('ACCURACY');
  });

  test('says what blocks are and where paragraphs begin', () => {
    const xml = altoOf(structuredPage(), source);

    expect(xml).toContain('<StructureTag ID="heading-1" TYPE="heading" LABEL="1"/>');
    expect(xml).toContain('<LayoutTag ID="role-page-number" TYPE="role" LABEL="page-number"/>');
    expect(xml).toMatch(/<TextBlock ID="block-0" [^>]* TAGREFS="role-page-number">/);
    expect(xml).toMatch(/<TextBlock ID="block-1" [^>]* TAGREFS="heading-1">/);
    expect(xml).toMatch(/<TextLine ID="line-2" [^>]* TAGREFS="paragraph-start">/);
    expect(xml).toContain(
      '<TextBlock ID="block-3" HPOS="100" VPOS="2000" WIDTH="500" HEIGHT="300" TAGREFS="role-other-script">\n</TextBlock>',
    );
  });

  test('has tables as rows of cells', () => {
    const xml = altoOf(structuredPage(), source);

    expect(xml).toMatch(
      /<ComposedBlock ID="block-4" [^>]* TAGREFS="role-table" TYPE="table">\n<ComposedBlock ID="block-4-row-0"/,
    );
    expect(xml).toMatch(/<TextBlock ID="block-4-row-1-cell-2" [^>]*>\n<TextLine[^>]*>\n<String [^>]* CONTENT="118"/);
  });

  test('tells the whole of a word that is divided at the end of a line', () => {
    const xml = altoOf(structuredPage(), source);

    expect(xml).toMatch(
      /CONTENT="adminis" SUBS_TYPE="HypPart1" SUBS_CONTENT="administrées" WC="0.95"\/>\n<HYP CONTENT="-"\/>/,
    );
    expect(xml).toMatch(/CONTENT="trées" SUBS_TYPE="HypPart2" SUBS_CONTENT="administrées"/);
  });

  test('names every engine that read something of it', () => {
    const further = { ...reading.engine, model: 'vie 4.0.0' };

    expect(altoOf({ ...structuredPage(), furtherEngines: [further] }, source)).toMatch(
      /<Processing ID="reading-2">.*model=vie 4\.0\.0; psm=3/,
    );
  });

  test('cannot be broken out of by what stands on the page', () => {
    const xml = altoOf(read([{ ...word('x"/><script>&\u0000\u001b\uD800', 0, 0) }]), source);

    expect(xml).toContain('CONTENT="x&quot;/&gt;&lt;script&gt;&amp;\uFFFD\uFFFD\uFFFD"');
  });

  test('of an unreadable page says so and why; of a blank one it says nothing of the kind', () => {
    const reason = { kind: 'invalid', code: 'scan.truncated', message: 'Cut short.', details: {} } as const;

    expect(altoOf({ ...reading, image: null, kind: 'unreadable', reason }, source)).toContain(
      'QUALITY="Damaged" QUALITY_DETAIL="scan.truncated: Cut short."',
    );
    expect(altoOf({ ...reading, kind: 'blank' }, source)).not.toContain('QUALITY');
  });

  test.skipIf(lacksJudge('xmllint', 'libxml2-utils'))(
    'satisfies the published schema of 4.2, whatever became of the page, but for the one thing that 4.4 adds',
    async () => {
      const reason = { kind: 'invalid', code: 'scan.truncated', message: 'Cut <short> & "so".', details: {} } as const;
      const pages: PageText[] = [
        read(),
        read([{ ...word('x"/><script>&\u0000\u001b\uD800', 0, 0) }]),
        structuredPage(),
        { ...structuredPage(), furtherEngines: [reading.engine, reading.engine] },
        { ...reading, kind: 'blank' },
        { ...reading, kind: 'unreadable', reason },
        { ...reading, image: null, kind: 'unreadable', reason },
      ];

      for (const page of pages) {
        const xml = altoOf(page, { ...source, label: 'iv & "v"' });
        const older = xml.replace(/(<Page [^>]*) LANG="vi"/, '$1');

        expect(older.length).toBe(xml.length - ' LANG="vi"'.length);
        expect(await xmlFaults(older, 'alto/alto-4-2.xsd')).toBe('');
      }
    },
  );
});

const source = { page: 3, label: 'iv', imageName: 'page.jpg', language: 'vi' };

const word = (text: string, line: number, block: number, box: Partial<Word['box']> = {}): Word => ({
  text,
  box: { x: 100, y: 50, width: 80, height: 30, ...box },
  confidence: 0.9,
  line,
  block,
});

function read(words?: readonly Word[]): PageText {
  const printed = words ?? [
    word('Địa', 0, 0),
    { ...word('chí', 0, 0, { x: 200, y: 52, width: 60 }), confidence: 0.7 },
    word('Mường', 1, 1, { y: 300, width: 90 }),
  ];
  return {
    ...reading,
    kind: 'read',
    words: printed,
    blocks: [],
    furtherEngines: [],
    expectedError: null,
    damage: null,
  };
}
