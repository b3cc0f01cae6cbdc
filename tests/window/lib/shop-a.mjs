// The first rows of the real sales file, as a CSV of its own: the sheet inside the workbook is read as a stream.
import { createReadStream } from 'node:fs';
import { open, writeFile } from 'node:fs/promises';
import { createInflateRaw } from 'node:zlib';

const LOCAL_HEADER = 0x04034b50;
const CENTRAL_HEADER = 0x02014b50;

/** Where the compressed sheet lies: found through the ZIP's central directory. */
async function sheetAt(file, name) {
  const { size } = await file.stat();
  const tail = Buffer.alloc(Math.min(size, 65_557));
  await file.read(tail, 0, tail.length, size - tail.length);
  const end = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  const directory = Buffer.alloc(tail.readUInt32LE(end + 12));
  await file.read(directory, 0, directory.length, tail.readUInt32LE(end + 16));
  for (let at = 0; at < directory.length && directory.readUInt32LE(at) === CENTRAL_HEADER; ) {
    const [nameLength, extra, comment] = [28, 30, 32].map((place) => directory.readUInt16LE(at + place));
    if (directory.toString('utf8', at + 46, at + 46 + nameLength) === name) {
      const header = Buffer.alloc(30);
      const start = directory.readUInt32LE(at + 42);
      await file.read(header, 0, 30, start);
      if (header.readUInt32LE(0) !== LOCAL_HEADER) throw new Error('not a ZIP entry');
      return start + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
    }
    at += 46 + nameLength + extra + comment;
  }
  throw new Error(`${name} is not in the workbook`);
}

const decode = (text) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');

/** Writes the header and the first `rows` rows of `workbook` to `csv`. */
export async function firstRows(workbook, csv, rows) {
  const file = await open(workbook);
  const start = await sheetAt(file, 'xl/worksheets/sheet1.xml').finally(() => file.close());
  const stream = createReadStream(workbook, { start }).pipe(createInflateRaw()).setEncoding('utf8');
  const lines = [];
  let rest = '';
  for await (const chunk of stream) {
    rest += chunk;
    let end;
    while (lines.length <= rows && (end = rest.indexOf('</row>')) >= 0) {
      const row = rest.slice(rest.lastIndexOf('<row', end), end);
      rest = rest.slice(end + 6);
      const cells = Array(8).fill('');
      for (const [, column, body] of row.matchAll(/<c r="([A-H])\d+"[^>]*>(.*?)<\/c>/gs)) {
        const text = /<t[^>]*>(.*?)<\/t>/s.exec(body) ?? /<v>(.*?)<\/v>/s.exec(body);
        cells[column.charCodeAt(0) - 65] = decode(text?.[1] ?? '');
      }
      lines.push(cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','));
    }
    if (lines.length > rows) break;
  }
  stream.destroy();
  await writeFile(csv, `\ufeff${lines.join('\r\n')}\r\n`);
}
