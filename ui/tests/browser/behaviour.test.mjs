// شاخص‌ها، رفتار خرید: cohorts, gaps, who brings the revenue, the grid; the people behind each count; states, keys, axe.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axe, launch, open, overflow } from './kit.mjs';

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const page = async (query = {}, viewport) => {
  const opened = await open(browser, { screen: 'board', tab: 'behaviour', ...query }, viewport);
  await opened.waitForSelector('.board-scroll');
  return opened;
};
const ready = (at) => at.waitForSelector('[data-cell="0 0"]');
const asked = (at) => at.evaluate(() => globalThis.fixture.host.calls.filter((call) => call.command === 'read_behaviour_people').map((call) => call.payload));
const doorText = async (at) => (await at.locator('.door').innerText()).replace(/\s+/g, ' ');
const close = async (at) => {
  assert.deepEqual(at.faults, [], 'nothing failed behind the screen');
  await at.context().close();
};

test('every count is a door to exactly its people', async () => {
  const at = await page();
  await ready(at);
  const check = async (selector, set, title, why) => {
    await at.click(selector);
    await at.waitForFunction((words) => document.querySelector('.door')?.innerText.includes(words), title);
    await at.waitForSelector('.door table');
    assert.deepEqual((await asked(at)).at(-1).set, set, why);
    const shown = (await at.locator(selector).innerText()).replace(/[^۰-۹]/g, '');
    return { shown, text: await doorText(at) };
  };
  const month = { kind: 'month', year: 1404, month: 12 };
  const first = await check('[data-cell="9 0"]', { kind: 'cohort', month }, 'مشتریان تازهٔ اسفند ۱۴۰۴', 'a cohort');
  assert.ok(first.text.replace(/[^۰-۹]/g, '').includes(first.shown), 'as many people as the cell says');
  await check('[data-cell="9 2"]', { kind: 'cohort_month', month, step: 2, came: true }, 'ماه ۲', 'who came two months later');
  await at.click('role=radio[name="سن ۳۰ روزه"]');
  await check('[data-cell="9 2"]', { kind: 'cohort_age', month, step: 2, came: true }, 'شمارهٔ ۲', 'the same by age');
  await check('.grid tbody tr:nth-child(1) td:nth-of-type(1) button', { kind: 'grid', r: 5, f: 5 }, 'تازگی ۵، تکرار ۵', 'a corner of the grid');
  const risk = await check('role=button[name="نباید از دست برود"]', { kind: 'rfm_segment', segment: 'cant_lose' }, 'نباید از دست برود', 'a group');
  assert.ok(risk.text.includes('۳۸ نفر') && risk.text.includes('تلفن کنید'), `says how many and what to do: ${risk.text.slice(0, 120)}`);
  await check('button:text-is("سازندگان ۸۰٪ فروش")', { kind: 'top', customers: 1142, rest: false }, '۱٬۱۴۲ مشتری پرارزش', 'who brings four fifths');
  await check('button:text-is("بقیه")', { kind: 'top', customers: 1142, rest: true }, '۱٬۷۴۷ مشتری دیگر', 'and the others');
  await at.click('summary');
  await check('.link:text-is("۶ تا ۱۰ روز")', { kind: 'gap', from_days: 6, to_days: 10 }, '۶ تا ۱۰ روز', 'a gap');
  await at.keyboard.press('Escape');
  assert.equal(await at.locator('.door').count(), 0, 'Esc closes');
  await close(at);
});

test('charts are clicked where the eye clicks', async () => {
  const at = await page();
  await ready(at);
  await at.waitForSelector('.plot svg');
  const gaps = at.locator('.plot').first();
  await gaps.scrollIntoViewIfNeeded();
  const box = await gaps.boundingBox();
  // The first column is at the right: time runs right to left.
  await at.mouse.click(box.x + box.width - 60, box.y + box.height / 2);
  await at.waitForSelector('.door');
  assert.deepEqual((await asked(at)).at(-1).set, { kind: 'gap', from_days: 1, to_days: 5 }, 'the shortest gaps');
  await close(at);
});

test('the table of cohorts is walked with the arrows', async () => {
  const at = await page();
  await ready(at);
  await at.focus('[data-cell="0 0"]');
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowLeft', 'ArrowUp', 'ArrowDown', 'Enter']) await at.keyboard.press(key);
  await at.waitForSelector('.door');
  const { set } = (await asked(at)).at(-1);
  assert.deepEqual(set, { kind: 'cohort_month', month: { kind: 'month', year: 1405, month: 7 }, step: 1, came: true }, 'two down, one on');
  await at.keyboard.press('Escape');
  assert.equal(await at.evaluate(() => document.activeElement?.getAttribute('data-cell')), '2 1', 'the way back');
  await close(at);
});

test('cells that are not over say so, small cohorts are not divided', async () => {
  const at = await page();
  await ready(at);
  assert.equal(await at.locator('[data-cell="5 5"].partial').count(), 1, 'the running month is dashed');
  assert.equal(await at.locator('[data-cell="0 1"]').count(), 0, 'what has not come is blank');
  await at.context().close();
  const few = await page({ behaviour: 'few' });
  await ready(few);
  const text = await few.locator('main').innerText();
  for (const words of ['کمتر از ۳۰ نفر', 'فقط ۲۲ فاصله']) assert.ok(text.includes(words), words);
  assert.ok(!(await few.locator('[data-cell="4 1"]').innerText()).includes('٪'), 'a count');
  await close(few);
});

test('states: nothing yet, being read, failed, the list failed', async () => {
  const cases = [
    { query: { scenario: 'empty' }, says: ['هنوز خریدی از مشتری شناخته نیست', 'آوردن از اکسل'], why: 'an empty shop says why and what to do' },
    { query: { scenario: 'slow' }, says: ['دارند خوانده می‌شوند'], why: 'while reading' },
    { query: { scenario: 'error' }, says: ['رفتار خرید خوانده نشد', 'دوباره'], why: 'a failure offers another try' },
    { query: { behaviour: 'loading' }, says: ['هم‌دوره‌ها'], why: 'asked again when the numbers are there' },
  ];
  for (const { query, says, why } of cases) {
    const at = await page(query);
    await at.waitForFunction((word) => document.querySelector('main')?.innerText.includes(word), says[0]);
    const text = await at.locator('main').innerText();
    for (const word of says) assert.ok(text.includes(word), `${why}: ${word}`);
    assert.deepEqual(await axe(at), [], why);
    await at.context().close();
  }
  const at = await page({ behaviour: 'people' });
  await ready(at);
  await at.click('[data-cell="0 0"]');
  await at.waitForSelector('.door [role="alert"]');
  assert.equal(await at.locator('[data-cell="0 0"]').count(), 1, 'the page itself still stands');
  await at.context().close();
});

test('axe finds nothing and nothing is cut off', async () => {
  for (const theme of ['light', 'dark']) {
    for (const viewport of [{ width: 1440, height: 900 }, { width: 1024, height: 768 }, { width: 640, height: 900 }]) {
      const at = await page({ theme }, viewport);
      await ready(at);
      await at.waitForSelector('.plot svg');
      assert.deepEqual(await axe(at), [], `${theme} ${viewport.width}`);
      assert.ok((await overflow(at)) <= 0, `nothing runs over the side at ${viewport.width}`);
      await at.click('[data-cell="1 1"]');
      await at.waitForSelector('.door table');
      assert.deepEqual(await axe(at), [], `${theme} ${viewport.width} with people`);
      await close(at);
    }
  }
});
