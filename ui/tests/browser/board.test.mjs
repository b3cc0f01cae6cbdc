// شاخص‌ها: the numbers, their doors, their people; periods and windows; every state; the keyboard alone; axe in both themes.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axe, BASE, launch, open, overflow } from './kit.mjs';

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const board = async (query = {}, viewport) => {
  const page = await open(browser, { screen: 'board', ...query }, viewport);
  await page.waitForSelector('.board-scroll');
  return page;
};
const shown = async (page, key) => (await page.locator(`[data-card="${key}"]`).first().innerText()).replace(/\s+/g, ' ');
const hero = async (page) => (await page.locator('.hero .val').innerText()).trim();
const asked = (page, command) => page.evaluate((name) => globalThis.fixture.host.calls.filter((call) => call.command === name).map((call) => call.payload), command);
const focusText = (page) => page.evaluate(() => (document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '').replace(/\s+/g, ' ').trim());
const ready = (page) => page.waitForSelector('.hero .val');
const closeAll = async (page) => {
  assert.deepEqual(page.faults, [], 'nothing failed behind the screen');
  await page.context().close();
};

test('the numbers of the mock-up, with their comparisons', async () => {
  const page = await board();
  await ready(page);
  assert.match(await hero(page), /۷۴٫۸/, 'the rate is 1,501 of 2,006');
  const repeat = await shown(page, 'repeat_rate');
  for (const part of ['۶۵٫۶', '۶٫۰ واحد', 'از تابستان', 'پارسال: ناقص', '۶۴٫۲ تا ۶۷٫۰']) assert.ok(repeat.includes(part), `repeat purchase says ${part}: ${repeat}`);
  assert.ok((await shown(page, 'revenue')).includes('۲۹٫۶۵ میلیارد تومان'), 'amounts are shortened');
  assert.equal(await page.locator('[data-card="revenue"] .val bdi').getAttribute('title'), '۲۹٬۶۴۹٬۰۷۶٬۲۲۰ تومان', 'the exact amount is in the title');
  const line = await page.locator('.board-scroll > p').innerText();
  for (const part of ['فصل ناتمام', '۷۸ روز از ۹۰ روز', 'خرید در ۹۰ روز گذشته', '۱۰ آذر ۱۴۰۴']) assert.ok(line.includes(part), `the as-of line says ${part}: ${line}`);
  const bars = await page.locator('.chart .v').allTextContents();
  assert.deepEqual(bars, ['۲٬۰۰۶', '−۵۰۵', '+۵۶۲', '+۸۲۶', '۲٬۸۸۹'], 'the bridge reads from the start to now');
  await closeAll(page);
});

for (const theme of ['light', 'dark']) {
  test(`axe finds nothing, ${theme}`, async () => {
    const page = await board({ theme });
    await page.waitForSelector('.ground svg');
    assert.deepEqual(await axe(page), [], 'the board');
    await page.click('[data-card="crr"]');
    await page.waitForSelector('.door .formula');
    assert.deepEqual(await axe(page), [], 'with a door');
    await page.click('.door [data-set="lapsed"]');
    await page.waitForSelector('.door table');
    assert.deepEqual(await axe(page), [], 'with people');
    await page.click('button[aria-haspopup="dialog"] >> nth=0');
    await page.waitForSelector('[role="dialog"] button[aria-pressed="true"]');
    assert.deepEqual(await axe(page), [], 'with the list of periods');
    await closeAll(page);
  });
}

test('nothing is cut off in any window', async () => {
  for (const viewport of [{ width: 1440, height: 900 }, { width: 1280, height: 800 }, { width: 1024, height: 768 }, { width: 640, height: 900 }]) {
    const page = await board({}, viewport);
    await ready(page);
    assert.equal(await overflow(page), 0, `no sideways scroll at ${viewport.width}`);
    await page.click('[data-card="crr"]');
    await page.waitForSelector('.door .formula');
    assert.equal(await overflow(page), 0, `no sideways scroll at ${viewport.width} with a door`);
    const wide = await page.evaluate(() => [...document.querySelectorAll('.board-scroll, .kpi, .door-body')].filter((box) => box.scrollWidth > box.clientWidth + 1).map((box) => box.className));
    assert.deepEqual(wide, [], `no box is wider than itself at ${viewport.width}`);
    await closeAll(page);
  }
});

