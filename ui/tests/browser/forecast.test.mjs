// پیش‌بینی: the answer with its range and its test, people in order, too little data, every state, keyboard, axe in both themes.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axe, launch, open, overflow } from './kit.mjs';

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const TAB = '.head [role="radio"]:has-text("پیش‌بینی")';
const page = async (query = {}, viewport) => {
  const shown = await open(browser, { screen: 'board', ...query }, viewport);
  await shown.click(TAB);
  await shown.waitForSelector('.board-scroll[aria-label="صفحهٔ پیش‌بینی"]');
  return shown;
};
const said = async (shown, selector) => (await shown.locator(selector).first().innerText()).replace(/\s+/g, ' ');
const asked = (shown, command) => shown.evaluate((name) => globalThis.fixture.host.calls.filter((call) => call.command === name).map((call) => call.payload), command);
const closeAll = async (shown) => {
  assert.deepEqual(shown.faults, [], 'nothing failed behind the screen');
  await shown.context().close();
};

test('the answer comes first: a range, who left, and how wrong the method was', async () => {
  const shown = await page();
  await shown.waitForSelector('.answer');
  const answer = await said(shown, '.answer');
  for (const part of ['۱٬۴۲۰', '۱٬۷۹۰', '۲٫۴۳ میلیارد تومان', '۴۳۱', '۱٬۷۰۲', '۱۳٪ کمتر از واقع', '۲۰۰ بار']) assert.ok(answer.includes(part), `the answer says ${part}: ${answer}`);
  await shown.click('.answer [role="radio"]:has-text("دوازده ماه")');
  assert.ok((await said(shown, '.answer')).includes('۶٬۲۴۰'), 'the year has a range of its own');
  const basis = await said(shown, '.board-scroll > p');
  for (const part of ['۱۸ آذر ۱۴۰۵', '۴۰۲', '۳۷۳ روز', '۲۱۴ فروش بی‌نام', '۱۲ نفر']) assert.ok(basis.includes(part), `it stands on ${part}: ${basis}`);
  await closeAll(shown);
});

test('the test of the past as a plot and as a table, by day and by chance', async () => {
  const shown = await page();
  await shown.waitForSelector('.plot .ground svg');
  const table = shown.locator('.panel:has(.plot) table');
  assert.equal(await table.locator('tbody tr').count(), 13, 'thirteen weeks');
  assert.match(await table.locator('tbody tr').last().textContent(), /۱٬۴۸۶/);
  await shown.click('.panel:has(.plot) [role="radio"]:has-text("درستی احتمال‌ها")');
  await shown.waitForFunction(() => document.querySelectorAll('.panel table.vh tbody tr').length === 10);
  assert.match(await shown.getAttribute('.plot', 'aria-label'), /۱۰ دسته/, 'the plot says what it shows');
  await closeAll(shown);
});

test('people by what is at stake, by band, page by page, and a person opens', async () => {
  const shown = await page();
  const rows = shown.locator('.table tbody tr');
  await rows.first().waitFor();
  assert.equal(await rows.count(), 25, 'a page');
  assert.deepEqual((await asked(shown, 'list_forecast_people'))[0], { sort: 'at_stake', band: null, offset: 0, limit: 25 }, 'the ones one would miss most come first');
  await shown.click('[aria-label="برگهٔ بعد"]');
  await shown.waitForFunction(() => document.querySelector('.panel footer')?.textContent.includes('۲۶'));
  await shown.click('.band >> nth=2');
  await shown.waitForSelector('.chip');
  await shown.waitForFunction(() => [...document.querySelectorAll('.table tbody .status')].every((cell) => cell.textContent.includes('دارد از دست می‌رود')));
  const last = (await asked(shown, 'list_forecast_people')).at(-1);
  assert.deepEqual([last.band, last.offset], ['slipping', 0], 'a filter begins at the first page');
  await shown.click('.chip');
  await shown.waitForSelector('.chip', { state: 'detached' });
  await shown.focus('.panel [role="radio"][aria-checked="true"]:has-text("از دست رفتنی‌ها")');
  await shown.keyboard.press('ArrowLeft');
  await shown.waitForFunction(() => globalThis.fixture.host.calls.at(-1)?.payload?.sort === 'value');
  await shown.waitForFunction(() => document.querySelector('.panel[aria-busy="false"] .table'));
  await shown.locator('.table .name').first().focus();
  await shown.keyboard.press('Enter');
  await shown.waitForSelector('[aria-label="پیش‌بینی برای او"]');
  const file = await said(shown, '[aria-label="پیش‌بینی برای او"]');
  for (const part of ['از هر ۱۰ نفر مثل او', 'هنوز مشتری بودنش', 'میان', 'نه قول']) assert.ok(file.includes(part), `the file says ${part}: ${file}`);
  await closeAll(shown);
});

test('too little data says what is missing, and offers what helps', async () => {
  const shown = await page({ forecast: 'few' });
  await shown.waitForSelector('#forecast-missing');
  const text = await said(shown, '.missing');
  for (const part of ['۳۴ مشتری دیگر تا پیش‌بینی', '۹ مشتری دیگر', 'از ۱۰۰، ۶۶ تا هست', 'از ۳۰، ۲۱ تا هست']) assert.ok(text.includes(part), `it says ${part}: ${text}`);
  assert.equal(await shown.locator('.answer, .table').count(), 0, 'no figure at all');
  await shown.click('.missing .btn:not(.btn-primary)');
  await shown.waitForFunction(() => document.querySelector('h1')?.textContent !== 'شاخص‌ها');
  await closeAll(shown);
});

