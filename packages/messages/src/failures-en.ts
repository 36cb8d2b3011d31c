/** What failures say in English, by code. `fillText` says how details are filled in; a text asks only for what every such failure brings. */
export const failuresEn = {
  'access.sign-in-needed': 'Sign in to do this.',
  'access.not-allowed': 'You may not do this. Ask an administrator.',
  'access.wrong-password': 'The name or the password is not right.',
  'access.bad-token': 'That access token is not valid.',
  'access.forged-request': 'This did not come from a page of the library, or the page is old. Reload it and try again.',
  'access.too-many-tries': 'Too many tries. Wait {minutes} minutes and try again.',
  'access.too-many-requests': 'Too many requests at once. Wait {seconds} seconds and go on.',
  'access.scope-needed': 'This access token may not do that: it lacks the scope “{scope}”.',
  'access.session-needed': 'This cannot be done with an access token. Sign in with a browser.',
  'access.unavailable':
    'The part of the library that finds and opens documents does not answer now. Try again in a few minutes.',
  'access.bad-answer':
    'The parts of the library do not understand each other. Ask the administrator to check ACCESS_URL, and that all parts have the same OPERATOR_TOKEN and version.',
  'sign-in-link.used': 'This link was used already or is too old. Ask for a new one.',
  'password.bad-length': 'A password has {least} to {most} characters.',
  'person.name-taken': 'Somebody is called “{name}” already. Choose another name.',
  'person.missing': 'There is no such person.',
  'person.bad-name': 'A name has 1 to 200 characters.',
  'person.bad-role': 'Somebody is a member, an archivist or an administrator.',
  'person.bad-library': 'A member belongs to one of the libraries. Choose it from the list.',
  'address.missing': 'There is nothing at this address.',
  'address.malformed': 'This address is not written correctly.',
  'address.bad-host':
    'The request names a host that cannot be one. Set PUBLIC_URL where the library is reached by such a name.',
  'address.wrong-method': 'This address does not answer that method.',
  'body.too-large': 'What was sent is too large: at most {limitBytes:size}.',
  'body.wrong-type': 'This address does not read what was sent. Send it as {types}.',
  'body.unreadable': 'What was sent cannot be read. Reload the page and send it again.',
  'input.bad-form': 'Part of what was sent cannot be used: {field}.',
  bug: 'Something unforeseen went wrong here and was written down. Try again; if it stays, tell an administrator.',
  'inspection.original-damaged':
    'The original “{file}” of the document {id} is no longer what it was when it came ({key}). Nothing was changed. Bring it back from a backup or a package, or hand the same file in again.',
  'inspection.original-unreadable':
    'The store cannot give the original “{file}” of the document {id} ({key}), while it gives others. Nothing was changed.',
  'inspection.read-again-damaged':
    '{count} files made of the document {id} were damaged or gone ({key} first); it is read again from its originals.',
  'inspection.files-damaged':
    '{count} files made of the document {id} are damaged or gone ({key} first), and it cannot be read again by itself now.',
  'verification.running': 'The files are being verified already. Wait until that is done.',
  'bag.bad-path':
    'The package was not taken in: the name {path} in it leads out of the package, or has a backslash (\\) in it. Pack it again with another program, or ask whoever made it to.',
  'bag.broken':
    'This ZIP is damaged, or was not copied whole. Compare its size with that of the one it was copied from, and copy or download it again.',
  'bag.bad-declaration':
    'The package was not taken in: its file bagit.txt does not say that it is of BagIt 1.0 or 0.97, with texts in UTF-8. Ask whoever made it to make it so.',
  'bag.no-list':
    'The package was not taken in: it has no list of its files with checksums (manifest-sha512.txt, or one in SHA-256, SHA-1 or MD5). Ask whoever made it for another.',
  'bag.bad-line':
    'The package was not taken in: line {line} of {path} cannot be read, or names a file for the second time. Ask whoever made it for another.',
  'bag.not-utf8': 'The package was not taken in: {path} is not written in UTF-8. Ask whoever made it to make it so.',
  'bag.other-amount':
    'The package is not whole: bag-info.txt says it holds {said} (bytes.files), and it holds {found}. Copy it again, or ask whoever made it for another.',
  'bag.bad-selection': 'A package holds 1 to {most} documents. Choose fewer, or at least one.',
  'bag.too-many-pages':
    'These documents have {pages} pages together, and a package holds at most {most}. Choose fewer, and make several packages.',
  'bag.file-missing':
    'The package is not whole: {path} is missing. Copy the package again, or ask whoever made it for another.',
  'bag.file-elsewhere':
    'The package is not whole: {path} is not in it, and fetch.txt says where it can be fetched. The library fetches nothing for a package: ask whoever made it for one with all files inside.',
  'bag.file-unnamed':
    'The package has a file its own list does not name ({path}), so nobody vouches for it. Ask whoever made it for another.',
  'bag.file-altered':
    '{path} in the package is no longer what it was when it was packed. Copy the package again, or ask for another.',
  'bag.unsafe':
    'The package was not opened: {path} in it is a link, locked with a password, or there twice. Pack it again without links and without a password.',
  'bag.unread-packing':
    'The package was not opened: {path} in it is packed by a method that is not read here. Pack it again as an ordinary ZIP (method Deflate or Store).',
  'bag.too-large':
    'The package has too many files, or unpacked it would be out of all proportion to its size. Make several smaller ones.',
  'bag.file-too-large':
    'The package was not taken in: {path} in it is far larger than any such file is. Ask whoever made it for another.',
  'bag.bad-document':
    'The document {id} was not taken in: {path} in the package is not what it has to be. Ask the library it comes from to make the package anew.',
  'bag.conflict':
    'The document {id} is here already, with another record or another revision than the package has. Nothing was changed. Remove the one here first if the package is the right one.',
  'bag.not-rebuilt':
    'The catalogue does not know the document {id}, and the store keeps another record or revision of it than the package has. Nothing was changed. Let an administrator rebuild the catalogue (npx diachi rebuild) first.',
  'bag.still-clearing': 'The document {id} was removed here a moment ago, and is still being cleared away. Try again.',
  'bag.foreign':
    'Another program made this package: its scans were taken in as they are, and its records were not. Please describe the document.',
  'bag.was-removed':
    'This document had been removed here, and is here again as the package has it. Remove it again if that was not meant.',
  'bag.was-merged':
    'Here the document {into} had taken the place of this one, which is here again beside it, under its own address. Merge them again if that was not meant.',
  'bag.no-scans': 'There is no document of a library like this one, no scan and no PDF in this package.',
  'object.altered':
    'A file of this document is no longer what it was when it was kept, so it is not given out. An administrator can find out more with diachi verify.',
  'document.gone': 'This document was here and has been removed. Ask the library if you need it.',
  'merge.itself': 'A document cannot take its own place. Name the other document.',
  'merge.no-document': 'That is not the address of a document. Copy the address of the document that stays.',
  'repository.bad-code':
    'The code of a source has up to 32 small letters without marks, digits or hyphens, and is not “ours”: other-library.',
  'repository.bad-name': 'The name of a source has 1 to 200 characters.',
  'repository.bad-address':
    'That is not the address of an OAI-PMH repository. It begins with http:// or https://, has no password in it, and looks like https://repository.example.org/oai.',
  'repository.bad-format':
    'That cannot be the prefix of a format of OAI-PMH. Leave it empty to choose the fullest one.',
  'repository.bad-set': 'That cannot be a set of OAI-PMH. Leave it empty to take everything.',
  'repository.bad-hours': 'A source is harvested every 1 to 8,784 hours.',
  'repository.exists':
    'A source has the code {code} already, or had it until a moment ago. Choose another code, or wait a few minutes.',
  'repository.missing': 'No repository is harvested under the code {code}.',
  'foreign-record.missing': 'This record of another repository is not there, or is no longer there.',
  'harvest.running': 'The source {code} is being harvested already.',
  'harvest.changed-meanwhile': 'The source {code} was changed or removed while it was harvested. Harvest it again.',
  'harvest.private-address':
    '{host} is an address of the library’s own machine or network, which is not asked. If that is meant, set HARVEST_PRIVATE to yes.',
  'harvest.bad-redirect':
    'The repository sends harvesters on where they do not go: {to}. Ask its library for the right address.',
  'harvest.too-large':
    'An answer of the repository is larger than {limitBytes:size}. Ask its library for smaller pages.',
  'harvest.too-slow': 'The repository did not answer within {seconds} seconds. It is tried again later.',
  'harvest.away': '{host} does not answer. It is tried again later; see whether the address is right.',
  'harvest.busy': 'The repository asks to come back in {minutes} minutes. The harvest goes on then.',
  'harvest.status':
    'The repository answers with HTTP status {status}. See whether the address is right, and ask its library.',
  'harvest.not-oai':
    'What answers at this address is a page or something else, not OAI-PMH. Ask the library for the address of its OAI-PMH.',
  'harvest.unreadable': 'An answer of the repository cannot be read: {why} Tell its library.',
  'harvest.refused': 'The repository refuses what it is asked: {code} {words}',
  'harvest.no-format':
    'The repository offers no format that can be read here, or not the wanted one. It offers: {offered}.',
  'harvest.in-circles':
    'The repository tells the same again and again; after {pages} pages it was left. Tell its library.',
  'harvest.without-end':
    'The list of the repository has no end: {records} records were told. It was left there. Tell its library.',
  'harvest.nothing-there':
    'The repository tells of no record at all, although it had some. What was taken in before is kept. If it is empty indeed, remove the source.',
  'harvest.bad-identifier': 'Its identifier is longer than can be kept.',
  'harvest.broken-record': 'It is damaged and cannot be read.',
  'harvest.no-metadata': 'Nothing came with it.',
  'harvest.unread-format': 'It came in a format that is not read here.',
  'harvest.no-title': 'It has no title.',
  'record.bad-title': 'The title must have 1 to 500 characters.',
  'record.bad-collection': 'A collection has at most 200 characters.',
  'record.bad-kind': 'Choose a kind of document from the list.',
  'record.bad-date': 'The date must be text.',
  'record.bad-language': 'The language must be codes like vie or vie+fra.',
  'record.bad-otherTitle': 'Another name has at most 500 characters.',
  'record.bad-englishTitle': 'The name in English has at most 500 characters.',
  'record.bad-creators':
    'Write one creator on each line, at most 50, each with at most 200 characters; what they did may stand after a |: Nguyễn Văn Đậu | editor.',
  'record.bad-publisher': 'The publisher has at most 200 characters.',
  'record.bad-publicationPlace': 'The place of publication has at most 200 characters.',
  'record.bad-series': 'The series has at most 200 characters.',
  'record.bad-subjects': 'Write one subject on each line, at most 50, each with at most 200 characters.',
  'record.bad-places': 'Write one place on each line, at most 50, each with at most 200 characters.',
  'record.bad-summary': 'The summary has at most 5,000 characters.',
  'record.bad-englishSummary': 'The summary in English has at most 5,000 characters.',
  'record.bad-extent': 'The extent has at most 200 characters.',
  'record.bad-note': 'The note has at most 5,000 characters.',
  'record.bad-callNumber': 'The call number has at most 200 characters.',
  'record.bad-isbn': 'An ISBN has 10 or 13 digits; the last of ten may be X.',
  'record.bad-issn': 'An ISSN has 8 digits; the last may be X.',
  'record.bad-access': 'Choose from the list who may see the document.',
  'record.bad-embargoUntil': 'The day it opens is written year, month, day: 2030-01-31.',
  'record.bad-licence': 'Choose a licence from the list.',
  'record.bad-rightsHolder': 'Who holds the rights has at most 200 characters.',
  'record.language-unreadable':
    'Pages in {language} cannot be read here. These languages can: {readable}. For another, install the tesseract program with its model.',
  'record.no-version-named':
    'Say which version of the record the change is made on: send its ETag as If-Match, or its number as onVersion.',
  'record.not-this-version': 'The record was changed meanwhile. Read it again and make the change once more.',
  'token.bad-name': 'A name has 1 to {most} characters.',
  'token.bad-scopes': 'You cannot give a token these rights.',
  'token.bad-expiry': 'A token is good for 1 to {most} days.',
  'token.too-many': 'You have {most} access tokens already. Revoke one first.',
  'token.missing': 'You have no such access token.',
  'record.changed-meanwhile':
    'Somebody else changed this record in the meantime. Look at what it says now, and change that.',
  'date.not-edtf': '“{date}” is not a date in EDTF. Write 1954, 1954-05-07, 195X, 1954~ or 1950/1955.',
  'library.bad-code': 'A library code has up to 32 small letters without marks, digits or hyphens: muong-te.',
  'library.bad-name': 'The name of a library has 1 to 200 characters.',
  'library.code-taken': 'The code “{code}” is that of “{name}” already. Choose another, or rename that library.',
  'gone.broken':
    'What the store keeps of a removed document is damaged; nobody will be told any more that it was removed.',
  'libraries.broken':
    'The list of member libraries in the store is damaged. Rename one of them, and it is written again.',
  'library.missing': 'There is no such member library.',
  'collection.missing': 'This library has no such collection.',
  'series.missing': 'This library has no such series.',
  'activities.missing': 'There is no such page of activities. Begin with the last one.',
  'library.not-this-version':
    'The library is not as the request says: it is there already, is not there, or was changed meanwhile. Read it again first.',
  'library.unknown': 'There is no member library with the code “{library}”.',
  'document.bad-id': 'That is not the id of a document.',
  'document.missing': 'There is no such document, or it is not published yet.',
  'document.restricted': '{access:who} If you need it, ask {library}.',
  'document.in-work': 'This document is being read. Wait until it is done, or try again what failed.',
  'document.not-published': 'Only a published document is read anew.',
  'document.nothing-to-retry': 'Nothing of this document has failed that can be tried again.',
  'document.refused': 'This file was refused and not kept. Put it right and upload it again.',
  'revision.bad-form': 'That is not the number of a revision.',
  'page.bad-index': 'That is not the number of a page.',
  'page.missing': 'This document has no such page to read.',
  'page.image-broken': 'The stored image of a page is damaged. Read the document again.',
  'page-text.broken': 'The stored text of a page is damaged. Read the document again.',
  'page-text.lost':
    'The text of a published page is no longer in the store. Bring it back from a backup, or read the document again.',
  'manifest.lost':
    'The files of this published document are no longer in the store. Bring them back from a backup, or read the document again.',
  'image.missing': 'There is no such picture.',
  'image.damaged': 'The page image in the store is damaged. Read the document again.',
  'image.bad-request':
    'The {part} in this image’s address ({written}) cannot be understood, or is not served. See the IIIF Image API.',
  'image.outside': 'The region begins at {x}, {y}, outside the image of {width} × {height} pixels.',
  'image.upscaled':
    'This part of the image has {width} × {height} pixels and cannot be given as {wantedWidth} × {wantedHeight}; only a size behind ^ may be larger.',
  'image.too-large':
    'A picture of {width} × {height} pixels is not given out: at most {maxWidth} × {maxHeight}, and {maxArea} in all. Ask for max, or for parts.',
  'image.busy': 'More pictures are being asked for than can be drawn now. Try again in a moment.',
  'stretch.bad-after': 'That is not where a list of documents went on. Open it from the start.',
  'checksum.bad-form': 'That is not a SHA-256 checksum of 64 hexadecimal digits.',
  'document.misplaced': 'A file lies among the files of another document. Bring both documents back from a backup.',
  'record.broken': 'The record beside a document’s files is damaged. Change the record once, and it is written again.',
  'record.not-marc': 'This is no MARC record, or it is damaged. Export it again where it comes from.',
  'record.marc-8': 'This MARC record is in the old coding MARC-8. Export it in UTF-8.',
  'record.marc-too-long':
    'This record is too long for ISO 2709: {what} has {bytes} bytes, and {most} is the most. Take it as MARCXML.',
  'manifest.broken': 'The manifest of a document is damaged. Read the document again.',
  'page-list.broken': 'The list of pages is damaged. Try the document again.',
  'pages.miscounted': 'The document has {found} pages and the work is for {told}. Try the document again.',
  'revision.incomplete': 'Before it can be published, {count} files are missing. Try the document again.',
  'original.missing': 'An original of this document is not in the store. Upload it again.',
  'upload.unavailable':
    'The part of the library that takes documents in and knows how the work goes does not answer now. Try again in a few minutes; readers are not affected.',
  'upload.bad-answer':
    'The parts of the library do not understand each other. Ask the administrator to check UPLOAD_URL, and that all parts have the same OPERATOR_TOKEN and version.',
  'upload.empty': 'This file is empty (0 bytes). Scan or copy it again.',
  'upload.no-room': 'The library has no room left, so this file was not taken. Make room and send it again.',
  'upload.too-large': 'This file is too large: at most {limitBytes:size}. Divide it, or raise MAX_FILE_SIZE.',
  'upload.not-supported':
    'This is not a scan or a PDF, whatever its name says. JPEG, PNG, WebP, TIFF, JPEG 2000 and PDF can be taken.',
  'upload.foreign-file':
    'This is not a scan or a PDF but {found:file}, whatever its name says. JPEG, PNG, WebP, TIFF, JPEG 2000 and PDF can be taken.',
  'upload.checksum-mismatch': 'The file did not arrive as it was sent. Upload it again.',
  'upload.already-there': 'The library has this file already.',
  'upload.missing': 'This upload is not known any more. Begin it again.',
  'upload.unfinished': 'This file has not arrived whole yet. Go on with the upload.',
  'upload.broken-off': 'The upload was broken off. It goes on where it stopped.',
  'source.missing': 'There is no such file or folder.',
  'source.own-data': 'This is the data folder of the library itself. Name the folder with the scans.',
  'source.no-scans': 'There is no scan and no PDF in this folder. Name the folder with the scans.',
  'source.bad-name': 'The name of this file or folder is not written in Unicode. Rename it and try again.',
  'source.unreadable': 'This file cannot be read. Check the disk and its rights.',
  'original.empty': '“{fileName}” has no content. Copy it again from where it was scanned.',
  'original.not-a-scan': '“{fileName}” is no scan (its content: {found:file}). Send TIFF, PNG, JPEG or PDF files.',
  'original.unsupported':
    '“{fileName}” ({format}) cannot be read on this machine. Convert it to JPEG, PNG or TIFF and send it again, or install {program}.',
  'original.encrypted': '“{fileName}” is locked with a password. Save it without one and send it again.',
  'original.damaged': '“{fileName}” is damaged and cannot be read. Scan or export it again.',
  'original.truncated':
    '“{fileName}” breaks off: its end is missing after {sizeBytes:size}. Copy it again from where it was scanned.',
  'original.too-many-pixels':
    '“{fileName}” has a page of {widthPx} × {heightPx} pixels; at most {limit} pixels are read. Scan it in parts, or raise MAX_IMAGE_PIXELS.',
  'original.page-too-large':
    '“{fileName}” has a page of {widthMm} × {heightMm} mm, too large to be drawn readably. Split it, or raise MAX_DRAWN_PIXELS.',
  'original.too-many-pages':
    'The document has more than {limit} pages with “{fileName}”. Divide it into volumes, or raise MAX_PAGES.',
  'original.no-pages': '“{fileName}” contains no page. Export it again.',
  'original.page-damaged': 'Page {number} of “{fileName}” is damaged. Scan that page again.',
  'original.page-too-slow':
    'Page {number} of “{fileName}” could not be taken out within {seconds} s. Scan that page again, or raise INTAKE_PAGE_TIME.',
  'original.unreachable': 'An original cannot be read now. Try again.',
  'poppler.missing':
    'PDF_TOOLS asks for the poppler programs, which are not installed. Install poppler-utils, or set PDF_TOOLS=auto.',
  'scan.damaged': 'The scan of this page is damaged and cannot be drawn. Scan the page again.',
  'scan.too-large':
    'The page has {widthPx} × {heightPx} pixels, more than the {maxPixels} that are read. Scan it in parts, or raise OCR_MAX_PIXELS.',
  'scan.missing': 'This page could not be taken out of its file. Scan it again on its own.',
  'scan.broken-off':
    'The file of this page breaks off or is damaged, and part of its picture is gone. Scan the page again.',
  'file.missing': 'There is no such file.',
  'machine.overloaded':
    'This machine has too little free memory, or is too busy. Close other programs, then try again.',
  'ocr.engine-unavailable':
    'The reading engine does not start. Check that the program is installed whole and that there is memory left.',
  'ocr.language-missing':
    'There is no model for {language}. Install the tesseract program with that language and read the document again.',
  'ocr.closed': 'The reading engine was stopped; the page is read when the program runs again.',
  'ocr.stopped': 'Reading was stopped; the page is read again later.',
  'ocr.crashed': 'The page broke the reading engine twice; its image is kept.',
  'language-model.damaged':
    'What was learned of the library’s language is damaged. An administrator can learn it anew with the command diachi learn.',
  'ocr.part-unread':
    'Part of this page was not read: the engine broke down over it, or took too long. Scan the page anew, or raise OCR_PAGE_TIME.',
  'ocr.gave-up':
    'Reading this page broke down each of {times} times. Read the document again when the machine has more memory, or scan the page anew.',
  'ocr.mostly-wrong':
    'About {wrong} of 100 letters that were read of this page are likely wrong, so none are kept; its image is. Scan the page anew, or raise OCR_MOST_WRONG.',
  'ocr.other-script':
    'This page is in Hán–Nôm or other characters that are not read here. Its image is kept; somebody who knows them has to read it.',
  'ocr.too-pale':
    'There is writing on this page, but too pale to be read: in pencil, or faded. Its image is kept; somebody has to look at it, or scan it anew with more contrast.',
  'ocr.timed-out': 'The page was not read in {seconds} seconds; its image is kept.',
  'store.full':
    'There is no room left for the files of the library. Make room on their disk or server; the work goes on by itself.',
  'store.unavailable':
    'The files of the library cannot be reached. Check that their disk is connected and may be written to, or that their server runs; the work goes on by itself.',
  'object.missing': 'A file is missing in the store.',
  'object.bad-key': 'That is not a name in the store.',
  'object.bad-range': 'That part is not in the file.',
  'object.damaged': 'A file in the store is damaged: it is not what was put there. Bring it back from a backup.',
  'store.bad-settings': 'The settings of the S3 server cannot be used: {reason}',
  'catalogue.full':
    'There is no room left for the catalogue. Make room on its disk or server; the work goes on by itself.',
  'catalogue.unavailable': 'The catalogue cannot be used now. Try again in a few minutes.',
  'catalogue.damaged':
    'The catalogue {path} is damaged. End the library if it runs, then run “npx diachi rebuild”: it puts that file aside and builds the catalogue again from the store.',
  'catalogue.foreign':
    'The file {path} is not a catalogue of this library, or not any more. End the library if it runs, then run “npx diachi rebuild”: it puts that file aside and builds the catalogue again from the store.',
  'catalogue.not-writable':
    'The catalogue {path} cannot be written. Check that its folder is there and that this user may write to it.',
  'catalogue.newer': 'The catalogue belongs to a newer version of this program. Update the program.',
  'catalogue.on-network-share':
    'The catalogue lies on a network share, where it can be damaged. Move the data folder to a disk of this machine.',
  'catalogue.half-copied':
    'A library is being copied to this catalogue, and not all of it has arrived. Let the copying end, or start it again; it goes on where it was.',
  'catalogue.not-empty':
    'The catalogue a library is copied to holds something else already, or has been worked with since. Copy it to an empty one.',
  'catalogue.changed-meanwhile':
    'Somebody worked with the library while it was copied. Stop all of it, then start the copying again; it goes on where it was.',
  'catalogue.bad-database':
    'The database {path} cannot hold the catalogue: another program uses it, its encoding is not UTF-8, or PostgreSQL is older than 14.',
  'catalogue.read-only':
    'The database {path} takes no changes. Check that it is the main server, and that its user may write.',
  'catalogue.damaged-database': 'The database {path} is damaged. Stop the library, then put back a backup.',
  'search.unavailable': 'The search index cannot answer now. Try again in a few minutes.',
  'search.full':
    'There is no room left for the search index. Make room on its disk or server; the work goes on by itself.',
  'search.too-many': 'This question finds too much to be put together (more than {most}). Ask for less.',
  'search.bad-query': 'There is nothing to look for in what was typed, or it is too long. Write a few words.',
  'search.bad-page': 'That is not the number of a page to be indexed.',
  'queue.closed': 'The program is stopping. The work goes on when it is started again.',
  'queue.unavailable':
    'The queue of work (Redis) does not answer. What was kept stays kept, and the work goes on as soon as it answers.',
  'queue.full':
    'The queue of work (Redis) has no memory left for more. What was kept stays kept, and the work goes on as soon as there is room. If this happens often, raise its maxmemory.',
  'queue.evicts':
    'Redis may throw work away when its memory is full (maxmemory-policy {policy}). Set maxmemory-policy to noeviction.',
  'queue.too-old': 'The queue needs Redis 6.2 or later; this is {version}.',
  'job.unknown': 'This kind of work is not known.',
  'work.bad-count': 'A count in the work is not valid.',
  'step.circular': 'A step of the work would have to wait for itself.',
  'step.dropped': 'This work is no longer wanted.',
  'step.bad-id': 'The name of a step of the work is not valid.',
  'step.lost': 'The queue lost sight of this step. It is done again.',
  'step.process-died': 'The programs that did this step broke down over it {times} times. Look into their logs.',
  'scratch.full': 'There is no room for temporary files. Free some disk space.',
  'scratch.unavailable': 'The folder for temporary files cannot be written to. Check its rights.',
  'work.held': 'The work is held back for now; it goes on by itself when it can.',
  'work.broken-off': 'The program that did this ended before it was done. Start it again.',
  'learned.broken': 'What the library noted of its language is damaged. Run “diachi learn”.',
  'learning.running': 'The library is learning already. Wait until it is done.',
  'learning.changed-meanwhile':
    'Documents were removed while the library learned. It learns again later; nothing is lost.',
  'inspection.running': 'An inspection is under way already. Wait until it is done.',
  'inspection.plan-made': 'Work on the document {id} had come to a standstill, and was planned again.',
  'inspection.record-written':
    'The record of the document {id} beside its files was not the current one, and was written again.',
  'inspection.refusal-ended': 'Something had been left of the refused document {id}, and was removed.',
  'inspection.read-again':
    '{count} files of the document {id} were gone ({key} first); it is read again from its originals.',
  'inspection.leftovers-removed': '{count} files that the making of the document {id} had left behind were removed.',
  'inspection.uploads-removed': '{count} uploads that nobody went on with were removed.',
  'inspection.index-planned': 'The document {id} was missing in the search index, and is put into it again.',
  'inspection.index-removed': 'The search index still held {id}, which nobody can read; it was removed from the index.',
  'inspection.original-missing':
    'The original “{file}” of the document {id} is not in the store ({key}). Bring it back from a backup or a package, or hand the same file in again.',
  'inspection.files-missing':
    '{count} files of the document {id} are gone ({key} first), and it cannot be read again by itself now. See what failed of it, and try again.',
  'inspection.unknown-document':
    'The store has {count} files ({sizeBytes:size}) of a document {id} that the catalogue does not know. Rebuilding brings it back.',
  'inspection.unknown-original': 'No document has the original {key} ({sizeBytes:size}).',
  'inspection.unknown-object': 'The store has {key} ({sizeBytes:size}), which nothing of the library explains.',
  'inspection.index-missing': 'The document {id} is missing in the search index, with very many others. Rebuild.',
  'inspection.index-away': 'The search index did not answer, so it was not looked at.',
  'rebuild.running': 'A rebuild is under way already. Wait until it is done.',
  'rebuild.lost': 'The rebuild was lost together with the queue before it was done. Start it again.',
  'keys.not-written': 'Keys could not be written into {folder}. Check KEYS_FOLDER and its rights.',
  'assets.missing': 'The scripts and styles of the pages are missing. Build the program again.',
  'data.disk-full':
    'The disk of {folder} has {freeMb} MB left; at least {neededMb} MB are needed. Make room and start again, or choose another folder with DIACHI_DATA.',
  'data.in-use-by-server': 'The library on the data folder {folder} is open already, at {address} (process {pid}).',
  'data.lock-unusable': 'The data folder cannot be locked. Check whether this user may write there.',
  'data.not-a-folder': '{folder} is not a folder. Choose another with DIACHI_DATA.',
  'data.not-writable':
    'This user may not write to {folder}. Change its rights, or choose another folder with DIACHI_DATA.',
  'port.taken': 'Port {port} is taken by another program. Choose another, for example: PORT={free} npm start',
  'port.not-allowed': 'This user may not open port {port}. Choose one from 1024.',
  'port.no-such-address': 'This machine has no address {host}.',
  'server.no-answer': 'The library does not answer. Check that it runs, and the address.',
  'server.broke-off': 'The library broke off its answer. Look at its terminal or its log, and try again.',
  'server.not-a-library': 'What answers at {address} is not the library. Check the address in DIACHI_URL.',
  'command.not-operator':
    'The library at {address} does not know this command as its operator. Put the address of its inner door (on a machine with Docker Compose http://127.0.0.1:8090) into DIACHI_URL, and the token of its services into OPERATOR_TOKEN.',
  'command.needs-files':
    'The library at {address} cannot see files of this machine. Open its page for uploading instead.',
  'moving.differs': 'What arrived of {key} is not what was sent. Try again; what is moved already is kept.',
  'moving.stopped': 'The move was stopped. Start it again; it goes on where it was.',
  'moving.at-work': 'The cluster is at work. End its upload services and workers, then move the library.',
  'export.cannot-write': 'The exported file cannot be written. Check its path and the room on the disk.',
  'export.needs-folder': 'This is a file for each page. Name a folder with -o.',
  'export.needs-address': 'Tiles say at which address they lie. Name it with --at, such as https://example.vn/tiles.',
  'backup.none': 'There is no whole backup {name} in this place.',
  'backup.unreadable': 'Part of a backup ({name}) cannot be read. Restore another backup.',
  'backup.damaged': 'The bytes of {key} are not what they must be.',
  'backup.program-failed': '{program} could not do its work: {reason}',
  'backup.under-way': 'A backup is being made already. Wait for it.',
  'restore.not-empty': 'What should be restored into is not empty: it has {key}. Restore into a new, empty server.',
  'restore.miscounted':
    'The catalogue has {found} documents; when the backup was made it had {before} before and {after} after.',
} satisfies Readonly<Record<string, string>>;

export type FailureTextKey = keyof typeof failuresEn;