test('a door by keyboard: opens, takes the focus, Esc gives it back', async () => {
  const page = await board();
  await ready(page);
  await page.focus('[data-card="crr"]');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.door .formula');
  assert.equal(await focusText(page), 'نرخ بازگشت', 'focus is at the head of the door');
  const door = await page.locator('.door').innerText();
  for (const part of ['۱٬۵۰۱', '۲٬۰۰۶', '۱۰۲٫۸', '۵۶۲', '۱٬۴۲۸']) assert.ok(door.includes(part), `the door says ${part}`);
  await page.focus('.door [data-set="lapsed"]');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.door table');
  assert.equal(await focusText(page), 'دیر کرده', 'focus is at the head of the people');
  await page.keyboard.press('Escape');
  await page.waitForSelector('.door .formula');
  await page.keyboard.press('Escape');
  await page.waitForSelector('.door', { state: 'detached' });
  assert.equal(await focusText(page), 'نرخ بازگشت', 'focus is back at the card');
  assert.equal(await page.locator('[data-card="crr"]').getAttribute('aria-expanded'), 'false');
  await closeAll(page);
});

test('Esc closes a popover before the door behind it', async () => {
  const page = await board();
  await ready(page);
  await page.click('[data-card="orders"]');
  await page.waitForSelector('.door .formula');
  await page.click('button[aria-haspopup="dialog"] >> nth=0');
  await page.waitForSelector('[role="dialog"] button[aria-pressed="true"]');
  await page.keyboard.press('Escape');
  await page.waitForSelector('[role="dialog"]', { state: 'detached' });
  assert.equal(await page.locator('.door').count(), 1, 'the door is still open');
  await closeAll(page);
});

test('a bar of the bridge opens its people, page by page, and a person their file', async () => {
  const page = await board();
  await ready(page);
  await page.focus('.panel [data-set="lapsed"]');
  assert.match(await focusText(page), /دیر کرده: ۵۰۵ نفر/);
  await page.keyboard.press('Enter');
  await page.waitForSelector('.door table');
  assert.equal(await page.locator('.door tbody tr').count(), 50, 'a page of people');
  assert.match(await page.locator('.door footer').innerText(), /۱ تا ۵۰ از ۵۰۵/);
  await page.click('[aria-label="برگهٔ بعد"]');
  await page.waitForFunction(() => document.querySelector('.door footer')?.textContent.includes('۵۱'));
  await page.waitForFunction(() => document.querySelector('.door [aria-busy="false"]'));
  const name = await page.locator('.door tbody tr .name').first().innerText();
  await page.click('.door tbody tr >> nth=0');
  await page.waitForFunction(() => globalThis.fixture.nav.here.screen === 'customer');
  await page.evaluate(() => globalThis.fixture.nav.back());
  await page.waitForSelector('.door table');
  assert.equal(await page.locator('.door tbody tr .name').first().innerText(), name, 'coming back finds the same page of the same people');
  await page.keyboard.press('Escape');
  await page.waitForSelector('.door', { state: 'detached' });
  await closeAll(page);
});

test('periods: previous, kinds, the list by keyboard', async () => {
  const page = await board();
  await ready(page);
  assert.ok(await page.locator('[aria-label="فصل بعد هنوز نیامده"]').isDisabled(), 'there is no season after this one');
  await page.click('[aria-label^="فصل پیش"]');
  await page.waitForFunction(() => document.querySelector('.hero .val')?.textContent.includes('۵۸٫۲'));
  assert.deepEqual((await asked(page, 'read_board')).at(-1).period, { kind: 'season', year: 1405, season: 2 });
  await page.click('[role="radio"]:has-text("ماه")');
  await page.waitForFunction(() => document.querySelector('.chosen')?.textContent === 'شهریور ۱۴۰۵');
  await page.click('button[aria-haspopup="dialog"] >> nth=0');
  await page.waitForFunction(() => document.activeElement?.getAttribute('aria-label') === 'شهریور ۱۴۰۵');
  await page.keyboard.press('ArrowLeft');
  assert.equal(await focusText(page), 'مهر ۱۴۰۵', 'left goes on in time');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  assert.equal(await focusText(page), 'مرداد ۱۴۰۵', 'right goes back');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.querySelector('.chosen')?.textContent === 'مرداد ۱۴۰۵');
  await closeAll(page);
});