test('who left is not told where the data does not tell', async () => {
  const shown = await page({ forecast: 'hidden' });
  await shown.waitForSelector('.answer');
  assert.match(await said(shown, '.answer'), /نشان نمی‌دهد چه کسی رفته/);
  await shown.locator('.table .name').first().click();
  await shown.waitForSelector('[aria-label="پیش‌بینی برای او"]');
  assert.ok(!(await said(shown, '[aria-label="پیش‌بینی برای او"]')).includes('هنوز مشتری بودنش'), 'nor on the page of a person');
  await closeAll(shown);
});

test('sums wait for more, ranks do not; a test that is not possible is said', async () => {
  const ranked = await page({ forecast: 'ranked' });
  await ranked.waitForSelector('.answer .banner');
  const text = await said(ranked, '.answer');
  for (const part of ['۶۰ مشتری دیگر', '۴۱ روز دیگر', 'دارند از دست می‌روند']) assert.ok(text.includes(part), `it says ${part}: ${text}`);
  assert.ok(!text.includes('میلیارد'), 'no money');
  await closeAll(ranked);
  const untested = await page({ forecast: 'untested' });
  await untested.waitForSelector('.answer');
  assert.match(await said(untested, '.answer'), /با احتیاط/);
  assert.match(await said(untested, '.two .panel'), /آزمون از وقتی می‌آید/);
  await closeAll(untested);
});

test('waiting, the old one while the new one is counted, refusal, failure', async () => {
  const waiting = await page({ forecast: 'counting' });
  await waiting.waitForSelector('[role="status"]:has-text("دارد از تاریخچه")');
  await waiting.evaluate(() => {
    globalThis.forecastFixture.done();
    globalThis.fixture.world.changed('forecast');
  });
  await waiting.waitForSelector('.answer');
  await closeAll(waiting);

  const older = await page({ forecast: 'older' });
  await older.waitForSelector('.answer');
  await older.waitForSelector('[role="status"]:has-text("در راه است")');
  assert.match(await said(older, '.board-scroll > p'), /۱۷ آذر.*پس از آن داده‌ها تغییر/, 'the old one says its day');
  assert.equal(await older.locator('.answer .btn').isDisabled(), true, 'nothing to ask for twice');
  await older.evaluate(() => {
    globalThis.forecastFixture.done();
    globalThis.fixture.world.changed('forecast');
  });
  await older.waitForSelector('.banner', { state: 'detached' });
  await older.click('.answer .btn');
  await older.waitForFunction(() => globalThis.forecastFixture.wishes() === 1);
  await older.evaluate(() => globalThis.fixture.world.changed('sales'));
  await older.waitForFunction(() => globalThis.fixture.host.calls.filter((call) => call.command === 'read_forecast').length >= 4);
  assert.equal(await older.evaluate(() => globalThis.forecastFixture.wishes()), 1, 'a wish is granted once');
  await closeAll(older);

  const refused = await page({ forecast: 'refused' });
  await refused.waitForSelector('.empty:has-text("به هم شبیه")');
  await closeAll(refused);

  const failed = await page({ fail: 'forecast' });
  await failed.waitForSelector('.problem:has-text("پیش‌بینی خوانده نشد")');
  await closeAll(failed);
  const list = await page({ fail: 'forecast_people' });
  await list.waitForSelector('.problem:has-text("فهرست خوانده نشد")');
  await closeAll(list);
  const slow = await page({ scenario: 'slow' });
  await slow.waitForSelector('[role="status"]:has-text("آخرین پیش‌بینی")');
  await closeAll(slow);
});

for (const theme of ['light', 'dark']) {
  test(`axe finds nothing, ${theme}`, async () => {
    for (const forecast of ['normal', 'few', 'ranked', 'counting']) {
      const shown = await page({ theme, forecast });
      await shown.waitForSelector(forecast === 'normal' || forecast === 'ranked' ? '.table' : '.card');
      await shown.evaluate(() => document.querySelectorAll('details').forEach((one) => (one.open = true)));
      assert.deepEqual(await axe(shown), [], forecast);
      await closeAll(shown);
    }
  });
}

test('nothing is cut off in any window', async () => {
  for (const viewport of [{ width: 1440, height: 900 }, { width: 1024, height: 768 }, { width: 640, height: 900 }]) {
    for (const forecast of ['normal', 'few']) {
      const shown = await page({ forecast }, viewport);
      await shown.waitForSelector('.card');
      assert.equal(await overflow(shown), 0, `no sideways scroll at ${viewport.width}, ${forecast}`);
      const wide = await shown.evaluate(() => [...document.querySelectorAll('.board-scroll, .panel, .answer')].filter((box) => box.scrollWidth > box.clientWidth + 1).map((box) => box.className));
      assert.deepEqual(wide, [], `no box is wider than itself at ${viewport.width}, ${forecast}`);
      await closeAll(shown);
    }
  }
});
