import type { Creator } from '@diachi/domain';

/** How names of bodies begin in our library, in Vietnamese and French. No family name is among them. */
const beginnings =
  /^(?:ủy ban|uỷ ban|ban (?:chấp hành|tuyên giáo|chỉ đạo|dân tộc|nghiên cứu|quản lý|biên (?:soạn|tập)|thường vụ|tổ chức|liên lạc)|hội (?!an )|hội$|đảng|sở |ty |bộ (?!lạc)|cục |chi cục|tổng cục|vụ |viện |trường |đại học|thư viện|bảo tàng|trung tâm|nhà (?:xuất bản|in|văn hóa|văn hoá)|công ty|tòa |toà |quân khu|quân đội|bộ đội|bộ chỉ huy|sư đoàn|trung đoàn|đoàn thanh niên|tỉnh |huyện |thị xã|thành phố|chính phủ|quốc hội|hội đồng|liên đoàn|liên hiệp|mặt trận|ngân hàng|xí nghiệp|hợp tác xã|nông trường|khu tự trị|phòng |văn phòng|đài |báo |tạp chí|service|commission|comité|société|gouvernement|résidence|école|institut|ministère|direction|bureau)/;

/** Records do not say who is a person and who a body: whoever issues is a body, others are told by how their name begins. */
export const isBody = ({ name, part }: Creator): boolean =>
  part === 'issuer' || beginnings.test(name.normalize('NFC').toLowerCase());