test('a range: typed days are read in the core, a bad one says why', async () => {
  const page = await board();
  await ready(page);
  await page.click('[role="radio"]:has-text("بازه")');
  const from = page.locator('form input').nth(0);
  await from.waitFor();
  await from.fill('۱۴۰۵/۱۲/۳۰');
  await from.press('Tab');
  await page.waitForSelector('form .hint.bad:not(:empty)');
  assert.equal(await from.getAttribute('aria-invalid'), 'true');
  assert.ok(await page.locator('form [type="submit"]').isDisabled(), 'a bad day is not asked for');
  await from.fill('1405/08/01');
  await from.press('Tab');
  await page.waitForFunction(() => document.querySelector('form input')?.value === '۱ آبان ۱۴۰۵');
  await page.click('form [type="submit"]');
  await page.waitForFunction(() => document.querySelector('.chosen')?.textContent.startsWith('۱ آبان ۱۴۰۵ تا'));
  assert.equal((await asked(page, 'read_board')).at(-1).period.kind, 'range');
  await closeAll(page);
});

test('the calendar of a range goes left to the next day', async () => {
  const page = await board();
  await ready(page);
  await page.click('[role="radio"]:has-text("بازه")');
  const day = page.locator('form .cal [aria-pressed="true"]');
  await day.waitFor();
  await day.focus();
  const before = await focusText(page);
  await page.keyboard.press('ArrowLeft');
  const next = await focusText(page);
  assert.match(before, /۱ مهر/);
  assert.match(next, /۲ مهر/);
  await closeAll(page);
});

test('the window: tried for one look, then kept', async () => {
  const page = await board();
  await ready(page);
  await page.click('button:has-text("فعال: ۹۰ روز")');
  await page.click('label:has-text("۳۰ روز")');
  await page.waitForFunction(() => document.querySelector('.hero .val')?.textContent.includes('۵۳٫۵'));
  assert.equal((await asked(page, 'read_board')).at(-1).window_days, 30);
  assert.match(await page.locator('[role="dialog"]').innerText(), /پنجرهٔ فروشگاه ۹۰ روز می‌ماند/);
  await page.click('button:has-text("پنجرهٔ فروشگاه شود")');
  await page.waitForFunction(() => globalThis.fixture.host.calls.some((call) => call.command === 'save_settings'));
  const [saved] = await asked(page, 'save_settings');
  assert.equal(saved.window_days, 30);
  assert.ok(saved.request_id, 'the change carries its request id');
  await page.waitForSelector('[role="dialog"]', { state: 'detached' });
  assert.equal((await asked(page, 'read_board')).at(-1).window_days, null, 'the board asks with the shop\'s own window again');
  await closeAll(page);
});

test('a sale changes the numbers on screen and marks them', async () => {
  const page = await board();
  await ready(page);
  await page.evaluate(() => {
    globalThis.fixtureBoard.sell(3);
    globalThis.fixture.world.changed('sales', 'points');
  });
  await page.waitForFunction(() => document.querySelector('[data-card="orders"]')?.textContent.includes('۵٬۸۹۳'));
  assert.equal(await page.locator('[data-card="orders"] .val.marked').count(), 1, 'what changed is marked');
  assert.equal(await page.locator('[data-card="new_customers"] .val.marked').count(), 0, 'what did not is not');
  await page.waitForFunction(() => document.body.textContent.includes('عددها با فروش تازه نو شدند'));
  await page.waitForSelector('.val.marked', { state: 'detached' });
  await page.click('[aria-label^="فصل پیش"]');
  await page.waitForFunction(() => document.querySelector('.hero .val')?.textContent.includes('۵۸٫۲'));
  assert.equal(await page.locator('.val.marked').count(), 0, 'another period is not a change');
  await closeAll(page);
});

