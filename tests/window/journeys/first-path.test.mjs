// The whole path once, in the real window, on the real shop: first run, import, search, sale, points, board.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { copyFile, mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { violations } from '../lib/axe.mjs';
import { Key, openWindow, shared } from '../lib/window.mjs';

const shopA = path.join(shared, 'data/shop_a');
const present = existsSync(shopA);
if (!present) {
  console.error('SKIPPED (no ../shared): the first path on the real shop');
  assert.notEqual(process.env.CI, 'true', 'CI must have the real shop beside the project');
}

let files;
let expected;
let window;

before(async () => {
  if (!present) return;
  files = await mkdtemp(path.join(tmpdir(), 'bazgasht-files-'));
  expected = JSON.parse(await readFile(path.join(shopA, 'expected.json'), 'utf8'));
  await copyFile(path.join(shopA, 'customers_cp1256.csv'), path.join(files, 'customers.csv'));
  for (const name of ['sales.xlsx', 'returns.xlsx']) await copyFile(path.join(shopA, name), path.join(files, name));
  const handed = ['customers.csv', 'sales.xlsx', 'returns.xlsx'].map((name) => path.join(files, name));
  window = await openWindow({ files: handed });
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

/** Most memory that the program has had so far, in MB: its own process, found by its data folder. */
async function peakMemoryMb() {
  for (const id of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const [environ, name] = await Promise.all(
      ['environ', 'comm'].map((file) => readFile(`/proc/${id}/${file}`, 'utf8').catch(() => '')),
    );
    if (name.trim() !== 'bazgasht' || !environ.includes(`BAZGASHT_DATA=${window.folder}`)) continue;
    return Number(/VmHWM:\s+(\d+)/.exec(await readFile(`/proc/${id}/status`, 'utf8'))[1]) / 1024;
  }
  return Number.NaN;
}

async function review(name) {
  await window.press(`بازبینی ${name}`);
  await window.sees('ستون‌ها را درست شناختیم؟', 120_000);
}

step('a cancelled import leaves nothing behind', async () => {
  await window.press('پایان');
  await review('sales.xlsx');
  await window.press('ورود ');
  await window.sees('ردیف', 30_000);
  await window.press('لغو');
  await window.sees('چیزی ثبت نشده است', 5_000);
  const { sales, customers } = await value('shop_status');
  assert.deepEqual({ sales, customers }, { sales: 0, customers: expected.customers }, 'as before');
});

step('all 530,104 lines of sales come in while the window stays usable', async () => {
  await window.press('بازگشت به بازبینی');
  const begun = Date.now();
  await window.press('ورود ');
  await window.sees('ردیف', 30_000);
  await window.press('مشتریان');
  await window.find('[role=grid], table');
  const asked = Date.now();
  assert.ok((await value('find_people', { text: 'hgd', limit: 5 })).hits.length > 0, 'found meanwhile');
  const answeredMs = Date.now() - asked;
  await window.press('داده‌ها');
  await window.sees('وارد شد', 240_000);
  const seconds = (Date.now() - begun) / 1000;
  const perSecond = Math.round(expected.sales_lines / seconds);
  console.log(`530,104 lines: ${seconds.toFixed(1)} s, ${perSecond} lines/s, peak ${Math.round(await peakMemoryMb())} MB, a search meanwhile ${answeredMs} ms`);
  assert.equal((await value('shop_status')).sales, expected.sales_invoices, 'one sale an invoice');
  assert.ok(answeredMs < 2_000, `the till does not wait for an import: ${answeredMs} ms`);
});

step('the board of a season is the golden one', async () => {
  const golden = JSON.parse(await readFile(path.join(shared, 'golden/kpi_shop_a_sales.json'), 'utf8'));
  const { w90 } = golden.seasons.find((season) => season.season === '1390-2');
  const board = await value('read_board', { period: { kind: 'season', year: 1390, season: 2 }, window_days: 90, as_of: null });
  const { start, end, kept, lapsed, reactivated, new: fresh } = board.bridge;
  assert.deepEqual(
    { S: start, E: end, kept, lapsed, reactivated, new: fresh },
    { S: w90.S, E: w90.E, kept: w90.kept, lapsed: w90.lapsed, reactivated: w90.reactivated, new: w90.new },
    'every person of the bridge',
  );
});

step('returns come in', async () => {
  await window.press('پایان');
  await review('returns.xlsx');
  await window.press('ورود ');
  await window.sees('وارد شد', 120_000);
});

let person;
step('«hgd» and the last four digits find people', async () => {
  const slip = await value('find_people', { text: 'hgd', limit: 5 });
  assert.ok(slip.read_as, 'it says what it read');
  assert.ok(slip.hits.some((hit) => hit.name.includes('علی')), `علی among ${slip.hits.map((hit) => hit.name)}`);
  const rows = await value('list_customers', { text: '', filter: 'all', sort: 'value', descending: true, offset: 0, limit: 5 });
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
