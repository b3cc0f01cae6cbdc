// مشتریان and پرونده: a hundred thousand rows that scroll, a search that forgives, problems beside their fields, a file on one page.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { axe, launch, open, overflow } from './kit.mjs';

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const list = async (query = {}, viewport) => {
  const page = await open(browser, { screen: 'customers', ...query }, viewport);
  await page.waitForSelector('header h1');
  return page;
};
const rows = async (query, viewport) => {
  const page = await list(query, viewport);
  await page.waitForSelector('.row-line .strong');
  return page;
};
const calls = (page, command) => page.evaluate((name) => window.fixture.host.calls.filter((each) => each.command === name).map((each) => each.payload), command);
const text = (page, selector) => page.textContent(selector);
const settled = async (page) => (await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))), page.waitForFunction(() => document.querySelectorAll('.row-line .skel, .row-line.waiting').length === 0 && document.querySelector('[role=grid]')?.getAttribute('aria-busy') === 'false'));

describe('a long list', () => {
  test('a hundred thousand people, a few dozen rows in the document', async () => {
    const page = await rows({ people: 100_000 });
    assert.equal(await page.getAttribute('[role=grid]', 'aria-rowcount'), '100001', 'all of them are announced');
    const most = 60;
    for (const share of [0.1, 0.37, 0.5, 0.99, 1]) {
      await page.$eval('[role=grid]', (grid, part) => (grid.scrollTop = grid.scrollHeight * part), share);
      await settled(page);
      assert.ok((await page.locator('.row-line').count()) <= most, `at most ${most} rows at ${share}`);
      const seen = await page.$$eval('.row-line', (all) => all.map((row) => Number(row.getAttribute('aria-rowindex'))));
      assert.ok(seen.every((each, place) => place === 0 || each === seen[place - 1] + 1), 'without a gap');
    }
    assert.match(await text(page, '[data-testid=range]'), /تا ۱۰۰٬۰۰۰ از ۱۰۰٬۰۰۰/, 'the end is the end');
  });

  test('a long throw asks for a few pages, not for the way between', async () => {
    const page = await rows({ people: 100_000, late: 150 });
    const before = (await calls(page, 'list_customers')).length;
    await page.$eval('[role=grid]', async (grid) => {
      for (let step = 1; step <= 60; step += 1) {
        grid.scrollTop = (grid.scrollHeight * step) / 61;
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
    });
    assert.ok(await page.locator('.row-line .skel').count(), 'skeleton rows while they are on their way');
    await settled(page);
    const asked = (await calls(page, 'list_customers')).length - before;
    assert.ok(asked <= 24, `${asked} pages for sixty stops`);
  });

  test('a step down makes only the rows that come into view', async () => {
    const page = await rows({ people: 100_000 });
    const { made, times } = await page.$eval('[role=grid]', async (grid) => {
      let made = 0;
      const isRow = (node) => node instanceof HTMLElement && node.classList.contains('row-line');
      new MutationObserver((all) => (made += all.flatMap((each) => [...each.addedNodes]).filter(isRow).length)).observe(grid, { childList: true, subtree: true });
      const times = [];
      for (let step = 0; step < 100; step += 1) {
        const from = performance.now();
        grid.scrollTop += 132;
        await new Promise((resolve) => requestAnimationFrame(resolve));
        times.push(performance.now() - from);
      }
      return { made, times: times.sort((a, b) => a - b) };
    });
    assert.ok(made >= 290 && made <= 330, `${made} rows made for 300 rows of way`);
    console.log(`scroll step: median ${times[50].toFixed(1)} ms, p95 ${times[95].toFixed(1)} ms`);
  });

  test('a million rows still reach their end', async () => {
    const page = await rows({ people: 1_000_000 });
    await page.focus('[role=grid]');
    await page.keyboard.press('End');
    await page.waitForSelector('[aria-rowindex="1000001"] .strong');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('PageUp');
    await settled(page);
    const active = await page.getAttribute('[role=grid]', 'aria-activedescendant');
    assert.ok(await page.locator(`#${active}`).isVisible(), 'the marked row is in sight');
  });

  test('arrows, pages, Home, End; Enter opens the file; Esc comes back to the same row', async () => {
    const page = await rows();
    await page.keyboard.press('ArrowDown');
    await page.waitForFunction(() => document.activeElement?.getAttribute('role') === 'grid');
    for (const key of ['End', 'Home', 'PageDown', 'ArrowDown']) await page.keyboard.press(key);
    await settled(page);
    const active = await page.getAttribute('[role=grid]', 'aria-activedescendant');
    const name = (await text(page, `#${active} .strong`)).trim();
    await page.keyboard.press('Enter');
    await page.waitForSelector('.person');
    assert.equal((await text(page, 'h1')).trim(), name, 'that person’s file');
    await page.keyboard.press('Escape');
    await page.waitForSelector('.row-line .strong');
    assert.equal(await page.getAttribute('[role=grid]', 'aria-activedescendant'), active, 'the list is where it was');
  });
});

describe('finding', () => {
  test('the wrong keyboard layout is read and said', async () => {
    const page = await rows();
    await page.keyboard.press('/');
    await page.keyboard.type('hgd');
    await page.waitForSelector('.read-as');
    assert.match(await text(page, '.read-as'), /علی/, 'what it was read as');
  });

  test('one hit opens with Enter; nobody offers to create; clearing brings all back', async () => {
    const page = await rows();
    await page.keyboard.type('قققق');
    await page.waitForSelector('.empty');
    assert.match(await text(page, '.empty'), /قققق/, 'names what was searched for');
    await page.keyboard.press('Escape');
    await page.waitForSelector('.row-line .strong');
    await page.keyboard.type('Kavir');
    await page.waitForFunction(() => document.querySelectorAll('.row-line').length === 1);
    await page.keyboard.press('Enter');
    await page.waitForSelector('.person');
  });

  test('chips filter with their counts, headers sort and turn', async () => {
    const page = await rows();
    await page.click('.chip:has-text("دیر کرده")');
    await settled(page);
    await page.click('[role=columnheader] button:has-text("خرید"):not(:has-text("آخرین"))');
    await page.click('[role=columnheader] button:has-text("خرید"):not(:has-text("آخرین"))');
    await settled(page);
    const last = (await calls(page, 'list_customers')).at(-1);
    assert.deepEqual([last.filter, last.sort, last.descending, last.offset], ['lapsed', 'orders', false, 0], 'the question follows the screen');
    assert.equal(await page.getAttribute('[role=columnheader]:has-text("خرید"):has(.on)', 'aria-sort'), 'ascending', 'and is announced');
  });

  test('the first run is empty with one way on', async () => {
    const page = await list({ scenario: 'empty' });
    await page.waitForSelector('.empty');
    assert.equal(await page.locator('.empty button').count(), 1, 'one action');
    assert.deepEqual(await axe(page), [], 'and well');
  });

  test('an error says so and can be tried again', async () => {
    const page = await list({ scenario: 'error' });
    await page.waitForSelector('[role=alert]');
    assert.ok(await page.locator('[role=alert] button').count(), 'retry');
  });
});

describe('a new customer', () => {
  test('problems stand beside their field and the focus goes there', async () => {
    const page = await rows();
    await page.keyboard.press('Control+n');
    await page.waitForSelector('#customer-first_name');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#customer-first_name-problem');
    await page.fill('#customer-first_name', 'هاله');
    await page.fill('#customer-mobile', '0912');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#customer-mobile-problem');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'customer-mobile', 'where the hand is needed');
    assert.equal(await page.inputValue('#customer-first_name'), 'هاله', 'nothing else was touched');
    await page.fill('#customer-mobile', '۰۹۱۲ ۷۷۷ ۴۴ ۵۵');
    await page.fill('#customer-tags', 'همسایه، ');
    await page.focus('#customer-city');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.person');
    assert.equal((await text(page, 'h1')).trim(), 'هاله', 'straight to the new file');
    const made = (await calls(page, 'create_customer')).at(-1);
    assert.deepEqual(made.fields.tags, ['همسایه'], 'tags as written');
    assert.equal(new Set((await calls(page, 'create_customer')).map((each) => each.request_id)).size, 1, 'one intent');
  });
});

describe('a file', () => {
  const file = async (query, viewport) => {
    const page = await open(browser, { screen: 'customer', id: 9, ...query }, viewport);
    await page.waitForSelector('.person, [role=alert]');
    return page;
  };

  test('who, rhythm in a sentence, lots by expiry, timeline', async () => {
    const page = await file();
    assert.match(await text(page, '.reasons'), /معمولاً هر ۲۴ روز می‌آید و ۱۹ روز/, 'against the own rhythm');
    assert.match(await text(page, '.lots li:first-child'), /۱۲ روز دیگر/, 'the soonest first');
    await page.waitForSelector('.tl li');
    const [old, recent] = await page.$$eval('.strip circle.c1', (dots) => [dots[0].getAttribute('cx'), dots.at(-1).getAttribute('cx')].map(Number));
    assert.ok(old > recent, 'time runs right to left');
  });

  test('chips filter the timeline; older events arrive on the way down', async () => {
    const page = await file({ id: 3 });
    await page.waitForSelector('.tl li');
    await page.$eval('.body', async (body) => {
      for (let step = 0; step < 12; step += 1) {
        body.scrollTop = body.scrollHeight;
        await new Promise((resolve) => setTimeout(resolve, 80));
      }
    });
    await page.waitForFunction(() => document.querySelectorAll('.tl li').length > 60);
    await page.click('.filters .chip:has-text("ویرایش")');
    await page.waitForFunction(() => document.querySelectorAll('.tl li').length === 1);
  });

  test('F2 opens the counter with this person; a kept cell opens its own field', async () => {
    const page = await file({ id: 5 });
    await page.click('button[aria-label="درست کردن تولد"]');
    await page.waitForFunction(() => document.activeElement?.id === 'customer-birthday');
    await page.keyboard.press('Escape');
    await page.waitForSelector('#customer-birthday', { state: 'detached' });
    await page.keyboard.press('F2');
    await page.waitForSelector('.found h2');
    assert.equal((await text(page, '.found h2')).trim(), 'حسین دباغ', 'ready for the amount');
    await page.waitForFunction(() => document.activeElement?.id === 'amount');
  });

  test('an edit shows at once', async () => {
    const page = await file();
    await page.keyboard.press('e');
    await page.waitForSelector('#customer-last_name');
    await page.fill('#customer-last_name', 'سبزواری نو');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.querySelector('h1')?.textContent?.includes('سبزواری نو'));
  });

  test('a file that is gone says so', async () => {
    const page = await file({ id: 999_999 });
    assert.match(await text(page, '[role=alert]'), /پیدا نشد/, 'in words');
  });
});

describe('how it stands', () => {
  for (const theme of ['light', 'dark']) {
    for (const [name, query, go] of [
      ['list', { screen: 'customers' }, async (page) => page.waitForSelector('.row-line .strong')],
      ['menu', { screen: 'customers' }, async (page) => (await page.click('[aria-label="نمایش"]'), await page.waitForSelector('[role=menuitemradio]'))],
      ['dialog', { screen: 'customers' }, async (page) => (await page.keyboard.press('Control+n'), await page.waitForSelector('#customer-note'))],
      ['file', { screen: 'customer', id: 9 }, async (page) => page.waitForSelector('.tl li')],
      ['file of the lapsed', { screen: 'customer', id: 5 }, async (page) => page.waitForSelector('.tl li')],
    ]) {
      test(`${name}, ${theme}: axe finds nothing, nothing runs over`, async () => {
        const page = await open(browser, { theme, ...query }, { width: 1024, height: 768 });
        await page.waitForSelector('header h1');
        await go(page);
        await page.waitForTimeout(200);
        assert.deepEqual(await axe(page), [], 'no violation of any severity');
        assert.equal(await overflow(page), 0, 'no sideways scrolling at 1024');
      });
    }
  }
});
