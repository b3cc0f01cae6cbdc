// Settings: the way to the club, the window of "active", undo for each change.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axe, launch, open } from './kit.mjs';

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const saved = (page) => page.evaluate(() => window.fixture.host.calls.filter((call) => call.command === 'save_settings').map((call) => call.payload));

async function start(query = {}) {
  const page = await open(browser, { screen: 'settings', ...query });
  await page.getByLabel('نام فروشگاه').waitFor();
  return page;
}

test('the club is one step away, and Esc comes back', async () => {
  const page = await start();
  await page.getByRole('button', { name: 'باز کردنِ باشگاه' }).click();
  await page.getByRole('heading', { name: 'برنامه در یک جمله' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByLabel('نام فروشگاه').waitFor();
  await page.context().close();
});

test('a number that cannot be is not saved', async () => {
  const page = await start();
  for (const text of ['', '۰', '۱۲٫۵', 'صد', '-5', '9'.repeat(30)]) {
    await page.getByLabel('روزهای فعال‌بودن').fill(text);
    await page.getByRole('button', { name: 'ذخیره' }).waitFor();
    assert.ok(await page.getByRole('button', { name: 'ذخیره' }).isDisabled(), `«${text.slice(0, 8)}» is not saved`);
  }
  await page.getByRole('button', { name: 'برگرداندن', exact: true }).click();
  assert.equal(await page.getByLabel('روزهای فعال‌بودن').inputValue(), '۹۰', 'the old number is back');
  await page.context().close();
});

test('the window of "active": suggested, chosen, refused', async () => {
  const automatic = await start({ window: 'auto' });
  await automatic.getByText('پیشنهاد خودِ فروشگاه به کار می‌رود').waitFor();
  await automatic.context().close();

  const page = await start();
  const days = page.getByLabel('روزهای فعال‌بودن');
  await page.getByText(/شما این را در/).waitFor();
  await page.getByRole('button', { name: 'همان پیشنهاد، ۸۴ روز' }).waitFor();
  await days.fill('۱۲۰');
  await page.keyboard.press('Enter');
  await page.locator('.toast').waitFor();
  assert.equal((await saved(page)).at(-1).window_days, 120, 'what was typed in Persian digits was sent');
  await days.fill('9000');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').getByText(/۷ و ۷۳۰/).waitFor();
  assert.deepEqual(await axe(page), [], 'no violation with an error in sight');
  await page.context().close();
});

test('a name and a unit; what fails is said in place', async () => {
  const page = await start({ save: 'disk' });
  await page.getByLabel('نام فروشگاه').fill('Kavir Café');
  await page.getByRole('button', { name: 'ذخیره' }).click();
  await page.getByRole('alert').waitFor();
  assert.equal(await page.getByLabel('نام فروشگاه').inputValue(), 'Kavir Café', 'what was typed stays');
  const once = (await saved(page)).at(-1).request_id;
  await page.getByRole('button', { name: 'ذخیره' }).click();
  await page.waitForFunction(() => window.fixture.host.calls.filter((call) => call.command === 'save_settings').length === 2);
  assert.equal((await saved(page)).at(-1).request_id, once, 'trying again is the same intent');
  await page.context().close();
});

test('waiting, failing and empty', async () => {
  const slow = await open(browser, { screen: 'settings', scenario: 'slow' });
  await slow.locator('main [aria-busy=true]').first().waitFor();
  await slow.context().close();
  const failed = await open(browser, { screen: 'settings', scenario: 'error', theme: 'dark' });
  await failed.getByRole('button', { name: 'دوباره' }).first().waitFor();
  assert.deepEqual(await axe(failed), [], 'no violation when it failed');
  await failed.context().close();
  const empty = await open(browser, { screen: 'settings', scenario: 'empty' });
  await empty.getByText('هنوز خرید دوباره‌ای نیست').waitFor();
  await empty.context().close();
});
