/** Where a library of so many published documents lies, and how its rows are written there. */
export type MadeUpChanges = { readonly documents: number; readonly dialect: 'sqlite' | 'postgres' };

/** Three documents changed in each second from here on. */
const FIRST = Date.UTC(2024, 0, 1);

/** When a document was changed, by its number from 1. */
export const changedAt = (number: number): string =>
  new Date(FIRST + Math.floor(number / 3) * 1_000).toISOString().replace('.000Z', 'Z');

/** Statements that fill an empty catalogue: each document published, one in a hundred gone, one in a thousand a photograph. */
export function fillingStatements({ documents, dialect }: MadeUpChanges): readonly string[] {
  const isSqlite = dialect === 'sqlite';
  const numbers = isSqlite
    ? `(with recursive s(n) as (select 1 union all select n + 1 from s where n < ${documents}) select n from s)`
    : `(select generate_series(1, ${documents})::bigint as n)`;
  const id = isSqlite ? `printf('%016x', n * 2654435761)` : `lpad(to_hex(n * 2654435761), 16, '0')`;
  const at = isSqlite
    ? `strftime('%Y-%m-%dT%H:%M:%SZ', ${FIRST / 1_000} + n / 3, 'unixepoch')`
    : `to_char(to_timestamp(${FIRST / 1_000} + n / 3) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;
  const library = `case n % 3 when 0 then 'tinh' when 1 then 'muong-te' else 'sin-ho' end`;
  const collection = `'Tập ' || (n % 40)`;
  const kind = `case when n % 1000 = 0 then 'photograph' when n % 2 = 0 then 'book' else 'newspaper' end`;
  return [
    `insert into document (id, record, library, collection, kind, record_version, originals, state, published_revision,
       work_revision, page_count, failure, is_indexed, received_at, changed_at)
     select ${id}, replace(replace(replace(replace('${RECORD}', '%n', n), '%l', ${library}), '%c', ${collection}), '%k', ${kind}),
       ${library}, ${collection}, ${kind}, 1, '[]', 'published', 1, 1, 24, null, 1, ${at}, ${at} from ${numbers} numbers`,
    `insert into change (id, at, is_gone, library, collection, kind)
     select ${id}, ${at}, case when n % 100 = 0 then 1 else 0 end, ${library}, ${collection}, ${kind} from ${numbers} numbers`,
    `insert into change_tally (library, collection, kind, is_gone, count)
     select library, collection, kind, is_gone, count(*) from change group by 1, 2, 3, 4`,
  ].map((statement) => (isSqlite ? statement : statement.replace(`'%n', n)`, `'%n', n::text)`)));
}

const RECORD = JSON.stringify({
  title: 'Báo “Sông Đà”, số %n: tin các huyện, các bản và lòng chảo',
  library: '%l',
  collection: '%c',
  kind: '%k',
  date: { text: '1961-03', fromYear: 1961, toYear: 1961 },
  language: 'vie',
  otherTitle: '',
  englishTitle: '',
  creators: [
    { name: 'Ty Thông tin', part: 'issuer' },
    { name: 'Lò Thị Pánh', part: 'editor' },
  ],
  publisher: 'Nhà in Tây Bắc',
  publicationPlace: 'Thuận Châu',
  series: '',
  subjects: ['Lịch sử địa phương', 'Nông nghiệp'],
  places: ['Mường So', 'Phong Thổ'],
  summary: 'Tin về mùa màng, trường học và đường sá của các huyện trong tháng.',
  englishSummary: '',
  extent: '4 tr. ; 42 cm',
  note: '',
  callNumber: 'B.12',
  isbn: '',
  issn: '',
  access: 'open',
  embargoUntil: null,
  licence: 'public-domain',
  rightsHolder: '',
});