test('states: nothing yet, being read, failed, too early, too few', async () => {
  const cases = [
    { query: { scenario: 'empty' }, says: ['هنوز فروشی ثبت نشده', 'ثبت نخستین فروش', 'آوردن از اکسل'], why: 'an empty shop says why and what to do' },
    { query: { scenario: 'slow' }, says: ['دارند خوانده می‌شوند'], why: 'while reading, the shape of what will come' },
    { query: { scenario: 'slow', counting: '1' }, says: ['دارند شمرده می‌شوند'], why: 'while the numbers are loaded' },
    { query: { scenario: 'error' }, says: ['شاخص‌ها خوانده نشد', 'دوباره'], why: 'a failure offers another try' },
    { query: { board: 'early' }, says: ['تاریخچه هنوز کوتاه است', 'هنوز زود است'], why: 'a short history is not a number' },
    { query: { board: 'few' }, says: ['۷ از ۱۲', 'بازهٔ کنونی', 'کمتر از ۳۰ نفر', '۵ از ۱۲'], why: 'few people are counted, not divided' },
  ];
  for (const { query, says, why } of cases) {
    const page = await board(query);
    await page.waitForFunction((word) => document.querySelector('main')?.innerText.includes(word), says[0]);
    const text = await page.locator('main').innerText();
    for (const word of says) assert.ok(text.includes(word), `${why}: ${word}`);
    assert.deepEqual(await axe(page), [], why);
    await page.context().close();
  }
});

test('numbers that are not loaded yet are asked for again', async () => {
  const page = await board({ board: 'loading' });
  await page.waitForFunction(() => document.querySelector('main')?.innerText.includes('دارند شمرده می‌شوند'));
  await ready(page);
  assert.match(await hero(page), /۷۴٫۸/, 'without a press of the person');
  await closeAll(page);
});

test('a door or a list that fails says so in its own place', async () => {
  for (const [fail, title] of [['door', 'پشتِ این عدد خوانده نشد'], ['people', 'فهرست خوانده نشد']]) {
    const page = await board({ fail });
    await ready(page);
    await page.click(fail === 'door' ? '[data-card="revenue"]' : '.panel [data-set="new"]');
    await page.waitForSelector('.door [role="alert"]');
    assert.ok((await page.locator('.door').innerText()).includes(title), fail);
    assert.equal(await page.locator('.hero .val').count(), 1, 'the board itself still stands');
    await page.context().close();
  }
});

test('the trend is drawn in the sealed window, lays itself out again, and a period in it opens', async () => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  const faults = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  // As the desktop window does.
  await page.addInitScript(() => Object.freeze(Object.prototype));
  await page.goto(`${BASE}/tests/fixture.html?screen=board`);
  await page.waitForSelector('.ground svg path', { state: 'attached' });
  const width = () => page.evaluate(() => document.querySelector('.ground svg').getBoundingClientRect().width);
  const sizes = () => page.evaluate(() => [...new Set([...document.querySelectorAll('.ground svg text')].map((text) => getComputedStyle(text).fontSize))].sort());
  const [before, fonts] = [await width(), await sizes()];
  await page.setViewportSize({ width: 1440, height: 800 });
  await page.waitForFunction((old) => document.querySelector('.ground svg').getBoundingClientRect().width > old + 20, before);
  assert.deepEqual(await sizes(), fonts, 'text keeps its size');
  const box = await page.locator('.ground').boundingBox();
  await page.mouse.click(box.x + box.width * 0.3, box.y + box.height * 0.7);
  await page.waitForFunction(() => document.querySelector('.chosen')?.textContent === 'تابستان ۱۴۰۵');
  assert.deepEqual(faults, []);
  await context.close();
});

test('the chart library is fetched with the board and by no other screen', async () => {
  for (const [screen, wanted] of [['counter', false], ['board', true]]) {
    const context = await browser.newContext();
    const page = await context.newPage();
    const fetched = [];
    page.on('request', (request) => fetched.push(request.url()));
    await page.goto(`${BASE}/tests/fixture.html?screen=${screen}`);
    await page.waitForSelector('#app main');
    await page.waitForTimeout(600);
    assert.equal(fetched.some((url) => /echarts/.test(url)), wanted, screen);
    await context.close();
  }
});
