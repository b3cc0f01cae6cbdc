// What a PDF says of itself. Pages and fonts of the printer's library lie in compressed streams or in plain text.
import { readFile } from 'node:fs/promises';
import { inflateSync } from 'node:zlib';

const POINT_MM = 25.4 / 72;

function plain(bytes) {
  const raw = bytes.toString('latin1');
  const parts = [raw];
  for (const found of raw.matchAll(/stream\r?\n/g)) {
    const from = found.index + found[0].length;
    const to = raw.indexOf('endstream', from);
    try {
      parts.push(inflateSync(bytes.subarray(from, to), { finishFlush: 2 }).toString('latin1'));
    } catch {
      // A picture or a font: nothing to read.
    }
  }
  return parts.join('\n');
}

/** Size of each page in millimetres, whether its letters are inside, and the letters that its text stands for. */
export async function readPdf(path) {
  const bytes = await readFile(path);
  const text = plain(bytes);
  const boxes = [...text.matchAll(/\/MediaBox\s*\[\s*([\d.]+)\s+([\d.]+)\s+([\d.]+)\s+([\d.]+)/g)];
  const pages = boxes.map(([, x1, y1, x2, y2]) => [(x2 - x1) * POINT_MM, (y2 - y1) * POINT_MM]);
  const letters = new Set();
  for (const [, block] of text.matchAll(/begin(?:bfchar|bfrange)([\s\S]*?)end(?:bfchar|bfrange)/g)) {
    // Each line: one or two codes of glyphs, then what they stand for.
    for (const [, hex] of block.matchAll(/<([0-9A-Fa-f]+)>\s*$/gm)) {
      const units = hex.match(/.{4}/g)?.map((unit) => Number.parseInt(unit, 16)) ?? [];
      // The shape of a letter inside a word is the same letter.
      for (const letter of String.fromCharCode(...units).normalize('NFKC')) letters.add(letter);
    }
  }
  // Outlines of a variable font are written glyph by glyph, those of a plain one as a file.
  const embedded = /\/FontFile[23]?\s/.test(text) || /\/CharProcs\s*<</.test(text);
  return { head: bytes.subarray(0, 5).toString('latin1'), pages, letters, embedded };
}
