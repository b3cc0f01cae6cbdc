// شاخص‌ها، هزینه‌ها و هدف‌ها: what was spent, by channel; entering, correcting, taking back; marks on the board; states, axe.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axe, launch, open, overflow } from './kit.mjs';

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const page = (query = {}, viewport) => open(browser, { screen: 'board', tab: 'costs', ...query }, viewport);
const text = async (at) => (await at.locator('main').innerText()).replace(/\s+/g, ' ');
const calls = (at, command) => at.evaluate((name) => globalThis.fixture.host.calls.filter((call) => call.command === name).map((call) => call.payload), command);
const close = async (at) => {
  assert.deepEqual(at.faults, [], 'nothing failed behind the screen');
  await at.context().close();
};

test('what one customer costs, and by which way they came', async () => {
  const at = await page();
  await at.waitForSelector('#costs-rows');
  const told = await text(at);
  for (const words of ['۸۵٬۰۰۰ تومان', 'میان ۱۲۰ خریدار تازهٔ این دوره', 'امتیازهای خرج‌شده', 'برنامه خودش شمرده است', 'نوشته نشده', 'کمتر از ۳۰ نفر', 'برابر نگه‌داشتن']) assert.ok(told.includes(words), `${words}: ${told.slice(0, 400)}`);
  await close(at);
});

test('a cost is entered with the keyboard alone, corrected, taken away and brought back', async () => {
  const at = await page();
  await at.waitForSelector('#costs-rows');
  await at.focus('text=هزینهٔ تازه');
  await at.keyboard.press('Enter');
  await at.waitForSelector('[role="dialog"] #cost-amount:focus');
  await at.keyboard.press('Enter');
  await at.waitForSelector('[role="dialog"] [role="alert"], #cost-amount-problem');
  await at.keyboard.type('100000');
  await at.focus('#cost-channel');
  await at.keyboard.type('رادیو');
  await at.keyboard.press('Enter');
  await at.waitForSelector('[role="dialog"]', { state: 'detached' });
  assert.ok((await text(at)).includes('رادیو'), 'it is in the list');
  const [, saved] = await calls(at, 'save_cost');
  assert.deepEqual([saved.fields.purpose, saved.fields.channel, saved.fields.period.kind], ['acquisition', 'رادیو', 'month'], 'as it was typed');
  await at.click('button[aria-label^="برداشتن جذب، رادیو"]');
  await at.waitForFunction(() => !document.querySelector('main')?.innerText.includes('رادیو'));
  await at.locator('.toast', { hasText: 'هزینه برداشته شد' }).getByText('واگرد').click();
  await at.waitForFunction(() => document.querySelector('main')?.innerText.includes('رادیو'));
  await close(at);
});

test('states, and axe in both themes', async () => {
  for (const theme of ['light', 'dark']) {
    for (const [query, says] of [[{}, 'هزینهٔ جذب یک مشتری'], [{ scenario: 'empty' }, 'برای این دوره هزینه‌ای نیست'], [{ scenario: 'error' }, 'هزینه‌ها خوانده نشد']]) {
      const at = await page({ theme, ...query }, { width: 1024, height: 768 });
      await at.waitForFunction((word) => document.querySelector('main')?.innerText.includes(word), says);
      assert.deepEqual(await axe(at), [], `${theme} ${says}`);
      assert.ok((await overflow(at)) <= 0, 'nothing runs over the side');
      await at.context().close();
    }
    const at = await page({ theme });
    await at.click('text=هزینهٔ تازه');
    await at.waitForSelector('#cost-amount');
    assert.deepEqual(await axe(at), [], `${theme}: the dialog`);
    await close(at);
  }
});

test('a mark is set at a number, told on its card, and numbers behind it are named', async () => {
  const at = await open(browser, { screen: 'board', targets: '1' });
  await at.waitForSelector('.banner-warn');
  assert.ok((await at.locator('.banner-warn').innerText()).includes('نرخ بازگشت'), 'what is behind');
  assert.ok(!(await at.locator('.banner-warn').innerText()).includes('میانگین سبد'), 'what is reached is not');
  assert.deepEqual(await axe(at), [], 'with marks');
  await at.click('[data-card="revenue"]');
  await at.click('text=گذاشتن هدف');
  await at.keyboard.type('بیست');
  await at.keyboard.press('Enter');
  await at.waitForSelector('#target-problem');
  await at.fill('#target-value', '۲۰٬۰۰۰٬۰۰۰٬۰۰۰');
  await at.keyboard.press('Enter');
  await at.waitForFunction(() => document.querySelector('[data-card="revenue"]')?.innerText.includes('هدف'));
  assert.equal((await calls(at, 'set_target')).at(-1).value, 200_000_000_000, 'toman became rial');
  await at.click('text=واگرد');
  await at.waitForFunction(() => !document.querySelector('[data-card="revenue"]')?.innerText.includes('هدف'));
  await close(at);
});
