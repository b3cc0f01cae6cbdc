// The whole path once, in the real window, on the real shop: first run, import, search, sale, points, board.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { violations } from '../lib/axe.mjs';
import { firstRows } from '../lib/shop-a.mjs';
import { Key, openWindow, shared } from '../lib/window.mjs';

const shopA = path.join(shared, 'data/shop_a');
const present = existsSync(shopA);
if (!present) {
  console.error('SKIPPED (no ../shared): the first path on the real shop');
  assert.notEqual(process.env.CI, 'true', 'CI must have the real shop beside the project');
}

const LINES = 20_000;
let files;
let window;

before(async () => {
  if (!present) return;
  files = await mkdtemp(path.join(tmpdir(), 'bazgasht-files-'));
  await copyFile(path.join(shopA, 'customers_cp1256.csv'), path.join(files, 'customers.csv'));
  await firstRows(path.join(shopA, 'sales.xlsx'), path.join(files, 'sales.csv'), LINES);
  window = await openWindow({ files: [path.join(files, 'customers.csv'), path.join(files, 'sales.csv')] });
});
after(async () => {
  await window?.close();
  if (files) await rm(files, { recursive: true, force: true });
});

/** What the open screen violates, in both themes. */
async function clean(screen) {
  for (const theme of ['light', 'dark']) {
    await window.theme(theme);
    assert.deepEqual(await violations(window), [], `${screen}, ${theme}`);
  }
  await window.theme('light');
}

const value = async (command, payload) => {
  const answer = await window.call(command, payload);
  assert.equal(answer.problem ?? undefined, undefined, `${command}: ${JSON.stringify(answer.problem)}`);
  return answer.value;
};

const step = (name, run) => test(name, { skip: !present && 'no ../shared', timeout: 240_000 }, run);

step('first run leads to the import', async () => {
  await window.find('#shop-name');
  await clean('first run');
  await (await window.find('#shop-name')).sendKeys('خانهٔ سپیدار');
  await (await window.find('#owner-name')).sendKeys('حسین مهدیان');
  await window.press('مشتری‌هایم در اکسل‌اند');
  await window.sees('customers.csv', 60_000);
  await clean('data');
});

step('4,372 customers come in from Windows-1256', async () => {
  await window.press('بازبینی customers.csv');
  await window.sees('ستون‌ها را درست شناختیم؟', 60_000);
  await clean('review');
  await window.press('ورود ۴٬۳۷۲ مشتری');
  await window.sees('۴٬۳۷۲ مشتری وارد شد', 60_000);
  await clean('report');
  assert.equal((await value('shop_status')).customers, 4372, 'all of them, bad cells or not');
});

step('20,000 lines of sales come in', async () => {
  await window.press('پایان');
  await window.press('بازبینی sales.csv');
  await window.sees('ستون‌ها را درست شناختیم؟', 90_000);
  await window.press('ورود ');
  await window.sees('وارد شد', 120_000);
  const { sales } = await value('shop_status');
  assert.ok(sales > 500, `invoices of 20,000 lines: ${sales}`);
});

let person;
step('«hgd» and the last four digits find people', async () => {
  const slip = await value('find_people', { text: 'hgd', limit: 5 });
  assert.ok(slip.read_as, 'it says what it read');
  assert.ok(slip.hits.some((hit) => hit.name.includes('علی')), `علی among ${slip.hits.map((hit) => hit.name)}`);
  const rows = await value('list_customers', { text: '', filter: 'all', sort: 'orders', descending: true, offset: 0, limit: 50 });
  person = rows.rows.find((row) => row.mobile);
  const found = await value('find_people', { text: person.mobile.slice(-4), limit: 20 });
  assert.ok(found.hits.some((hit) => hit.id === person.id), 'by the last four digits');
  await window.press('مشتریان');
  await window.find('input[type=search], input[role=searchbox], .head input');
  await window.sees(person.name);
  await clean('customers');
});

step('a sale at the counter, without a mouse, earns points and moves the board', async () => {
  const question = { period: null, window_days: 90, as_of: null };
  const before = await value('read_board', question);
  const card = await value('counter_customer', { customer: person.id });
  await window.press('صندوق');
  await window.find('#find');
  await window.driver.wait(() => window.driver.executeScript("return document.activeElement?.id === 'find'"), 10_000);
  for (const digit of person.mobile.slice(-7)) {
    await window.type(digit);
    await new Promise((done) => setTimeout(done, 120));
  }
  await window.type(Key.ENTER);
  await window.driver.wait(() => window.driver.executeScript("return document.activeElement?.id === 'amount'"), 10_000);
  await window.sees(person.name);
  await clean('counter with a person');
  for (const digit of '2450000') {
    await window.type(digit);
    await new Promise((done) => setTimeout(done, 120));
  }
  await window.sees('دو میلیون و چهارصد و پنجاه هزار تومان');
  await window.type(Key.ENTER);
  await window.sees('فروش ثبت شد');
  await clean('counter after the sale');
  const now = await value('counter_customer', { customer: person.id });
  assert.equal(now.points_balance - card.points_balance, 240_000, 'every 100,000 toman earns 10,000 points');
  const after = await value('read_board', question);
  assert.equal(after.bridge.end, before.bridge.end + 1, 'one more active customer');
  assert.equal(after.bridge.reactivated, before.bridge.reactivated + 1, 'come back after fifteen years');
});

step('board, file and settings are clean', async () => {
  await window.press('شاخص‌ها');
  await window.sees('نرخ بازگشت');
  await window.sees('پل مشتریان');
  await clean('board');
  await window.press('تنظیمات');
  await window.sees('برنامهٔ امتیاز').catch(() => window.find('main form, main section'));
  await clean('settings');
  await window.press('داده‌ها');
  await window.sees('ورودهای پیشین');
  await window.sees('customers.csv');
  await clean('data with history');
});

step('a second copy of the program says so and touches nothing', async () => {
  const second = await openWindow({ folder: window.folder });
  try {
    await second.sees('بازگشت همین حالا روی این کامپیوتر باز است');
    await second.sees('فروشگاه باز نشد');
  } finally {
    await second.close();
  }
  assert.equal((await value('shop_status')).customers, 4372, 'the first one goes on');
});
