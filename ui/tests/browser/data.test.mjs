// The import wizard through all its states.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axe, launch, open, overflow } from './kit.mjs';

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const start = (query = {}, size) => open(browser, { screen: 'data', ...query }, size);
const calls = (page, name) => page.evaluate((wanted) => window.fixture.host.calls.filter((call) => call.command === wanted).map((call) => call.payload), name);
const choose = (page) => page.getByRole('button', { name: 'انتخاب پرونده' }).click();
const write = (page) => page.getByRole('button', { name: /^ورود ۴٬۳۷۲ مشتری/ });

async function review(query, size) {
  const page = await start(query, size);
  await choose(page);
  await page.waitForSelector('.map-table');
  return page;
}

test('from file to report, nothing sent twice', async () => {
  const page = await review();
  assert.match(await page.locator('.banner').first().innerText(), /۴٬۲۱۸ آماده/, 'the counts are there');
  assert.equal(await page.locator('.map-sel.is-warn').count(), 1, 'the doubtful column is marked');
  assert.equal((await calls(page, 'run_import')).length, 0, 'nothing is written before the button');
  await write(page).dblclick();
  await page.getByRole('heading', { name: '۴٬۳۷۲ مشتری وارد شد' }).waitFor();
  const sent = await calls(page, 'run_import');
  assert.equal(sent.length, 1, 'a double click imports once');
  assert.ok(sent[0].request_id, 'with a request id');
  assert.deepEqual(await axe(page), [], 'the report has no violation');
  await page.getByRole('button', { name: 'پایان' }).click();
  await page.getByRole('heading', { name: 'ورودهای پیشین' }).waitFor();
  assert.deepEqual(page.faults, [], 'nothing went wrong unseen');
  await page.context().close();
});

test('columns are chosen by keyboard; a field moves from its column', async () => {
  const page = await review();
  const city = page.getByRole('combobox', { name: /^ستون شهر/ });
  await city.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('option', { name: 'یادداشت' }).waitFor();
  assert.deepEqual(await axe(page), [], 'the open list has no violation');
  await page.keyboard.press('Escape');
  await page.getByRole('option', { name: 'یادداشت' }).waitFor({ state: 'detached' });
  assert.equal(await page.locator('.map-table').count(), 1, 'Esc closes the list and keeps the review');
  await city.click();
  await page.getByRole('option', { name: 'تاریخ تولد' }).click();
  await page.getByRole('combobox', { name: 'ستون شهر: تاریخ تولد' }).waitFor();
  await page.getByRole('combobox', { name: 'ستون تاریخ تولد: کنار بماند' }).waitFor();
  const last = (await calls(page, 'analyse_import')).at(-1);
  assert.equal(last.columns.filter((one) => one.field === 'birthday').length, 1, 'one column a field');
  await page.context().close();
});

test('the kind can be changed, and what does not fit is said beside the review', async () => {
  const page = await review();
  await page.getByRole('radio', { name: 'فروش‌ها' }).click();
  await page.getByRole('heading', { name: 'ورود فروش‌ها' }).waitFor();
  await page.getByRole('combobox', { name: /^ستون تاریخ/ }).click();
  await page.getByRole('option', { name: 'کنار بماند' }).click();
  await page.getByRole('alert').waitFor();
  assert.ok(await page.getByRole('button', { name: /^ورود ۱۹٬۹۶۰ فاکتور/ }).isDisabled(), 'a mapping that cannot be is not imported');
  await page.context().close();
});

test('the unit of the amounts is asked when the file does not name it', async () => {
  const page = await review({ file: 'sales', guessed: '1' });
  await page.getByText('پرونده نگفته').waitFor();
  await page.getByRole('radio', { name: 'تومان' }).click();
  await page.getByText('پرونده نگفته').waitFor({ state: 'detached' });
  assert.equal((await calls(page, 'analyse_import')).at(-1).money_unit, 'toman', 'the choice is sent');
  await page.getByRole('button', { name: /^ورود ۱۹٬۹۶۰ فاکتور/ }).click();
  await page.getByRole('heading', { name: '۱۹٬۹۶۰ فاکتور وارد شد' }).waitFor();
  assert.equal((await calls(page, 'run_import'))[0].money_unit, 'toman', 'and kept for the import');
  await page.context().close();
});

test('reasons are chips; the table tells row, subject, raw and why', async () => {
  const page = await review();
  await page.getByRole('button', { name: /تولدِ دوپهلو/ }).click();
  const row = page.locator('.issues tbody tr').first();
  assert.match(await row.innerText(), /۳۱[\s\S]*قراچه[\s\S]*۰۵\/۰۴\/۷۱/, 'row, subject and raw text');
  assert.match(await page.locator('.issues .rest').innerText(), /۱ تای نخست از ۸۷/, 'how many more there are');
  await page.context().close();
});

