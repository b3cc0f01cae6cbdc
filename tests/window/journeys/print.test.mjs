// Paper in the real window: a receipt on a roll, an invoice on A4 and a member's card as PDF, and what is known of one
// person as files. Each is read back from the disk.
import assert from 'node:assert/strict';
import { copyFile, mkdir, mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { violations } from '../lib/axe.mjs';
import { readPdf } from '../lib/pdf.mjs';
import { Shop } from '../lib/shop.mjs';
import { Key, openWindow, root } from '../lib/window.mjs';

let answers;
let window;
let shop;
let person;

before(async () => {
  answers = await mkdtemp(path.join(tmpdir(), 'bazgasht-answers-'));
  await mkdir(path.join(root, 'target/screenshots'), { recursive: true });
  window = await openWindow({ answers });
});
after(async () => {
  await window?.close();
  if (answers) await rm(answers, { recursive: true, force: true });
});

const step = (name, run) => test(name, { timeout: 120_000 }, run);

/** The file of this name in the folder that the dialogs answer with. */
async function saved(name) {
  const there = async () => (await readdir(answers)).includes(name);
  await window.driver.wait(there, 30_000, `no ${name} in the folder`);
  return path.join(answers, name);
}

/** Saves what is in the print view, reads it back and puts it away, so that the next one is another file. */
async function savePdf(name, as) {
  await window.press('ذخیرهٔ PDF');
  await window.driver.wait(() => window.driver.executeScript("return !document.querySelector('[data-testid=sheet]')"), 30_000);
  const file = await saved(name);
  const pdf = await readPdf(file);
  await copyFile(file, path.join(root, 'target/screenshots', as));
  await rm(file);
  return pdf;
}

function check(pdf, width, height, why) {
  assert.equal(pdf.head, '%PDF-', `${why}: a PDF`);
  assert.equal(pdf.pages.length, 1, `${why}: one page`);
  const [wide, high] = pdf.pages[0];
  assert.ok(Math.abs(wide - width) < 1, `${why}: ${wide} mm wide, wanted ${width}`);
  if (height !== undefined) assert.ok(Math.abs(high - height) < 1, `${why}: ${high} mm high, wanted ${height}`);
  assert.ok(pdf.embedded, `${why}: its letters travel with it`);
  for (const letter of 'مرسزد') assert.ok(pdf.letters.has(letter), `${why}: text, no picture: ${letter} among ${[...pdf.letters].join('')}`);
}

async function openSheet() {
  await window.find('[data-testid=sheet] .sheet');
  await window.settled();
}

step('a shop with a sale of many lines', async () => {
  shop = await new Shop(window).start();
  const mug = await shop.product('ماگ سرامیکی طرح بته‌جقه با نعلبکی و قاشق چای‌خوری چوبی', 480_000, '4006381333931');
  const tea = await shop.product('چای کیسه‌ای', 120_000, '96385074');
  person = await shop.customer('مریم', 'سبزواری', '09121234567');
  await shop.change('save_print_words', { header: 'تهران، خیابان ولیعصر، شمارهٔ ۱۲\nتلفن ۰۲۱۸۸۷۷۶۶۵۵', footer: 'تعویض تا ۷ روز با همین رسید. سپاس از خرید شما' });
  await shop.sale(person, [[mug, 'ماگ سرامیکی طرح بته‌جقه با نعلبکی و قاشق چای‌خوری چوبی', 2, 480_000], [tea, 'چای کیسه‌ای', 3, 120_000]], {
    discount: 20_000,
    payments: [{ kind: 'cash', amount_rial: 3_000_000 }, { kind: 'card', amount_rial: 10_000_000 }],
  });
  await shop.change('issue_card', { customer: person });
});

step('the receipt fits the roll', async () => {
  await window.press('مشتریان');
  await window.sees('مریم سبزواری');
  await window.click('#customer-row-0');
  await window.click('.acts .btn');
  await openSheet();
  assert.deepEqual(await violations(window), [], 'the print view');
  const pdf = await savePdf('رسید ۱.pdf', 'receipt.pdf');
  check(pdf, 80, undefined, 'receipt');
  assert.ok(pdf.pages[0][1] > 100 && pdf.pages[0][1] < 250, `as long as its lines: ${pdf.pages[0][1]} mm`);
});

step('the invoice is one A4 page', async () => {
  await window.click('.acts .btn');
  await openSheet();
  await window.press('A4');
  await window.find('.sheet-a4');
  check(await savePdf('رسید ۱.pdf', 'invoice.pdf'), 210, 297, 'invoice');
});

step('the member card has the size of a bank card', async () => {
  await window.press('کارت عضویت');
  await openSheet();
  check(await savePdf('کارت مریم سبزواری.pdf', 'card.pdf'), 85.6, 54, 'card');
});

step('a dialog that is closed writes nothing and keeps the view', async () => {
  await rm(answers, { recursive: true });
  await window.press('کارت عضویت');
  await openSheet();
  await window.press('ذخیرهٔ PDF');
  await new Promise((done) => setTimeout(done, 1_000));
  await window.find('[data-testid=sheet] .sheet');
  await window.type(Key.ESCAPE);
  await mkdir(answers);
});

step('everything known of one person comes out as two files', async () => {
  await (await window.find('button[aria-label="کارهای دیگر"]')).sendKeys(Key.ENTER);
  await window.press('تحویل همهٔ اطلاعاتش');
  await window.sees('دو فایل در');
  const files = [await saved(`bazgasht-person-${person}.json`), await saved(`bazgasht-person-${person}.html`)];
  const told = JSON.parse(await readFile(files[0], 'utf8'));
  assert.equal(told.customer, person);
  assert.equal(told.sales.length, 1, 'with what was bought');
  assert.match(await readFile(files[1], 'utf8'), /مریم/, 'and for people to read');
});
