// The door: locked at start, wrong secrets, the lock over unfinished work, an owner's approval in place.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axe, focused, launch, open, overflow } from './kit.mjs';

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const calls = (page, command) => page.evaluate((name) => window.fixture.host.calls.filter((call) => call.command === name), command);
const secret = (page) => page.getByLabel(/^رمز/);

async function enter(page, typed) {
  await secret(page).fill(typed);
  await page.keyboard.press('Enter');
}

test('a shop with locks starts closed and tells nothing', async () => {
  const page = await open(browser, { locks: 'closed', screen: 'customers' });
  await page.getByRole('heading', { name: 'برای شروع کار وارد شوید' }).waitFor();
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('type')), 'password', 'the secret can be typed at once');
  assert.equal(await page.locator('.rail').count(), 0, 'no frame behind the door');
  assert.deepEqual(await calls(page, 'list_customers'), [], 'nothing was asked');
  await enter(page, '۲۵۸۰');
  await page.locator('.rail').getByText('حسین مهدیان').waitFor();
  assert.deepEqual((await calls(page, 'sign_in')).map((call) => call.payload), [{ staff: 1, secret: '۲۵۸۰' }], 'sent as typed: the core knows every digit');
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test('by keyboard alone, and by touch alone', async () => {
  const page = await open(browser, { locks: 'closed' });
  await page.getByRole('radio', { name: /حسین/ }).focus();
  await page.keyboard.press('ArrowDown');
  assert.equal(await page.getByRole('radio', { name: /سارا/ }).getAttribute('aria-checked'), 'true', 'arrows choose the person');
  await page.keyboard.press('Tab');
  await page.keyboard.type('1357');
  await page.keyboard.press('Enter');
  await page.locator('.rail').getByText('سارا کریمی').waitFor();
  await page.locator('.rail').getByRole('button', { name: /قفل کردن/ }).click();
  await page.getByRole('heading', { name: 'برنامه قفل است' }).waitFor();
  for (const digit of ['۱', '۳', '۵', '۷']) {
    const key = page.getByRole('button', { name: digit, exact: true });
    const box = await key.boundingBox();
    assert.ok(box.width >= 44 && box.height >= 44, `«${digit}» is large enough for a finger`);
    await key.click();
  }
  assert.equal(await focused(page).then(() => page.evaluate(() => document.activeElement?.getAttribute('type'))), 'password', 'touching keeps the field');
  await page.getByRole('button', { name: 'ورود' }).click();
  await page.locator('.rail').getByText('سارا کریمی').waitFor();
  await page.context().close();
});

for (const theme of ['light', 'dark']) {
  test(`wrong secrets: said, counted, waited for (${theme})`, async () => {
    const page = await open(browser, { locks: 'closed', theme }, { width: 1024, height: 768 });
    await secret(page).waitFor();
    assert.deepEqual(await axe(page), [], 'no violation at the door');
    await enter(page, '9999');
    await page.getByRole('alert').getByText('رمز درست نبود').waitFor();
    assert.equal(await secret(page).inputValue(), '', 'the wrong one is gone');
    for (let again = 0; again < 5; again += 1) {
      const before = (await calls(page, 'sign_in')).length;
      await enter(page, '9999');
      await page.waitForFunction((count) => window.fixture.host.calls.filter((call) => call.command === 'sign_in').length > count, before);
      await page.waitForFunction(() => document.querySelector('form [aria-busy="true"]') === null);
    }
    await page.getByRole('alert').getByText(/ثانیه صبر کنید/).waitFor();
    const asked = (await calls(page, 'sign_in')).length;
    await enter(page, '2580');
    assert.equal((await calls(page, 'sign_in')).length, asked, 'while waiting nothing is sent');
    assert.deepEqual(await axe(page), [], 'no violation while waiting');
    assert.equal(await overflow(page), 0, 'nothing runs over the side');
    await page.context().close();
  });
}

test('unfinished work survives the lock; the one who was here finds it as it was', async () => {
  const page = await open(browser, { locks: 'in', screen: 'customers' });
  await page.getByRole('button', { name: /مشتری تازه/ }).waitFor();
  await page.keyboard.press('Control+N');
  await page.getByRole('dialog').waitFor();
  await page.locator('#customer-first_name').fill('پری‌ناز');
  await page.keyboard.press('Control+L');
  await page.getByRole('heading', { name: 'برنامه قفل است' }).waitFor();
  assert.equal(await page.locator('.rail').isVisible(), false, 'the frame is not seen');
  assert.equal(await page.getByRole('dialog').isVisible().catch(() => false), false, 'nor the dialog');
  assert.doesNotMatch(await page.locator('body').innerText(), /پریسا|لاله|مشتری تازه/, 'no person, no screen');
  await page.getByRole('button', { name: '۲', exact: true }).click();
  await page.keyboard.press('Escape');
  assert.deepEqual(await axe(page), [], 'no violation with a dialog waiting behind');
  await secret(page).fill('2580');
  await page.keyboard.press('Enter');
  await page.locator('#customer-first_name').waitFor();
  assert.equal(await page.locator('#customer-first_name').inputValue(), 'پری‌ناز', 'what was typed is there');
  await page.context().close();
});

