// A household: made of who shares the mobile, somebody found by name comes in, each change goes back; at the counter all
// their points are there to be spent, and the bill tells whose they are. Keyboard, both themes, 1024×768.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axe, launch, open, overflow } from './kit.mjs';

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const MARYAM = '9';
const CARD = 'section[aria-labelledby="family-title"]';
const SMALL = { width: 1024, height: 768 };
const calls = (page, command) => page.evaluate((name) => globalThis.fixture.host.calls.filter((call) => call.command === name).map((call) => call.payload), command);
const says = (page, words) => page.waitForFunction(([selector, text]) => document.querySelector(selector)?.innerText.includes(text), [CARD, words]);
const file = async (query = {}, viewport = SMALL) => {
  const page = await open(browser, { screen: 'customer', id: MARYAM, ...query }, viewport);
  await page.waitForSelector('#family-title');
  return page;
};

for (const theme of ['light', 'dark']) {
  for (const family of ['0', '1']) {
    test(`the card is well in ${theme}, family=${family}`, async () => {
      const page = await file({ theme, family });
      await says(page, family === '1' ? 'خانوادهٔ سبزواری' : 'ساختن خانواده');
      assert.deepEqual(await axe(page), [], 'no violations');
      assert.equal(await overflow(page), 0, 'nothing runs over the side');
      assert.deepEqual(page.faults, [], 'no error was thrown');
      await page.context().close();
    });
  }
}

test('made of who shares the mobile, from the keyboard, and taken back', async () => {
  const page = await file();
  await says(page, 'سارا سبزواری');
  const make = page.getByRole('button', { name: 'خانواده با سارا سبزواری' });
  await make.focus();
  await page.keyboard.press('Enter');
  await page.waitForSelector('.toast');
  const [sent] = await calls(page, 'make_family');
  assert.deepEqual([sent.members, sent.name], [[9, 301], 'خانوادهٔ سبزواری'], 'these two, under their family name');
  await says(page, '۲٬۱۰۰٬۰۰۰');
  assert.match(await page.locator(CARD).innerText(), /مریم سبزواری[\s\S]*همین مشتری[\s\S]*۱٬۸۶۰٬۰۰۰[\s\S]*سارا سبزواری[\s\S]*۲۴۰٬۰۰۰/, 'each with their own');
  await page.keyboard.press('Control+Z');
  await says(page, 'ساختن خانواده');
  const [undone] = await calls(page, 'undo_change');
  assert.equal(undone.of, sent.request_id, 'the same change');
  await page.context().close();
});

test('somebody found by name comes in, one goes, the name changes, all goes back', async () => {
  const page = await file({ family: '1' });
  await page.locator(CARD).getByRole('button', { name: 'افزودن', exact: true }).click();
  await page.locator('#family-pick').fill('حسین دباغ');
  await page.waitForSelector('#family-pick-list [role="option"]');
  assert.deepEqual(await axe(page), [], 'no violations while somebody is looked for');
  await page.keyboard.press('Enter');
  await says(page, 'حسین دباغ');
  assert.deepEqual((await calls(page, 'add_to_family')).map((sent) => sent.customer), [5], 'who was chosen');
  await page.getByRole('button', { name: 'بیرون بردن آرش فولادوند' }).click();
  await page.waitForFunction((selector) => !document.querySelector(selector)?.innerText.includes('آرش'), CARD);
  assert.match(await page.locator('.toast').last().innerText(), /آرش فولادوند با امتیاز خودش/, 'said what goes along');
  await page.keyboard.press('Control+Z');
  await says(page, 'آرش فولادوند');
  await page.getByRole('button', { name: 'عوض کردن نام خانواده' }).click();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('خانهٔ ما');
  await page.keyboard.press('Escape');
  assert.equal(await page.locator('#family-name').count(), 0, 'Esc leaves it');
  assert.equal((await calls(page, 'rename_family')).length, 0, 'as it was');
  await page.getByRole('button', { name: 'عوض کردن نام خانواده' }).click();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('خانهٔ ما');
  await page.keyboard.press('Enter');
  await says(page, 'خانهٔ ما');
  await page.getByRole('button', { name: 'برچیدن خانواده' }).click();
  await says(page, 'ساختن خانواده');
  await page.keyboard.press('Control+Z');
  await says(page, 'خانهٔ ما');
  assert.deepEqual(page.faults, [], 'no error was thrown');
  await page.context().close();
});

test('a refusal is told and changes nothing', async () => {
  const page = await file({ fail: 'family' });
  await says(page, 'سارا سبزواری');
  await page.getByRole('button', { name: 'خانواده با سارا سبزواری' }).click();
  await page.waitForFunction(() => [...document.querySelectorAll('.toast')].some((toast) => toast.innerText.includes('در خانوادهٔ دیگری است')));
  await says(page, 'ساختن خانواده');
  await page.context().close();
});

for (const theme of ['light', 'dark']) {
  test(`at the counter the household's points are spent, and told, in ${theme}`, async () => {
    const page = await open(browser, { screen: 'counter', family: '1', theme }, SMALL);
    await page.waitForFunction(() => document.activeElement?.id === 'find');
    await page.keyboard.type('5834821', { delay: 110 });
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.activeElement?.id === 'amount');
    assert.match(await page.locator('.found').innerText(), /۱٬۸۶۰٬۰۰۰[\s\S]*خانواده: ۳٬۲۹۵٬۰۰۰/, 'beside the own balance');
    await page.keyboard.type('9000000', { delay: 20 });
    await page.locator('#redeem').fill('3000000');
    await page.waitForSelector('[data-testid="family-taken"]');
    assert.match(await page.locator('[data-testid="family-taken"]').innerText(), /۱٬۵۴۵٬۰۰۰ از مریم سبزواری، ۲۴۰٬۰۰۰ از سارا سبزواری، ۱٬۲۱۵٬۰۰۰ از آرش فولادوند[\s\S]*۲۹۵٬۰۰۰ برای خانواده می‌ماند/, 'whose points pay');
    assert.deepEqual(await axe(page), [], 'no violations');
    assert.equal(await overflow(page), 0, 'nothing runs over the side');
    await page.locator('#redeem').press('Enter');
    await page.waitForFunction(() => document.querySelector('.bill')?.textContent?.includes('خانواده روی هم'));
    assert.equal((await calls(page, 'record_sale'))[0].redeem_points, 3_000_000, 'one sale');
    assert.deepEqual(page.faults, [], 'no error was thrown');
    await page.context().close();
  });
}