test('a long job: count, percentage, the window stays usable, coming back finds it, Esc stops it', async () => {
  const page = await review({ hold: 'import.writing', job_ms: '20' });
  await write(page).click();
  await page.getByRole('main').getByRole('progressbar').waitFor();
  await page.waitForFunction(() => document.querySelector('main .progress')?.getAttribute('aria-valuenow') === '88');
  assert.deepEqual(await axe(page), [], 'progress has no violation');
  await page.keyboard.press('F9');
  await page.locator('.rail .job').waitFor();
  assert.match(await page.locator('.rail .job').innerText(), /۸۸/, 'the rail shows how far it is');
  await page.locator('.rail .job').click();
  await page.getByRole('main').getByRole('progressbar').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('heading', { name: 'لغو شد' }).waitFor();
  assert.equal((await calls(page, 'cancel_job')).length, 1, 'stopped once');
  await page.getByRole('button', { name: 'بازگشت به بازبینی' }).click();
  await page.waitForSelector('.map-table');
  await page.context().close();
});

test('an import that ends elsewhere is said there, and its report waits', async () => {
  const page = await review({ job_ms: '60' });
  await write(page).click();
  await page.getByRole('main').getByRole('progressbar').waitFor();
  await page.keyboard.press('F3');
  await page.locator('.toast').getByText('«مشتریان-هلو.csv» وارد شد').waitFor();
  await page.locator('.rail').getByText('داده‌ها').click();
  await page.getByRole('heading', { name: '۴٬۳۷۲ مشتری وارد شد' }).waitFor();
  await page.context().close();
});

test('the sample opens from here too, with its progress', async () => {
  const page = await start({ job_ms: '60' });
  await page.getByRole('button', { name: 'باز کردن نمونه' }).click();
  await page.locator('.sample').getByRole('progressbar').waitFor();
  assert.equal(await page.locator('.sample').getByRole('button', { name: 'لغو' }).count(), 1, 'it can be stopped');
  await page.getByText('این‌ها دادهٔ نمونه است.').waitFor();
  await page.context().close();
});

test('failures say what happened and lead on', async () => {
  const check = async (query, title, next) => {
    const page = await start(query);
    await choose(page);
    if (query.job) {
      await page.waitForSelector('.map-table');
      await write(page).click();
    }
    await page.getByRole('heading', { name: title }).waitFor();
    assert.deepEqual(await axe(page), [], `no violation at ${title}`);
    await page.getByRole('button', { name: next }).click();
    await page.waitForSelector('.map-table, .halted');
    await page.context().close();
  };
  await check({ job: 'fail' }, 'ورود انجام نشد', 'بازگشت به بازبینی');
  await check({ broken: '1' }, 'پرونده خوانده نشد', 'خواندن دوباره');
  await check({ unknown: '1' }, 'پرونده خوانده نشد', 'مشتریان');
});

test('Esc leaves the review without losing it', async () => {
  const page = await review();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'ادامه' }).click();
  await page.waitForSelector('.map-table');
  await page.context().close();
});

test('handed-over files wait, are told elsewhere, and start with one click', async () => {
  const page = await open(browser, { screen: 'settings', waiting: '1' });
  await page.getByText('رسید.').waitFor();
  await page.getByRole('button', { name: 'بازبینی' }).click();
  await page.getByRole('button', { name: /^بازبینی مشتریان/ }).click();
  await page.waitForSelector('.map-table');
  await page.context().close();
});

test('a file that came in before is said; the sample takes no files', async () => {
  const known = await review({ already: '1' });
  await known.getByText('این پرونده پیش‌تر وارد شده است.').waitFor();
  await known.context().close();
  const inside = await start({ state: 'sample' });
  await inside.getByRole('heading', { name: 'این‌جا فروشگاه نمونه است' }).waitFor();
  assert.equal(await inside.getByRole('button', { name: 'انتخاب پرونده' }).count(), 0, 'no file into the sample');
  assert.deepEqual(await axe(inside), [], 'no violation');
  await inside.context().close();
});

test('empty, failed and slow history', async () => {
  const check = async (scenario, words) => {
    const page = await start({ scenario });
    await page.locator('.history').getByText(words).first().waitFor();
    await page.context().close();
  };
  await check('empty', 'هنوز پرونده‌ای وارد نشده است.');
  await check('error', 'نشد');
  const slow = await start({ scenario: 'slow' });
  await slow.locator('.history [aria-busy=true]').waitFor();
  assert.deepEqual(await axe(slow), [], 'waiting has no violation');
  await slow.context().close();
});

test('both themes, all sizes', async () => {
  for (const theme of ['light', 'dark']) {
    for (const [width, height] of [[640, 512], [1024, 768], [1440, 900]]) {
      const page = await start({ theme, waiting: '1' }, { width, height });
      await page.waitForSelector('.history td');
      assert.ok((await overflow(page)) <= 0, `no sideways scroll at ${width} ${theme}`);
      assert.deepEqual(await axe(page), [], `no violation at ${width} ${theme}`);
      await choose(page);
      await page.waitForSelector('.map-table');
      assert.ok((await overflow(page)) <= 0, `no sideways scroll in review at ${width} ${theme}`);
      assert.deepEqual(await axe(page), [], `no violation in review at ${width} ${theme}`);
      await page.context().close();
    }
  }
});
