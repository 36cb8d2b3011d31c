/** Family names of Vietnam's peoples, as they begin a name. */
const familyNames = new Set(
  `nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đào đoàn vương trịnh trương đinh lâm phùng mai tô hà tạ
  lương thái châu cao quách quàng quảng tòng lò lường cầm cà điêu đèo bạc lèo mào vì vi vàng giàng vừ sùng thào mùa hạng ly ma cứ lầu
  tráng thạch sơn kim tăng la nông hứa triệu bế chu phương đàm nhâm khổng kiều lại lục mạc nghiêm ninh ông quan thân tống từ tôn uông văn
  viên âu bàn bành chử cù diệp doãn hàn hàng khương khúc khuất lã lưu mã nhữ phí phó sầm thẩm thiều tiêu`.split(/\s+/),
);

/**
 * A name as the person is called by, from one as a catalogue files it: `Delmas, Henri` is Henri Delmas, but `Nguyễn, Văn Đậu` is Nguyễn Văn
 * Đậu, for a Vietnamese family name comes first anyway.
 */
export function calledBy(filed: string): string {
  const [family = '', given, ...rest] = filed.split(',').map((part) => part.trim());
  if (!given || rest.some((part) => part !== '' && !isDates(part)) || isDates(given)) return family;
  return nameOf(family, given);
}

/** A name from its two parts. */
export const nameOf = (family: string, given: string): string =>
  familyNames.has(family.normalize('NFC').toLowerCase().split(' ')[0] ?? '')
    ? `${family} ${given}`
    : `${given} ${family}`;

const isDates = (part: string) => /^[\d\s?–-]+\.?$/.test(part);
