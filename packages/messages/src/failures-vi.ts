import type { FailureTextKey } from './failures-en.ts';

/** What failures say in Vietnamese, by code. */
export const failuresVi: Readonly<Record<FailureTextKey, string>> = {
  'access.sign-in-needed': 'Hãy đăng nhập để làm việc này.',
  'access.not-allowed': 'Bạn không có quyền làm việc này. Hãy nhờ người quản trị.',
  'access.wrong-password': 'Tên hoặc mật khẩu không đúng.',
  'access.bad-token': 'Mã truy cập không hợp lệ.',
  'access.forged-request':
    'Yêu cầu này không đến từ trang của thư viện, hoặc trang đã mở quá lâu. Hãy tải lại trang rồi thử lại.',
  'access.too-many-tries': 'Đã thử quá nhiều lần. Hãy đợi {minutes} phút rồi thử lại.',
  'access.too-many-requests': 'Quá nhiều yêu cầu cùng lúc. Hãy đợi {seconds} giây rồi tiếp tục.',
  'access.scope-needed': 'Mã truy cập này không được làm việc đó: thiếu quyền “{scope}”.',
  'access.session-needed': 'Không làm được việc này bằng mã truy cập. Hãy đăng nhập bằng trình duyệt.',
  'access.unavailable': 'Phần tìm và mở tài liệu của kho chưa trả lời được lúc này. Hãy thử lại sau ít phút.',
  'access.bad-answer':
    'Các phần của kho không hiểu nhau. Hãy nhờ người quản trị kiểm tra ACCESS_URL, và mọi phần có cùng OPERATOR_TOKEN, cùng phiên bản.',
  'sign-in-link.used': 'Đường dẫn này đã được dùng hoặc đã hết hạn. Hãy xin đường dẫn mới.',
  'password.bad-length': 'Mật khẩu phải có từ {least} đến {most} ký tự.',
  'person.name-taken': 'Đã có người dùng tên “{name}”. Hãy chọn tên khác.',
  'person.missing': 'Không có người dùng này.',
  'person.bad-name': 'Tên phải có từ 1 đến 200 ký tự.',
  'person.bad-role': 'Vai trò phải là bạn đọc, cán bộ số hóa hoặc quản trị.',
  'person.bad-library': 'Bạn đọc phải thuộc một thư viện. Hãy chọn thư viện trong danh sách.',
  'address.missing': 'Không có gì ở địa chỉ này.',
  'address.malformed': 'Địa chỉ này viết không đúng.',
  'address.bad-host': 'Tên máy chủ trong yêu cầu không thể có thật. Nếu thư viện mở ở tên như vậy, hãy đặt PUBLIC_URL.',
  'address.wrong-method': 'Địa chỉ này không nhận cách gửi đó.',
  'body.too-large': 'Nội dung gửi lên quá lớn: nhiều nhất {limitBytes:size}.',
  'body.wrong-type': 'Địa chỉ này không đọc kiểu nội dung đã gửi. Hãy gửi dưới dạng {types}.',
  'body.unreadable': 'Không đọc được nội dung gửi lên. Hãy tải lại trang rồi gửi lại.',
  'input.bad-form': 'Nội dung gửi lên có chỗ không dùng được: {field}.',
  bug: 'Phần mềm gặp lỗi ngoài dự kiến. Lỗi đã được ghi lại; hãy thử lại, nếu vẫn lỗi thì báo người quản trị.',
  'inspection.original-damaged':
    'Tệp gốc “{file}” của tài liệu {id} không còn như lúc nhận ({key}). Tệp được để nguyên. Hãy lấy lại từ bản sao lưu hoặc từ một gói, hoặc nộp lại đúng tệp đó.',
  'inspection.original-unreadable':
    'Kho không đọc được tệp gốc “{file}” của tài liệu {id} ({key}), trong khi các tệp khác vẫn đọc được. Tệp được để nguyên.',
  'inspection.read-again-damaged':
    '{count} tệp làm ra từ tài liệu {id} bị hỏng hoặc bị mất ({key} trước hết); tài liệu đang được đọc lại từ tệp gốc.',
  'inspection.files-damaged':
    '{count} tệp làm ra từ tài liệu {id} bị hỏng hoặc bị mất ({key} trước hết), và hiện chưa thể tự đọc lại tài liệu.',
  'verification.running': 'Các tệp đang được kiểm tra rồi. Hãy đợi đến khi xong.',
  'bag.bad-path':
    'Gói không được nhận: trong gói có tên tệp {path} dẫn ra ngoài gói, hoặc có dấu gạch chéo ngược (\\). Hãy đóng gói lại bằng chương trình khác, hoặc nhờ bên gửi làm việc đó.',
  'bag.broken': 'Tệp ZIP này bị hỏng hoặc chép chưa đủ. Hãy so kích thước với tệp ở nơi lấy về, rồi chép hoặc tải lại.',
  'bag.bad-declaration':
    'Gói không được nhận: tệp bagit.txt không ghi là BagIt 1.0 hoặc 0.97 với chữ mã UTF-8. Hãy nhờ bên gửi làm lại cho đúng.',
  'bag.no-list':
    'Gói không được nhận: gói không có danh sách tệp kèm tổng kiểm tra (manifest-sha512.txt, hoặc bằng SHA-256, SHA-1, MD5). Hãy xin bên gửi một gói khác.',
  'bag.bad-line':
    'Gói không được nhận: dòng {line} của {path} không đọc được, hoặc nêu một tệp lần thứ hai. Hãy xin bên gửi một gói khác.',
  'bag.not-utf8': 'Gói không được nhận: {path} không viết bằng mã UTF-8. Hãy nhờ bên gửi làm lại cho đúng.',
  'bag.other-amount':
    'Gói không trọn vẹn: bag-info.txt ghi gói có {said} (byte.tệp), nhưng trong gói có {found}. Hãy chép lại gói, hoặc xin bên gửi một gói khác.',
  'bag.bad-selection': 'Mỗi gói chứa từ 1 đến {most} tài liệu. Hãy chọn ít hơn, hoặc chọn ít nhất một.',
  'bag.too-many-pages':
    'Các tài liệu này có tất cả {pages} trang, mà một gói chứa nhiều nhất {most} trang. Hãy chọn ít hơn và làm nhiều gói.',
  'bag.file-missing': 'Gói không trọn vẹn: thiếu tệp {path}. Hãy chép lại gói, hoặc xin bên gửi một gói khác.',
  'bag.file-elsewhere':
    'Gói không trọn vẹn: tệp {path} không có trong gói, còn fetch.txt chỉ nơi lấy tệp đó. Kho không đi lấy tệp cho gói: hãy xin bên gửi một gói có đủ mọi tệp.',
  'bag.file-unnamed':
    'Trong gói có tệp mà danh sách của gói không nêu ({path}) nên không ai bảo đảm cho tệp đó. Hãy xin bên gửi một gói khác.',
  'bag.file-altered':
    'Tệp {path} trong gói không còn như lúc đóng gói. Hãy chép lại gói, hoặc xin bên gửi một gói khác.',
  'bag.unsafe':
    'Gói không được mở: trong gói, {path} là một liên kết, bị khoá bằng mật khẩu, hoặc có hai lần. Hãy đóng gói lại, không dùng liên kết và mật khẩu.',
  'bag.unread-packing':
    'Gói không được mở: trong gói, {path} được nén bằng cách mà kho không đọc. Hãy đóng gói lại thành tệp ZIP thường (cách nén Deflate hoặc Store).',
  'bag.too-large': 'Gói có quá nhiều tệp, hoặc khi mở ra sẽ lớn một cách bất thường. Hãy chia thành nhiều gói nhỏ hơn.',
  'bag.file-too-large':
    'Gói không được nhận: trong gói, tệp {path} lớn hơn nhiều so với mọi tệp cùng loại. Hãy xin bên gửi một gói khác.',
  'bag.bad-document':
    'Tài liệu {id} không được nhận: trong gói, {path} không đúng như phải có. Hãy nhờ thư viện gửi gói làm lại gói.',
  'bag.conflict':
    'Tài liệu {id} đã có ở đây, nhưng biểu ghi hoặc bản đọc khác với trong gói. Không có gì bị thay đổi. Nếu gói mới đúng, hãy gỡ tài liệu ở đây trước.',
  'bag.not-rebuilt':
    'Danh mục không biết tài liệu {id}, còn kho tệp đang giữ biểu ghi hoặc bản đọc khác với trong gói. Không có gì bị thay đổi. Hãy nhờ người quản trị dựng lại danh mục (npx diachi rebuild) trước.',
  'bag.still-clearing': 'Tài liệu {id} vừa được gỡ ở đây và còn đang được dọn. Hãy thử lại sau ít phút.',
  'bag.foreign':
    'Gói này do phần mềm khác làm: ảnh quét trong gói được nhận nguyên như vậy, còn biểu ghi thì không. Xin hãy mô tả tài liệu.',
  'bag.was-removed':
    'Tài liệu này đã được gỡ khỏi kho, nay có lại như trong gói. Nếu không chủ ý như vậy, hãy gỡ lần nữa.',
  'bag.was-merged':
    'Ở đây, tài liệu {into} đã thay cho tài liệu này; nay tài liệu này có lại bên cạnh, ở địa chỉ của nó. Nếu không chủ ý như vậy, hãy gộp lại lần nữa.',
  'bag.no-scans': 'Trong gói không có tài liệu của kho như kho này, cũng không có ảnh quét hay PDF nào.',
  'object.altered':
    'Một tệp của tài liệu này không còn như lúc được cất giữ nên không được đưa ra. Người quản trị có thể xem thêm bằng lệnh diachi verify.',
  'document.gone': 'Tài liệu này từng có ở đây và đã được gỡ bỏ. Nếu cần, hãy hỏi thư viện.',
  'merge.itself': 'Không thể gộp một tài liệu vào chính nó. Hãy nêu tài liệu kia.',
  'merge.no-document': 'Đó không phải là địa chỉ của một tài liệu. Hãy chép địa chỉ của tài liệu được giữ lại.',
  'repository.bad-code':
    'Mã của một kho gồm nhiều nhất 32 chữ thường không dấu, chữ số hoặc gạch nối, và không phải “ours”: thu-vien-ban.',
  'repository.bad-name': 'Tên của một kho có từ 1 đến 200 ký tự.',
  'repository.bad-address':
    'Đó không phải địa chỉ của một kho OAI-PMH. Địa chỉ bắt đầu bằng http:// hoặc https://, không có mật khẩu, như https://kho.example.vn/oai.',
  'repository.bad-format': 'Đó không thể là tên một định dạng của OAI-PMH. Để trống để chọn định dạng đầy đủ nhất.',
  'repository.bad-set': 'Đó không thể là một tập của OAI-PMH. Để trống để lấy tất cả.',
  'repository.bad-hours': 'Một kho được thu cách nhau từ 1 đến 8.784 giờ.',
  'repository.exists': 'Mã {code} đã có kho dùng, hoặc vừa mới được gỡ. Hãy chọn mã khác, hoặc chờ vài phút.',
  'repository.missing': 'Không có kho nào được thu với mã {code}.',
  'foreign-record.missing': 'Bản ghi này của kho khác không có, hoặc không còn nữa.',
  'harvest.running': 'Kho {code} đang được thu rồi.',
  'harvest.changed-meanwhile': 'Kho {code} đã bị sửa hoặc gỡ trong khi đang thu. Hãy thu lại.',
  'harvest.private-address':
    '{host} là địa chỉ của chính máy hoặc mạng nội bộ của thư viện nên không được hỏi. Nếu đúng là muốn thế, đặt HARVEST_PRIVATE là yes.',
  'harvest.bad-redirect': 'Kho đó chuyển hướng đến nơi không được đi tới: {to}. Hãy hỏi thư viện ấy địa chỉ đúng.',
  'harvest.too-large': 'Một trả lời của kho lớn hơn {limitBytes:size}. Hãy đề nghị thư viện ấy chia trang nhỏ hơn.',
  'harvest.too-slow': 'Kho không trả lời trong {seconds} giây. Sẽ thử lại sau.',
  'harvest.away': '{host} không trả lời. Sẽ thử lại sau; hãy xem địa chỉ có đúng không.',
  'harvest.busy': 'Kho đề nghị quay lại sau {minutes} phút. Lúc đó việc thu sẽ tiếp tục.',
  'harvest.status': 'Kho trả lời với mã HTTP {status}. Hãy xem địa chỉ có đúng không, và hỏi thư viện ấy.',
  'harvest.not-oai':
    'Nơi trả lời ở địa chỉ này là một trang web hoặc thứ khác, không phải OAI-PMH. Hãy hỏi thư viện ấy địa chỉ OAI-PMH.',
  'harvest.unreadable': 'Không đọc được một trả lời của kho: {why} Hãy báo cho thư viện ấy.',
  'harvest.refused': 'Kho từ chối điều được hỏi: {code} {words}',
  'harvest.no-format': 'Kho không có định dạng nào đọc được ở đây, hoặc không có định dạng đã chọn. Kho có: {offered}.',
  'harvest.in-circles': 'Kho trả lời lặp đi lặp lại; sau {pages} trang thì dừng. Hãy báo cho thư viện ấy.',
  'harvest.without-end':
    'Danh sách của kho không có chỗ kết thúc: đã nhận {records} bản ghi thì dừng. Hãy báo cho thư viện ấy.',
  'harvest.nothing-there':
    'Kho nói không có bản ghi nào, dù trước đây có. Những gì đã thu vẫn được giữ. Nếu kho trống thật, hãy gỡ kho này.',
  'harvest.bad-identifier': 'Mã của nó dài quá mức giữ được.',
  'harvest.broken-record': 'Nó bị hỏng và không đọc được.',
  'harvest.no-metadata': 'Không có nội dung kèm theo.',
  'harvest.unread-format': 'Nó đến trong một định dạng không đọc được ở đây.',
  'harvest.no-title': 'Nó không có nhan đề.',
  'record.bad-title': 'Nhan đề phải có từ 1 đến 500 ký tự.',
  'record.bad-collection': 'Tên bộ sưu tập có nhiều nhất 200 ký tự.',
  'record.bad-kind': 'Hãy chọn một loại tài liệu trong danh sách.',
  'record.bad-date': 'Thời gian phải là chữ.',
  'record.bad-language': 'Ngôn ngữ phải là mã như vie hoặc vie+fra.',
  'record.bad-otherTitle': 'Tên khác có nhiều nhất 500 ký tự.',
  'record.bad-englishTitle': 'Tên tiếng Anh có nhiều nhất 500 ký tự.',
  'record.bad-creators':
    'Mỗi dòng ghi một tác giả, nhiều nhất 50 dòng, mỗi dòng nhiều nhất 200 ký tự; vai trò ghi sau dấu |: Nguyễn Văn Đậu | chủ biên.',
  'record.bad-publisher': 'Nơi xuất bản có nhiều nhất 200 ký tự.',
  'record.bad-publicationPlace': 'Địa điểm xuất bản có nhiều nhất 200 ký tự.',
  'record.bad-series': 'Tên tùng thư có nhiều nhất 200 ký tự.',
  'record.bad-subjects': 'Mỗi dòng ghi một chủ đề, nhiều nhất 50 dòng, mỗi dòng nhiều nhất 200 ký tự.',
  'record.bad-places': 'Mỗi dòng ghi một địa danh, nhiều nhất 50 dòng, mỗi dòng nhiều nhất 200 ký tự.',
  'record.bad-summary': 'Tóm tắt có nhiều nhất 5.000 ký tự.',
  'record.bad-englishSummary': 'Tóm tắt tiếng Anh có nhiều nhất 5.000 ký tự.',
  'record.bad-extent': 'Khối lượng có nhiều nhất 200 ký tự.',
  'record.bad-note': 'Ghi chú có nhiều nhất 5.000 ký tự.',
  'record.bad-callNumber': 'Ký hiệu xếp giá có nhiều nhất 200 ký tự.',
  'record.bad-isbn': 'ISBN có 10 hoặc 13 chữ số; chữ số cuối của loại 10 có thể là X.',
  'record.bad-issn': 'ISSN có 8 chữ số; chữ số cuối có thể là X.',
  'record.bad-access': 'Hãy chọn trong danh sách ai được xem tài liệu.',
  'record.bad-embargoUntil': 'Ngày mở viết theo năm, tháng, ngày: 2030-01-31.',
  'record.bad-licence': 'Hãy chọn một giấy phép trong danh sách.',
  'record.bad-rightsHolder': 'Tên người giữ quyền có nhiều nhất 200 ký tự.',
  'record.language-unreadable':
    'Ở đây không đọc được trang bằng ngôn ngữ {language}. Đọc được: {readable}. Muốn đọc ngôn ngữ khác, hãy cài chương trình tesseract có mô hình của ngôn ngữ đó.',
  'record.no-version-named':
    'Hãy nói rõ sửa phiên bản nào của biểu ghi: gửi ETag của nó trong If-Match, hoặc số phiên bản trong onVersion.',
  'record.not-this-version': 'Biểu ghi đã được sửa trong lúc đó. Hãy đọc lại rồi sửa một lần nữa.',
  'token.bad-name': 'Tên có từ 1 đến {most} ký tự.',
  'token.bad-scopes': 'Bạn không thể trao những quyền này cho mã truy cập.',
  'token.bad-expiry': 'Mã truy cập có hạn từ 1 đến {most} ngày.',
  'token.too-many': 'Bạn đã có {most} mã truy cập. Hãy thu hồi bớt một mã.',
  'token.missing': 'Bạn không có mã truy cập này.',
  'record.changed-meanwhile': 'Có người khác vừa sửa biểu ghi này. Hãy xem nội dung mới rồi sửa tiếp trên đó.',
  'date.not-edtf':
    '“{date}” không phải là thời gian theo EDTF. Hãy viết như 1954, 1954-05-07, 195X, 1954~ hoặc 1950/1955.',
  'library.bad-code': 'Mã thư viện gồm nhiều nhất 32 chữ thường không dấu, chữ số hoặc gạch nối, ví dụ muong-te.',
  'library.bad-name': 'Tên thư viện phải có từ 1 đến 200 ký tự.',
  'library.code-taken': 'Mã “{code}” đã là của thư viện “{name}”. Hãy chọn mã khác, hoặc đổi tên thư viện ấy.',
  'gone.broken': 'Điều kho còn giữ về một tài liệu đã gỡ bị hỏng; sẽ không ai được báo là nó đã được gỡ nữa.',
  'libraries.broken':
    'Danh sách thư viện thành viên trong kho bị hỏng. Hãy đổi tên một thư viện để danh sách được ghi lại.',
  'library.missing': 'Không có thư viện thành viên này.',
  'collection.missing': 'Thư viện này không có bộ sưu tập đó.',
  'series.missing': 'Thư viện này không có tùng thư đó.',
  'activities.missing': 'Không có trang thay đổi này. Hãy bắt đầu từ trang cuối cùng.',
  'library.not-this-version':
    'Thư viện không như yêu cầu nêu: đã có rồi, chưa có, hoặc vừa được sửa. Hãy đọc lại trước đã.',
  'library.unknown': 'Không có thư viện thành viên nào mang mã “{library}”.',
  'document.bad-id': 'Đây không phải là mã tài liệu.',
  'document.missing': 'Không có tài liệu này, hoặc tài liệu chưa được công bố.',
  'document.restricted': '{access:who} Nếu cần dùng, hãy hỏi {library}.',
  'document.in-work': 'Tài liệu này đang được đọc. Hãy đợi xong, hoặc bấm “thử lại” nếu nó bị lỗi.',
  'document.not-published': 'Chỉ đọc lại được tài liệu đã công bố.',
  'document.nothing-to-retry': 'Tài liệu này không có phần nào bị lỗi để thử lại.',
  'document.refused': 'Tệp này đã bị từ chối và không được giữ lại. Hãy sửa tệp rồi tải lên lại.',
  'revision.bad-form': 'Số lần xử lý không hợp lệ.',
  'page.bad-index': 'Số trang không hợp lệ.',
  'page.missing': 'Tài liệu không có trang này, hoặc trang chưa đọc xong.',
  'page.image-broken': 'Ảnh trang lưu trong kho bị hỏng. Hãy cho đọc lại tài liệu.',
  'page-text.broken': 'Phần chữ lưu trong kho của một trang bị hỏng. Hãy cho đọc lại tài liệu.',
  'page-text.lost':
    'Phần chữ của một trang đã công bố không còn trong kho. Hãy khôi phục từ bản sao lưu, hoặc cho đọc lại tài liệu.',
  'manifest.lost':
    'Các tệp của tài liệu đã công bố không còn trong kho. Hãy khôi phục từ bản sao lưu, hoặc cho đọc lại tài liệu.',
  'image.missing': 'Không có ảnh này.',
  'image.damaged': 'Ảnh trang lưu trong kho bị hỏng. Hãy cho đọc lại tài liệu.',
  'image.bad-request':
    'Không hiểu hoặc không phục vụ phần {part} trong địa chỉ ảnh này ({written}). Xem IIIF Image API.',
  'image.outside': 'Vùng bắt đầu ở {x}, {y}, nằm ngoài ảnh {width} × {height} điểm.',
  'image.upscaled':
    'Phần ảnh này có {width} × {height} điểm, không thể cho ra {wantedWidth} × {wantedHeight}; chỉ cỡ viết sau ^ mới được lớn hơn.',
  'image.too-large':
    'Không cho ra ảnh {width} × {height} điểm: nhiều nhất {maxWidth} × {maxHeight}, tổng cộng {maxArea} điểm. Hãy xin cỡ max, hoặc từng phần.',
  'image.busy': 'Đang có quá nhiều ảnh được yêu cầu cùng lúc. Hãy thử lại sau giây lát.',
  'stretch.bad-after': 'Không tìm được chỗ xem tiếp của danh sách. Hãy mở lại từ đầu.',
  'checksum.bad-form': 'Mã kiểm tra SHA-256 phải gồm 64 chữ số thập lục phân.',
  'document.misplaced':
    'Một tệp nằm lẫn trong các tệp của tài liệu khác. Hãy khôi phục cả hai tài liệu từ bản sao lưu.',
  'record.broken': 'Biểu ghi nằm cạnh các tệp của tài liệu bị hỏng. Hãy sửa biểu ghi một lần để nó được ghi lại.',
  'record.not-marc': 'Đây không phải biểu ghi MARC, hoặc biểu ghi bị hỏng. Hãy xuất lại từ nơi gốc.',
  'record.marc-8': 'Biểu ghi MARC này dùng bảng mã cũ MARC-8. Hãy xuất lại bằng UTF-8.',
  'record.marc-too-long':
    'Biểu ghi này quá dài cho ISO 2709: {what} có {bytes} byte, nhiều nhất là {most}. Hãy lấy dạng MARCXML.',
  'manifest.broken': 'Bản kê của tài liệu bị hỏng. Hãy cho đọc lại tài liệu.',
  'page-list.broken': 'Danh sách trang bị hỏng. Hãy thử lại.',
  'pages.miscounted': 'Tài liệu có {found} trang nhưng công việc tính {told} trang. Hãy thử lại.',
  'revision.incomplete': 'Còn thiếu {count} tệp trước khi công bố được. Hãy thử lại.',
  'original.missing': 'Tệp gốc của tài liệu này không còn trong kho. Hãy tải tệp lên lại.',
  'upload.unavailable':
    'Phần nhận tài liệu và theo dõi công việc của kho chưa trả lời được lúc này. Hãy thử lại sau ít phút; bạn đọc không bị ảnh hưởng.',
  'upload.bad-answer':
    'Các phần của kho không hiểu nhau. Hãy nhờ người quản trị kiểm tra UPLOAD_URL, và mọi phần có cùng OPERATOR_TOKEN, cùng phiên bản.',
  'upload.empty': 'Tệp này rỗng (0 byte). Hãy quét hoặc chép lại.',
  'upload.no-room': 'Kho đã hết chỗ chứa nên tệp này chưa được nhận. Hãy dọn chỗ trống rồi đưa tệp vào lại.',
  'upload.too-large': 'Tệp này quá lớn: nhiều nhất {limitBytes:size}. Hãy chia nhỏ tệp, hoặc tăng MAX_FILE_SIZE.',
  'upload.not-supported':
    'Tệp này không phải ảnh quét hay PDF, dù tên của nó là gì. Kho nhận JPEG, PNG, WebP, TIFF, JPEG 2000 và PDF.',
  'upload.foreign-file':
    'Tệp này là {found:file}, không phải ảnh quét hay PDF, dù tên của nó là gì. Kho nhận JPEG, PNG, WebP, TIFF, JPEG 2000 và PDF.',
  'upload.checksum-mismatch': 'Tệp đến nơi không giống tệp đã gửi. Hãy tải lên lại.',
  'upload.already-there': 'Kho đã có tệp này.',
  'upload.missing': 'Không còn biết lần tải lên này. Hãy tải lên lại từ đầu.',
  'upload.unfinished': 'Tệp chưa đến đủ. Hãy tải tiếp.',
  'upload.broken-off': 'Việc tải lên bị ngắt. Có thể tải tiếp từ chỗ dừng.',
  'source.missing': 'Không có tệp hoặc thư mục này.',
  'source.own-data': 'Đây là thư mục dữ liệu của chính thư viện. Hãy chỉ ra thư mục có ảnh quét.',
  'source.no-scans': 'Trong thư mục này không có ảnh quét hay PDF nào. Hãy chỉ ra thư mục có ảnh quét.',
  'source.bad-name': 'Tên tệp hoặc thư mục này không viết bằng Unicode nên không mở được. Hãy đổi tên rồi đưa lại.',
  'source.unreadable': 'Không đọc được tệp này. Hãy kiểm tra ổ đĩa và quyền đọc tệp.',
  'original.empty': 'Tệp “{fileName}” không có nội dung. Hãy chép lại từ máy quét.',
  'original.not-a-scan':
    'Tệp “{fileName}” không phải ảnh quét (nội dung là {found:file}). Hãy gửi tệp TIFF, PNG, JPEG hoặc PDF.',
  'original.unsupported':
    'Máy này không đọc được tệp “{fileName}” ({format}). Hãy chuyển sang JPEG, PNG hoặc TIFF rồi tải lên lại, hoặc cài chương trình {program}.',
  'original.encrypted': 'Tệp “{fileName}” có mật khẩu. Hãy bỏ mật khẩu rồi tải lên lại.',
  'original.damaged': 'Tệp “{fileName}” bị hỏng, không đọc được. Hãy quét hoặc xuất lại.',
  'original.truncated': 'Tệp “{fileName}” bị cụt: thiếu phần cuối, chỉ có {sizeBytes:size}. Hãy chép lại từ máy quét.',
  'original.too-many-pixels':
    'Tệp “{fileName}” có trang {widthPx} × {heightPx} điểm ảnh; nhiều nhất đọc được {limit} điểm ảnh. Hãy quét thành nhiều phần, hoặc tăng MAX_IMAGE_PIXELS.',
  'original.page-too-large':
    'Tệp “{fileName}” có trang {widthMm} × {heightMm} mm, quá lớn để vẽ ra cho đọc được. Hãy chia trang, hoặc tăng MAX_DRAWN_PIXELS.',
  'original.too-many-pages':
    'Tính cả “{fileName}”, tài liệu có hơn {limit} trang. Hãy chia thành nhiều tập, hoặc tăng MAX_PAGES.',
  'original.no-pages': 'Tệp “{fileName}” không có trang nào. Hãy xuất lại.',
  'original.page-damaged': 'Trang {number} của tệp “{fileName}” bị hỏng. Hãy quét lại trang đó.',
  'original.page-too-slow':
    'Không lấy được trang {number} của tệp “{fileName}” trong {seconds} giây. Hãy quét lại trang đó, hoặc tăng INTAKE_PAGE_TIME.',
  'original.unreachable': 'Chưa đọc được tệp gốc lúc này. Hãy thử lại.',
  'poppler.missing':
    'PDF_TOOLS đòi chương trình poppler nhưng máy chưa cài. Hãy cài poppler-utils, hoặc đặt PDF_TOOLS=auto.',
  'scan.damaged': 'Ảnh quét của trang này bị hỏng, không vẽ ra được. Hãy quét lại trang.',
  'scan.too-large':
    'Trang có {widthPx} × {heightPx} điểm ảnh; nhiều nhất đọc được {maxPixels}. Hãy quét thành nhiều phần, hoặc tăng OCR_MAX_PIXELS.',
  'scan.missing': 'Không lấy được trang này ra khỏi tệp. Hãy quét riêng trang đó.',
  'scan.broken-off': 'Tệp của trang này bị cụt hoặc hỏng, một phần ảnh không còn. Hãy quét lại trang.',
  'file.missing': 'Không có tệp này.',
  'machine.overloaded': 'Máy còn quá ít bộ nhớ trống hoặc đang quá bận. Hãy đóng bớt chương trình khác rồi thử lại.',
  'ocr.engine-unavailable': 'Bộ nhận dạng chữ không khởi động được. Hãy kiểm tra phần mềm đã cài đủ và máy còn bộ nhớ.',
  'ocr.language-missing':
    'Không có mô hình cho ngôn ngữ {language}. Hãy cài chương trình tesseract có ngôn ngữ đó rồi cho đọc lại tài liệu.',
  'ocr.closed': 'Bộ nhận dạng chữ đã dừng; trang sẽ được đọc khi phần mềm chạy lại.',
  'ocr.stopped': 'Việc đọc bị dừng; trang sẽ được đọc lại sau.',
  'ocr.crashed': 'Trang này hai lần làm hỏng bộ nhận dạng chữ; ảnh của trang vẫn được giữ.',
  'language-model.damaged':
    'Tệp ghi những gì đã học về ngôn ngữ của kho bị hỏng. Quản trị viên có thể học lại bằng lệnh diachi learn.',
  'ocr.part-unread':
    'Một phần của trang này không đọc được: bộ nhận dạng chữ bị hỏng hoặc mất quá nhiều thời gian ở đó. Hãy quét lại trang, hoặc tăng OCR_PAGE_TIME.',
  'ocr.gave-up':
    'Cả {times} lần đọc trang này đều bị hỏng giữa chừng. Hãy cho đọc lại tài liệu khi máy có thêm bộ nhớ, hoặc quét lại trang.',
  'ocr.mostly-wrong':
    'Khoảng {wrong} trên 100 ký tự đọc được của trang này có lẽ sai, nên không giữ chữ nào; ảnh của trang vẫn được giữ. Hãy quét lại trang, hoặc nâng OCR_MOST_WRONG.',
  'ocr.other-script':
    'Trang này viết bằng chữ Hán–Nôm hoặc hệ chữ khác mà phần mềm không đọc được. Ảnh của trang vẫn được giữ; cần người biết chữ đó đọc.',
  'ocr.too-pale':
    'Trang này có chữ nhưng quá mờ, có thể viết bằng bút chì hoặc đã phai, nên không đọc được. Ảnh của trang vẫn được giữ; cần có người xem, hoặc quét lại với độ tương phản cao hơn.',
  'ocr.timed-out': 'Không đọc xong trang này trong {seconds} giây; ảnh của trang vẫn được giữ.',
  'store.full':
    'Đã hết chỗ chứa các tệp của kho. Hãy dọn chỗ trống trên ổ đĩa hoặc máy chủ chứa tệp; công việc sẽ tự tiếp tục.',
  'store.unavailable':
    'Không truy cập được các tệp của kho. Hãy kiểm tra ổ đĩa đã nối và ghi được, hoặc máy chủ chứa tệp đang chạy; công việc sẽ tự tiếp tục.',
  'object.missing': 'Thiếu một tệp trong kho.',
  'object.bad-key': 'Tên trong kho không hợp lệ.',
  'object.bad-range': 'Đoạn tệp được hỏi không có trong tệp.',
  'object.damaged': 'Một tệp trong kho bị hỏng, không còn đúng như khi lưu. Hãy khôi phục tệp đó từ bản sao lưu.',
  'store.bad-settings': 'Không dùng được cấu hình máy chủ S3: {reason}',
  'catalogue.full':
    'Đã hết chỗ cho danh mục. Hãy dọn chỗ trống trên ổ đĩa hoặc máy chủ của danh mục; công việc sẽ tự tiếp tục.',
  'catalogue.unavailable': 'Không dùng được danh mục lúc này. Hãy thử lại sau ít phút.',
  'catalogue.damaged':
    'Danh mục {path} bị hỏng. Hãy đóng thư viện nếu đang mở, rồi chạy “npx diachi rebuild”: lệnh này cất tệp hỏng sang bên và dựng lại danh mục từ kho.',
  'catalogue.foreign':
    'Tệp {path} không phải (hoặc không còn) là danh mục của kho. Hãy đóng thư viện nếu đang mở, rồi chạy “npx diachi rebuild”: lệnh này cất tệp đó sang bên và dựng lại danh mục từ kho.',
  'catalogue.not-writable': 'Không ghi được danh mục {path}. Hãy kiểm tra thư mục còn đó và quyền ghi.',
  'catalogue.newer': 'Danh mục thuộc bản phần mềm mới hơn. Hãy cập nhật phần mềm.',
  'catalogue.on-network-share':
    'Danh mục nằm trên ổ mạng, ở đó nó có thể bị hỏng. Hãy chuyển thư mục dữ liệu về ổ đĩa của máy này.',
  'catalogue.half-copied':
    'Một kho đang được chép vào danh mục này và chưa chép xong. Hãy chờ chép xong, hoặc chạy lại lệnh chép; lệnh sẽ chép tiếp phần còn lại.',
  'catalogue.not-empty':
    'Danh mục nhận bản chép đã có dữ liệu khác, hoặc đã được dùng từ sau lần chép. Hãy chép vào một danh mục trống.',
  'catalogue.changed-meanwhile':
    'Có người làm việc với kho trong lúc chép. Hãy dừng toàn bộ kho rồi chạy lại lệnh chép; lệnh sẽ chép tiếp phần còn lại.',
  'catalogue.bad-database':
    'Cơ sở dữ liệu {path} không chứa được danh mục: phần mềm khác đang dùng nó, bảng mã không phải UTF-8, hoặc PostgreSQL cũ hơn bản 14.',
  'catalogue.read-only':
    'Cơ sở dữ liệu {path} không nhận thay đổi. Hãy kiểm tra đó có phải máy chủ chính không, và tài khoản có quyền ghi không.',
  'catalogue.damaged-database': 'Cơ sở dữ liệu {path} bị hỏng. Hãy dừng kho rồi khôi phục từ bản sao lưu.',
  'search.unavailable': 'Chưa tìm kiếm được lúc này. Hãy thử lại sau ít phút.',
  'search.full':
    'Đã hết chỗ cho chỉ mục tìm kiếm. Hãy dọn chỗ trống trên ổ đĩa hoặc máy chủ của chỉ mục; công việc sẽ tự tiếp tục.',
  'search.too-many': 'Câu hỏi này tìm ra quá nhiều (hơn {most}), không gộp lại được. Hãy hỏi hẹp hơn.',
  'search.bad-query': 'Không có từ hay số nào để tìm, hoặc lời tìm quá dài. Hãy viết vài từ.',
  'search.bad-page': 'Số trang đưa vào tìm kiếm không hợp lệ.',
  'queue.closed': 'Phần mềm đang dừng lại. Công việc sẽ tiếp tục khi khởi động lại.',
  'queue.unavailable':
    'Hàng đợi công việc (Redis) không trả lời. Những gì đã lưu vẫn còn, và công việc sẽ tiếp tục ngay khi hàng đợi trả lời.',
  'queue.full':
    'Hàng đợi công việc (Redis) đã hết bộ nhớ để nhận thêm. Những gì đã lưu vẫn còn, và công việc sẽ tiếp tục ngay khi có chỗ. Nếu điều này hay xảy ra, hãy tăng maxmemory.',
  'queue.evicts':
    'Redis có thể bỏ mất công việc khi đầy bộ nhớ (maxmemory-policy {policy}). Hãy đặt maxmemory-policy thành noeviction.',
  'queue.too-old': 'Hàng đợi cần Redis 6.2 trở lên; máy chủ này là {version}.',
  'job.unknown': 'Không biết loại công việc này.',
  'work.bad-count': 'Số lượng trong công việc không hợp lệ.',
  'step.circular': 'Một bước công việc phải chờ chính nó.',
  'step.dropped': 'Công việc này không còn cần nữa.',
  'step.bad-id': 'Tên của một bước công việc không hợp lệ.',
  'step.lost': 'Hàng đợi đã mất dấu bước công việc này. Bước này sẽ được làm lại.',
  'step.process-died': 'Các chương trình làm bước này đã bị sập {times} lần. Hãy xem nhật ký của chúng.',
  'scratch.full': 'Hết chỗ cho tệp tạm. Hãy dọn chỗ trống trên ổ đĩa.',
  'scratch.unavailable': 'Không ghi được vào thư mục tệp tạm. Hãy kiểm tra quyền ghi.',
  'work.held': 'Công việc đang tạm dừng; nó sẽ tự tiếp tục khi có thể.',
  'work.broken-off': 'Chương trình làm việc này đã kết thúc trước khi xong. Hãy cho chạy lại.',
  'learned.broken': 'Ghi chép của kho về ngôn ngữ bị hỏng. Hãy chạy “diachi learn”.',
  'learning.running': 'Kho đang học. Hãy đợi xong.',
  'learning.changed-meanwhile': 'Có tài liệu bị gỡ trong lúc kho đang học. Kho sẽ tự học lại sau, không mất gì.',
  'inspection.running': 'Đang kiểm tra kho. Hãy đợi xong.',
  'inspection.plan-made': 'Việc xử lý tài liệu {id} bị đứng lại và đã được xếp lịch lại.',
  'inspection.record-written':
    'Biểu ghi của tài liệu {id} cạnh các tệp của nó chưa phải bản mới nhất và đã được ghi lại.',
  'inspection.refusal-ended': 'Còn sót lại một phần của tài liệu bị từ chối {id}; phần đó đã được xóa.',
  'inspection.read-again':
    'Tài liệu {id} mất {count} tệp (trước hết là {key}); tài liệu đang được đọc lại từ các tệp gốc.',
  'inspection.leftovers-removed': 'Đã xóa {count} tệp còn sót lại khi xử lý tài liệu {id}.',
  'inspection.uploads-removed': 'Đã xóa {count} lần tải lên bị bỏ dở.',
  'inspection.index-planned': 'Tài liệu {id} thiếu trong chỉ mục tìm kiếm và đang được đưa vào lại.',
  'inspection.index-removed': 'Chỉ mục tìm kiếm còn giữ {id} mà không ai đọc được; mục đó đã được xóa khỏi chỉ mục.',
  'inspection.original-missing':
    'Tệp gốc “{file}” của tài liệu {id} không còn trong kho ({key}). Hãy lấy lại từ bản sao lưu hoặc từ một gói, hoặc nộp lại đúng tệp đó.',
  'inspection.files-missing':
    'Tài liệu {id} mất {count} tệp (trước hết là {key}) và lúc này chưa thể tự đọc lại. Hãy xem tài liệu bị lỗi gì rồi thử lại.',
  'inspection.unknown-document':
    'Kho có {count} tệp ({sizeBytes:size}) của tài liệu {id} mà danh mục không biết. Dựng lại danh mục sẽ đưa tài liệu trở về.',
  'inspection.unknown-original': 'Không tài liệu nào có tệp gốc {key} ({sizeBytes:size}).',
  'inspection.unknown-object': 'Trong kho có {key} ({sizeBytes:size}) không rõ từ đâu.',
  'inspection.index-missing': 'Tài liệu {id} cùng rất nhiều tài liệu khác thiếu trong chỉ mục tìm kiếm. Hãy dựng lại.',
  'inspection.index-away': 'Chỉ mục tìm kiếm không trả lời nên chưa được kiểm tra.',
  'rebuild.running': 'Đang dựng lại danh mục và chỉ mục. Hãy đợi xong.',
  'rebuild.lost': 'Việc dựng lại bị mất cùng hàng đợi trước khi xong. Hãy bắt đầu lại.',
  'keys.not-written': 'Không ghi được khoá vào {folder}. Hãy kiểm tra KEYS_FOLDER và quyền ghi.',
  'assets.missing': 'Thiếu tệp giao diện của các trang. Hãy dựng lại phần mềm.',
  'data.disk-full':
    'Ổ đĩa của {folder} chỉ còn {freeMb} MB, cần ít nhất {neededMb} MB. Hãy dọn chỗ trống rồi chạy lại, hoặc chọn thư mục khác bằng DIACHI_DATA.',
  'data.in-use-by-server': 'Thư viện trên thư mục dữ liệu {folder} đang mở rồi, tại {address} (tiến trình {pid}).',
  'data.lock-unusable': 'Không khóa được thư mục dữ liệu. Hãy kiểm tra quyền ghi.',
  'data.not-a-folder': '{folder} không phải là thư mục. Hãy chọn thư mục khác bằng DIACHI_DATA.',
  'data.not-writable': 'Không được phép ghi vào {folder}. Hãy đổi quyền, hoặc chọn thư mục khác bằng DIACHI_DATA.',
  'port.taken': 'Cổng {port} đã có chương trình khác dùng. Hãy chọn cổng khác, ví dụ: PORT={free} npm start',
  'port.not-allowed': 'Người dùng này không được mở cổng {port}. Hãy chọn cổng từ 1024 trở lên.',
  'port.no-such-address': 'Máy này không có địa chỉ {host}.',
  'server.no-answer': 'Kho không trả lời. Hãy kiểm tra kho có đang mở không, và địa chỉ có đúng không.',
  'server.broke-off': 'Kho ngắt giữa chừng khi trả lời. Hãy xem cửa sổ hoặc nhật ký của kho rồi thử lại.',
  'server.not-a-library': 'Ở {address} không phải là kho. Hãy kiểm tra địa chỉ trong DIACHI_URL.',
  'command.not-operator':
    'Kho ở {address} không nhận lệnh này là của người vận hành. Hãy đặt DIACHI_URL là địa chỉ cửa trong của kho (trên máy chạy Docker Compose là http://127.0.0.1:8090), và OPERATOR_TOKEN là mã chung của các dịch vụ ở đó.',
  'command.needs-files': 'Thư viện ở {address} không thấy tệp trên máy này. Hãy dùng trang tải lên của thư viện đó.',
  'moving.differs': 'Tệp {key} đến nơi không giống tệp đã gửi. Hãy thử lại; những gì đã chuyển vẫn giữ nguyên.',
  'moving.stopped': 'Việc chuyển đã dừng. Hãy chạy lại; việc sẽ tiếp từ chỗ đang dở.',
  'moving.at-work':
    'Cụm máy chủ đang làm việc. Hãy dừng các dịch vụ tải lên và các tiến trình xử lý rồi chuyển thư viện.',
  'export.cannot-write': 'Không ghi được tệp xuất ra. Hãy kiểm tra đường dẫn và chỗ trống.',
  'export.needs-folder': 'Mỗi trang là một tệp. Hãy chỉ ra một thư mục bằng -o.',
  'export.needs-address':
    'Tệp tiles phải ghi địa chỉ nơi đặt chúng. Hãy viết bằng --at, ví dụ https://example.vn/tiles.',
  'backup.none': 'Không có bản sao lưu trọn vẹn nào {name} ở nơi này.',
  'backup.unreadable': 'Không đọc được một phần của bản sao lưu ({name}). Hãy phục hồi từ bản khác.',
  'backup.damaged': 'Nội dung của {key} không đúng như phải có.',
  'backup.program-failed': '{program} không làm được việc: {reason}',
  'backup.under-way': 'Đang có một lần sao lưu chạy. Hãy đợi xong.',
  'restore.not-empty': 'Nơi định phục hồi vào không trống: đã có {key}. Hãy phục hồi vào máy chủ mới, trống.',
  'restore.miscounted': 'Danh mục có {found} tài liệu; lúc sao lưu có {before} (trước) và {after} (sau).',
};
