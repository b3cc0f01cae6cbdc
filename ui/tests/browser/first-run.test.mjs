// The first minute: the counter, a file, or a shop to learn with.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axe, launch, open, overflow } from './kit.mjs';

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const start = (query = {}, size) => open(browser, { state: 'first_run', ...query }, size);
const here = (page) => page.evaluate(() => window.fixture.nav.here.screen);
const calls = (page, name) => page.evaluate((wanted) => window.fixture.host.calls.filter((call) => call.command === wanted).map((call) => call.payload), name);

test('names, unit and rule by keyboard open the counter', async () => {
  const page = await start();
  await page.getByLabel('نام فروشگاه').waitFor();
  await page.keyboard.type('خانهٔ سپیدار');
  await page.keyboard.press('Tab');
  await page.keyboard.type('حسین مهدیان');
  await page.getByLabel('امتیازِ هر مبلغ').fill('۲۰٬۰۰۰');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.rail');
  assert.equal(await here(page), 'counter', 'the counter is open');
  const sent = await calls(page, 'start_shop');
  assert.equal(sent.length, 1, 'Enter twice makes one shop');
  assert.deepEqual([sent[0].shop_name, sent[0].owner_name, sent[0].money_unit], ['خانهٔ سپیدار', 'حسین مهدیان', 'toman'], 'what was typed was sent');
  await page.waitForFunction(() => window.fixture.host.calls.some((call) => call.payload.program?.points_per_unit === 20000));
  assert.deepEqual(page.faults, [], 'nothing went wrong unseen');
  await page.context().close();
});

test('what is missing is said beside the field', async () => {
  const page = await start();
  await page.getByRole('button', { name: /باز کردن صندوق/ }).click();
  assert.equal(await page.getByText('این یکی را بنویسید.').count(), 2, 'both names are asked for');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'shop-name', 'focus goes to the first of them');
  assert.equal((await calls(page, 'start_shop')).length, 0, 'nothing was sent');
  await page.getByLabel('امتیازِ هر مبلغ').fill('abc');
  await page.getByText('همهٔ عددها را کامل').waitFor();
  await page.context().close();
});

test('a file first: the shop starts and the data page opens', async () => {
  const page = await start();
  await page.getByLabel('نام فروشگاه').fill('سپیدار');
  await page.getByLabel('نام شما').fill('حسین');
  await page.getByRole('button', { name: 'مشتری‌هایم در اکسل‌اند' }).click();
  await page.getByRole('button', { name: 'انتخاب پرونده' }).waitFor();
  assert.equal(await here(page), 'data', 'the data page');
  assert.equal((await calls(page, 'start_shop')).length, 1, 'the shop was made');
  await page.context().close();
});

test('the sample shows how far it is and ends in the shop', async () => {
  const page = await start({ job_ms: '40' });
  await page.getByRole('button', { name: 'با فروشگاه نمونه یاد می‌گیرم' }).click();
  await page.getByRole('progressbar').waitFor();
  assert.deepEqual(await axe(page), [], 'the progress has no violation');
  await page.getByText('این‌ها دادهٔ نمونه است.').waitFor();
  await page.context().close();
});

test('both themes, all sizes', async () => {
  for (const theme of ['light', 'dark']) {
    for (const [width, height] of [[640, 512], [1024, 768], [1440, 900]]) {
      const page = await start({ theme }, { width, height });
      await page.getByLabel('مبلغ خرید').waitFor();
      assert.ok((await overflow(page)) <= 0, `no sideways scroll at ${width} ${theme}`);
      assert.deepEqual(await axe(page), [], `no violation at ${width} ${theme}`);
      await page.context().close();
    }
  }
});