test('somebody else finds nothing of theirs, and the draft of the counter', async () => {
  const page = await open(browser, { locks: 'in', screen: 'counter' });
  await page.focus('#amount');
  await page.keyboard.type('250000');
  await page.waitForFunction(() => (sessionStorage.getItem('fixture.draft') ?? '').includes('۲۵۰٬۰۰۰'));
  await page.keyboard.press('Control+L');
  await page.getByRole('heading', { name: 'برنامه قفل است' }).waitFor();
  await page.getByRole('radio', { name: /سارا/ }).click();
  await Promise.all([page.waitForEvent('load'), enter(page, '1357')]);
  await page.locator('.rail').getByText('سارا کریمی').waitFor();
  assert.equal(await page.locator('.rail').getByRole('link', { name: /شاخص‌ها/ }).count(), 0, 'with the screens of their role');
  assert.match(await page.evaluate(() => sessionStorage.getItem('fixture.draft') ?? ''), /۲۵۰٬۰۰۰/, 'the sale that was being typed is still there');
  await page.context().close();
});

for (const theme of ['light', 'dark']) {
  test(`an owner stands behind a forbidden action, in place (${theme})`, async () => {
    const page = await open(browser, { locks: 'in', role: 'cashier', screen: 'customers', theme });
    const ask = async () => {
      await page.getByRole('button', { name: 'نما', exact: false }).first().click();
      await page.getByRole('menuitemradio', { name: /فشرده/ }).click();
      await page.getByRole('dialog', { name: 'اجازهٔ مدیر' }).waitFor();
    };
    await ask();
    await page.getByLabel('رمز حسین مهدیان').waitFor();
    assert.match(await page.getByRole('dialog').innerText(), /تغییر تنظیمات با نقش «صندوق‌دار» شدنی نیست/, 'what and why');
    assert.deepEqual(await axe(page), [], 'no violation in the dialog');
    await enter(page, '1111');
    await page.getByRole('dialog').getByText('رمز درست نبود').waitFor();
    await enter(page, '2580');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.waitForFunction(() => document.documentElement.dataset.density === 'compact');
    const sent = await calls(page, 'save_settings');
    assert.deepEqual(sent.map((call) => call.approval?.secret), [undefined, '1111', '2580'], 'asked, refused, approved');
    assert.equal(new Set(sent.map((call) => call.payload.request_id)).size, 1, 'it is one and the same intent');
    await page.context().close();
  });
}

test('without an owner near by, Esc leaves it undone and says so', async () => {
  const page = await open(browser, { locks: 'in', role: 'cashier', screen: 'customers' });
  await page.getByRole('button', { name: 'نما', exact: false }).first().click();
  await page.getByRole('menuitemradio', { name: /فشرده/ }).click();
  await page.getByLabel('رمز حسین مهدیان').waitFor();
  await page.keyboard.press('Escape');
  await page.locator('.toast').getByText('این کار با نقش شما شدنی نیست').waitFor();
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test('a key or the mouse is a sign of the person, told now and then', async () => {
  const page = await open(browser, { locks: 'in', screen: 'customers' });
  await page.locator('main input').first().waitFor();
  for (let times = 0; times < 20; times += 1) await page.mouse.move(300 + times, 300);
  await page.keyboard.press('ArrowDown');
  await page.waitForFunction(() => window.fixture.host.calls.some((call) => call.command === 'report_activity'));
  assert.equal((await calls(page, 'report_activity')).length, 1, 'once, not with every move');
  await page.context().close();
});

test('a shop without locks has no lock key', async () => {
  const page = await open(browser, { screen: 'customers' });
  await page.locator('.rail').getByText('حسین مهدیان').waitFor();
  assert.equal(await page.locator('.rail').getByRole('button', { name: /قفل کردن/ }).count(), 0);
  await page.keyboard.press('Control+L');
  assert.deepEqual(await calls(page, 'lock'), []);
  await page.context().close();
});

test('an owner who forgot finds the way back in, and what came of it', async () => {
  const page = await open(browser, { locks: 'closed' }, { width: 1024, height: 768 });
  const summary = page.locator('summary');
  await summary.waitFor();
  await summary.focus();
  await page.keyboard.press('Enter');
  await page.getByText('new-owner-secret.txt').waitFor();
  // All of it is in sight.
  await page.waitForFunction(() => document.querySelector('details').getBoundingClientRect().bottom <= innerHeight + 1);
  assert.deepEqual(await axe(page), [], 'the way, opened');
  assert.equal(await overflow(page), 0, 'nothing runs over');
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/forgot.png` });
  const done = await open(browser, { locks: 'closed', reset: 'done' });
  await done.getByText('رمز تازهٔ حسین مهدیان نشست').waitFor();
  const refused = await open(browser, { locks: 'closed', reset: 'refused' });
  await refused.getByRole('alert').getByText('رمز عوض نشد.').waitFor();
  assert.deepEqual(await axe(refused), [], 'also when it was refused');
});
