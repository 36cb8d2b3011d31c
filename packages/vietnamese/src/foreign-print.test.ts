import { expect, test } from 'vitest';
import { isForeignPrint } from './foreign-print.ts';

test.each('km KG kWh XIX VII MCMLIV hécta ôtô xôviết kilômét ximăng rađa façade jazz Washington föhn'.split(' '))(
  '%s is at home in print',
  (word) => {
    expect(isForeignPrint(word)).toBe(true);
  },
);

test.each(['đuợc', 'ngưòi', 'phưong', 'tóan', 'IIX', 'nghlên', 'biêà', 'huyêận', '', 'x'.repeat(1_000)])(
  '%s is not',
  (word) => {
    expect(isForeignPrint(word)).toBe(false);
  },
);
