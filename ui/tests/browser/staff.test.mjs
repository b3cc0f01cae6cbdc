// Staff in the settings: the first secret, a new colleague, roles, the archive, the time until the lock; undo by the core.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axe, launch, open, overflow } from './kit.mjs';

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const sent = (page, command) => page.evaluate((name) => window.fixture.host.calls.filter((call) => call.command === name).map((call) => call.payload), command);

async function start(query = {}, viewport) {
  const page = await open(browser, { screen: 'settings', ...query }, viewport);
  await page.getByRole('button', { name: 'همکار تازه' }).waitFor();
  return page;
}

test('the first secret of the owner brings the locks', async () => {
  const page = await start();
  await page.getByText('هر کس برنامه را باز کند مدیر است').waitFor();
  await page.getByRole('button', { name: 'گذاشتن رمز مدیر' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('رمز تازه').fill('1234');
  await dialog.getByLabel('تکرار رمز').fill('1235');
  await dialog.getByText('تکرار با رمز یکی نیست').waitFor();
  assert.ok(await dialog.getByRole('button', { name: 'ذخیره' }).isDisabled(), 'two that differ are not sent');
  await dialog.getByLabel('تکرار رمز').fill('1234');
  await dialog.getByRole('button', { name: 'ذخیره' }).click();
  await dialog.getByRole('alert').getByText('زود حدس می‌زنند').waitFor();
  assert.deepEqual(await axe(page), [], 'no violation with an error in sight');
  await dialog.getByLabel('رمز تازه').fill('2580');
  await dialog.getByLabel('تکرار رمز').fill('2580');
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await page.locator('.rail').getByRole('button', { name: /قفل کردن/ }).waitFor();
  const [first, second] = await sent(page, 'set_staff_secret');
  assert.notEqual(first.request_id, second.request_id, 'another secret is another intent');
  await page.context().close();
});

for (const theme of ['light', 'dark']) {
  test(`a new colleague, and back (${theme})`, async () => {
    const page = await start({ locks: 'in', theme }, { width: 1024, height: 768 });
    assert.deepEqual(await axe(page), [], 'no violation on the page');
    await page.getByRole('button', { name: 'همکار تازه' }).click();
    const dialog = page.getByRole('dialog');
    assert.deepEqual(await axe(page), [], 'no violation in the dialog');
    await dialog.getByLabel('نام', { exact: true }).fill('سارا کریمی');
    await dialog.getByLabel('رمز', { exact: true }).fill('۴۷۱۱');
    await dialog.getByLabel('تکرار رمز').fill('۴۷۱۱');
    await page.keyboard.press('Enter');
    await dialog.getByRole('alert').getByText('«سارا کریمی» در فهرست کارکنان هست').waitFor();
    await dialog.getByLabel('نام', { exact: true }).fill('بهار Nazari');
    await dialog.getByRole('radio', { name: /پشتیبان/ }).check();
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('list', { name: 'کارکنان' }).getByText('بهار Nazari').first().waitFor();
    const added = (await sent(page, 'add_staff')).at(-1);
    assert.equal(added.role, 'care', 'with the role that was chosen');
    await page.locator('.toast').getByRole('button', { name: /واگرد/ }).click();
    await page.getByText('بایگانی‌شده‌ها').waitFor();
    assert.equal((await sent(page, 'undo_change'))[0].of, added.request_id, 'the core takes that change back');
    assert.equal(await overflow(page), 0, 'nothing runs over the side');
    await page.context().close();
  });
}

test('another role, the archive, the last owner', async () => {
  const page = await start({ locks: 'in' });
  const list = page.getByRole('list', { name: 'کارکنان' });
  assert.equal(await page.getByRole('button', { name: 'بایگانی حسین مهدیان' }).isVisible(), false, 'the last owner cannot go');
  await page.getByRole('button', { name: 'ویرایش حسین مهدیان' }).click();
  assert.ok(await page.getByRole('dialog').getByRole('radio', { name: /صندوق‌دار/ }).isDisabled(), 'nor take another role');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'ویرایش سارا کریمی' }).click();
  await page.getByRole('dialog').getByRole('radio', { name: /مدیر همه‌چیز/ }).check();
  await page.getByRole('button', { name: 'ذخیره' }).click();
  await page.locator('.toast').getByText('سارا کریمی ذخیره شد').waitFor();
  assert.equal(await list.getByText('مدیر', { exact: true }).count(), 2, 'two owners now');
  await page.getByRole('button', { name: 'بایگانی نیما راد' }).click();
  await page.locator('.toast').getByText('نیما راد بایگانی شد').waitFor();
  await page.keyboard.press('Control+Z');
  await page.getByRole('button', { name: 'بایگانی نیما راد' }).waitFor();
  await page.context().close();
});

test('taking a secret away is asked twice; silence locks after a chosen time', async () => {
  const page = await start({ locks: 'in' });
  await page.getByRole('button', { name: /تغییر رمز\s*سارا/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'برداشتن رمز' }).click();
  await dialog.getByText('بدون رمز، سارا کریمی دیگر وارد نمی‌شود').waitFor();
  await dialog.getByRole('button', { name: 'بله، بردار' }).click();
  await dialog.waitFor({ state: 'detached' });
  assert.equal((await sent(page, 'set_staff_secret'))[0].secret, '', 'an empty secret is none');
  await page.getByRole('radio', { name: '۵ دقیقه' }).click();
  await page.locator('.toast').getByText('زمان قفل خودکار عوض شد').waitFor();
  assert.equal((await sent(page, 'save_settings'))[0].auto_lock_minutes, 5);
  await page.context().close();
});

test('a cashier finds no settings', async () => {
  const page = await open(browser, { locks: 'in', role: 'cashier', screen: 'customers' });
  await page.locator('.rail').getByText('سارا کریمی').waitFor();
  assert.equal(await page.locator('.rail').getByRole('link', { name: 'تنظیمات' }).count(), 0);
  await page.context().close();
});

test('an edit of a customer goes back through the core', async () => {
  const page = await open(browser, { screen: 'customer', id: '1' });
  await page.getByRole('button', { name: /ویرایش/ }).first().waitFor();
  await page.keyboard.press('e');
  await page.locator('#customer-city').fill('یزد');
  await page.keyboard.press('Control+Enter');
  await page.locator('.toast').getByRole('button', { name: /واگرد/ }).click();
  await page.waitForFunction(() => window.fixture.host.calls.some((call) => call.command === 'undo_change'));
  const edit = (await sent(page, 'update_customer'))[0];
  assert.equal((await sent(page, 'undo_change'))[0].of, edit.request_id, 'that very edit');
  await page.context().close();
});
