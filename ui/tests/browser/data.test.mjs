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

test('the kind can be changed; a column that is needed keeps the button shut until it is shown', async () => {
  const page = await review();
  await page.getByRole('radio', { name: 'فروش‌ها' }).click();
  await page.getByRole('heading', { name: 'ورود فروش‌ها' }).waitFor();
  await page.getByRole('combobox', { name: /^ستون تاریخ/ }).click();
  await page.getByRole('option', { name: 'کنار بماند' }).click();
  await page.getByText('برای ورود هنوز این را لازم داریم').waitFor();
  const button = page.locator('.foot .btn-primary');
  assert.ok(await button.isDisabled(), 'what is not complete is not imported');
  assert.match(await page.locator('#write-why').innerText(), /اول ستونِ «تاریخ» را نشان دهید/, 'and says why');
  await page.getByRole('combobox', { name: /^ستون تاریخ/ }).click();
  await page.getByRole('option', { name: 'تاریخ', exact: true }).click();
  await page.getByRole('button', { name: /^ورود ۱۹٬۹۶۰ فاکتور/ }).click();
  await page.getByRole('heading', { name: '۱۹٬۹۶۰ فاکتور وارد شد' }).waitFor();
  await page.context().close();
});

test('headers that say nothing: kind and columns by keyboard alone, to the end', async () => {
  for (const theme of ['light', 'dark']) {
    const page = await review({ unknown: '1', theme });
    await page.getByRole('heading', { name: 'این پرونده چیست؟' }).waitFor();
    assert.equal(await page.locator('.map-sel').count(), 0, 'columns wait for the kind');
    assert.match(await page.locator('#write-why').innerText(), /اول بگویید/, 'the button says what it waits for');
    assert.deepEqual(await axe(page), [], `no violation while asking, ${theme}`);
    await page.getByRole('group', { name: 'این پرونده چیست؟' }).getByRole('button', { name: /^فروش‌ها/ }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('برای ورود هنوز این را لازم داریم').waitFor();
    assert.match(await page.locator('.banner-warn').innerText(), /تاریخ[\s\S]*مبلغ یا جمع ردیف یا قیمت واحد/, 'what is missing, and what would do');
    assert.deepEqual(await axe(page), [], `no violation while columns are missing, ${theme}`);
    assert.ok((await overflow(page)) <= 0, 'a header of 300 letters stays in its column');
    const pick = async (column, field) => {
      await page.locator('.map-sel').nth(column).focus();
      await page.keyboard.press('Enter');
      const option = page.getByRole('option', { name: field, exact: true });
      await option.waitFor();
      await page.keyboard.type(field);
      while ((await option.getAttribute('data-highlighted')) === null) await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.getByRole('combobox', { name: new RegExp(`: ${field}$`) }).waitFor();
      // The list of this column is gone before the next one opens.
      await option.waitFor({ state: 'detached' });
      const here = await page.evaluate(() => [...document.querySelectorAll('.map-sel')].indexOf(document.activeElement));
      assert.equal(here, column, 'focus stays on the column');
    };
    await pick(1, 'تاریخ');
    await pick(4, 'مبلغ');
    await page.getByRole('button', { name: /^ورود ۱۹٬۹۶۰ فاکتور/ }).waitFor();
    await page.waitForFunction(() => !document.querySelector('.foot .btn-primary').disabled);
    await page.getByRole('button', { name: /^ورود ۱۹٬۹۶۰ فاکتور/ }).press('Enter');
    await page.getByRole('heading', { name: '۱۹٬۹۶۰ فاکتور وارد شد' }).waitFor();
    const sent = (await calls(page, 'run_import'))[0];
    assert.deepEqual(sent.columns.map((one) => one.field), [null, 'date', null, null, 'amount'], 'what was reviewed is what is written');
    assert.deepEqual(page.faults, [], 'nothing went wrong unseen');
    await page.context().close();
  }
});

test('a choice shows at once and a slow review is given up for it', async () => {
  const page = await review({ file: 'sales', job_ms: '20' });
  await page.getByRole('radio', { name: 'تومان' }).click();
  await page.getByText('در حال بازبینی دوباره').waitFor();
  await page.getByRole('combobox', { name: /^ستون توضیح/ }).click();
  await page.getByRole('option', { name: 'ساعت' }).click();
  await page.getByRole('combobox', { name: 'ستون توضیح: ساعت' }).waitFor();
  await page.waitForFunction(() => !document.querySelector('.foot .btn-primary').disabled);
  const last = (await calls(page, 'analyse_import')).at(-1);
  assert.equal(last.money_unit, 'toman', 'the first choice is kept');
  assert.deepEqual(last.columns, [{ column: 7, field: 'time' }], 'and the second');
  await page.context().close();
});

test('swapped name columns change places with one choice', async () => {
  const page = await review();
  await page.getByRole('combobox', { name: 'ستون نام: نام', exact: true }).click();
  await page.getByRole('option', { name: 'نام خانوادگی', exact: true }).click();
  await page.getByRole('combobox', { name: 'ستون نام: نام خانوادگی' }).waitFor();
  await page.getByRole('combobox', { name: 'ستون نام خانوادگی: نام', exact: true }).waitFor();
  await page.context().close();
});

test('a file without a header is shown whole', async () => {
  const page = await review();
  await page.getByRole('checkbox', { name: 'ردیف نخست سرستون نیست' }).check();
  await page.getByRole('combobox', { name: /^ستون ستون ۱/ }).waitFor();
  assert.match(await page.locator('.map-table tbody tr').first().innerText(), /کد مشتری/, 'the first row is among the rows');
  assert.ok(await page.locator('.foot .btn-primary').isDisabled(), 'its columns are to be named');
  assert.deepEqual(await axe(page), [], 'no violation');
  await page.getByRole('checkbox', { name: 'ردیف نخست سرستون نیست' }).uncheck();
  await write(page).waitFor();
  await page.context().close();
});

test('a unit that looks wrong is said, and the other one is a click away', async () => {
  const page = await review({ file: 'sales', doubt: 'too_small' });
  await page.getByText('بسیار کوچک‌اند').waitFor();
  assert.deepEqual(await axe(page), [], 'no violation');
  await page.getByRole('button', { name: 'به تومان بخوان' }).click();
  await page.getByText('بسیار کوچک‌اند').waitFor({ state: 'detached' });
  assert.equal((await calls(page, 'analyse_import')).at(-1).money_unit, 'toman', 'the choice is sent');
  await page.context().close();
});

test('a window that was loaded anew finds its job, or the review it left', async () => {
  const writing = await open(browser, { screen: 'customers', running: 'import', job_ms: '60' });
  await writing.locator('.rail .job').click();
  await writing.getByRole('main').getByRole('progressbar').waitFor();
  await writing.getByRole('heading', { name: '۴٬۳۷۲ مشتری وارد شد' }).waitFor();
  await writing.context().close();
  const reading = await start({ running: 'analyse', job_ms: '60' });
  await reading.getByRole('main').getByRole('progressbar').waitFor();
  await reading.waitForSelector('.map-table');
  await reading.context().close();
  const left = await start({ running: 'previewed' });
  await left.getByRole('button', { name: 'ادامه' }).click();
  await write(left).click();
  await left.getByRole('heading', { name: '۴٬۳۷۲ مشتری وارد شد' }).waitFor();
  await left.context().close();
});

test('what will happen is told in the present before, and in the past after', async () => {
  const page = await review({ file: 'sales' });
  const last = page.locator('.issues tbody td').last();
  assert.match(await last.innerText(), /این ردیف وارد نمی‌شود/, 'nothing has come in yet');
  await page.getByRole('button', { name: /^ورود ۱۹٬۹۶۰ فاکتور/ }).click();
  await page.getByRole('heading', { name: '۱۹٬۹۶۰ فاکتور وارد شد' }).waitFor();
  assert.match(await last.innerText(), /این ردیف وارد نشد/, 'now it is over');
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
