// People in full over the make-believe core: the file with health and editing in place, notes, offers, leads, own fields,
// duplicates side by side, erasing. Each screen is well for axe in both themes and fits 1024×768.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axe, launch, open, overflow } from './kit.mjs';

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const MARYAM = '9';
const calls = (page, command) => page.evaluate((name) => globalThis.fixture.host.calls.filter((call) => call.command === name).map((call) => call.payload), command);
const toastText = (page) => page.locator('.toast').first().textContent();

for (const theme of ['light', 'dark']) {
  for (const [screen, query, ready] of [
    ['customer', { id: MARYAM }, '#health-title'],
    ['customer', { id: '4' }, '#health-title'],
    ['customer', { id: '17' }, '#health-title'],
    ['leads', {}, '.column'],
    ['leads', { leads: '0' }, '.empty'],
    ['duplicates', {}, '.pair'],
    ['duplicates', { pairs: '0' }, '.empty'],
    ['customers', {}, '[role="row"]'],
    ['settings', {}, '.line'],
  ]) {
    test(`${screen} ${JSON.stringify(query)} is well in ${theme} and fits`, async () => {
      const page = await open(browser, { screen, theme, ...query }, { width: 1024, height: 768 });
      await page.waitForSelector(ready);
      assert.deepEqual(await axe(page), [], 'no violations');
      assert.equal(await overflow(page), 0, 'nothing runs over the side');
      assert.deepEqual(page.faults, [], 'no error was thrown');
      await page.context().close();
    });
  }
}

test('the file says how healthy, why, and what next', async () => {
  const page = await open(browser, { screen: 'customer', id: MARYAM });
  await page.waitForSelector('#health-title');
  assert.match(await page.locator('section[aria-labelledby="health-title"]').innerText(), /۹۳[\s\S]*هر ۲۴ روز می‌آید و ۱۹ روز/, 'score and reason');
  assert.match(await page.locator('section[aria-labelledby="next-title"]').innerText(), /پیشنهادش را یادآوری کنید/, 'the next best thing');
  const few = await open(browser, { screen: 'customer', id: '16' });
  await few.waitForSelector('#health-title');
  assert.match(await few.locator('section[aria-labelledby="health-title"]').innerText(), /داده کم است/, 'too few data is said, not counted');
  const late = await open(browser, { screen: 'customer', id: '4' });
  await late.waitForSelector('#health-title');
  assert.match(await late.locator('section[aria-labelledby="health-title"]').innerText(), /زنگ خطر: ۶۸ روز/, 'the alarm');
  for (const each of [page, few, late]) await each.context().close();
});

test('a field is edited where it stands, from the keyboard, and taken back', async () => {
  const page = await open(browser, { screen: 'customer', id: MARYAM });
  const city = page.getByRole('button', { name: /^ویرایش شهر/ });
  await city.focus();
  await page.keyboard.press('Enter');
  await page.keyboard.type('رشت');
  await page.keyboard.press('Escape');
  assert.match(await city.textContent(), /بابلسر/, 'Esc leaves it as it was');
  assert.equal((await calls(page, 'edit_customer')).length, 0, 'and asks nothing of the core');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('رشت');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.toast');
  const [sent] = await calls(page, 'edit_customer');
  assert.deepEqual(sent.patch, { city: 'رشت' }, 'only that field');
  assert.match(await toastText(page), /شهر عوض شد/, 'said');
  await page.keyboard.press('Control+Z');
  await page.waitForFunction(() => globalThis.fixture.host.calls.some((call) => call.command === 'undo_change'));
  const [undone] = await calls(page, 'undo_change');
  assert.equal(undone.of, sent.request_id, 'the same change is taken back');
  await page.context().close();
});

test('a bad value is told under its field and stays typed', async () => {
  const page = await open(browser, { screen: 'customer', id: MARYAM });
  await page.getByRole('button', { name: /^ویرایش موبایل/ }).first().click();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('0912');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.hint.bad');
  assert.equal(await page.locator('input[aria-invalid="true"]').inputValue(), '۰۹۱۲', 'what was typed is still there');
  await page.context().close();
});

test('a note is written, found on the timeline, removed and brought back', async () => {
  const page = await open(browser, { screen: 'customer', id: MARYAM });
  await page.fill('#note-text', 'هدیه را خودش می‌بَرد');
  await page.keyboard.press('Control+Enter');
  await page.getByText('هدیه را خودش می‌بَرد').waitFor();
  await page.getByRole('button', { name: 'یادداشت', exact: true }).click();
  await page.waitForFunction(() => document.querySelectorAll('.tl > li').length === 2);
  await page.getByRole('button', { name: 'برداشتن یادداشت' }).first().click();
  await page.waitForFunction(() => document.querySelectorAll('.tl > li').length === 1);
  await page.keyboard.press('Control+Z');
  await page.waitForFunction(() => document.querySelectorAll('.tl > li').length === 2);
  await page.context().close();
});

test('edits show before and after', async () => {
  const page = await open(browser, { screen: 'customer', id: MARYAM });
  await page.getByRole('button', { name: 'ویرایش', exact: true }).filter({ hasText: 'ویرایش' }).last().click();
  await page.getByText('شهر: تهران ← بابلسر').waitFor();
  await page.getByText('سایز کفش: ۳۷ ← ۳۸').waitFor();
  await page.context().close();
});

test('a new person like a known one is shown while typing; a family may share', async () => {
  const page = await open(browser, { screen: 'customers' });
  await page.waitForSelector('[role="row"]');
  await page.keyboard.press('Control+N');
  await page.waitForSelector('#customer-first_name');
  await page.fill('#customer-first_name', 'مریم');
  await page.fill('#customer-last_name', 'سبزواری');
  await page.fill('#customer-mobile', '09125834821');
  await page.getByText('شاید همین باشد').waitFor();
  assert.deepEqual(await axe(page), [], 'the form with its warning is well');
  await page.fill('#customer-first_name', 'سارا');
  await page.getByText('این شماره مال این‌ها هم هست').waitFor();
  await page.keyboard.press('Control+Enter');
  await page.getByRole('button', { name: 'خانواده‌اند؛ شماره مشترک است' }).click();
  await page.waitForSelector('#health-title');
  await page.context().close();
});

test('a field of the shop’s own is made in the form and gets a value', async () => {
  const page = await open(browser, { screen: 'customers' });
  await page.waitForSelector('[role="row"]');
  await page.keyboard.press('Control+N');
  await page.getByRole('button', { name: 'فیلد تازه' }).click();
  await page.getByLabel('نام فیلد').fill('نوع مو');
  await page.getByLabel('چه جور پاسخی دارد').selectOption('choice');
  await page.getByLabel('گزینه‌ها', { exact: true }).fill('صاف');
  await page.keyboard.press('Enter');
  await page.keyboard.type('فر');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'ساختن فیلد' }).click();
  await page.getByLabel('نوع مو').selectOption('فر');
  assert.deepEqual(await axe(page), [], 'the whole form is well');
  await page.context().close();
});

test('the list is narrowed by own fields and shows their columns', async () => {
  const page = await open(browser, { screen: 'customers' });
  await page.waitForSelector('[role="row"]');
  await page.getByRole('button', { name: 'نمایش', exact: true }).click();
  await page.getByRole('menuitemcheckbox', { name: 'سایز کفش' }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('columnheader', { name: 'سایز کفش' }).waitFor();
  await page.getByRole('button', { name: 'پالایه با فیلدها' }).click();
  await page.locator('#own-filter-from').fill('۳۶');
  await page.getByRole('button', { name: 'پالایش', exact: true }).click();
  await page.getByText('سایز کفش: از ۳۶').waitFor();
  const asked = (await calls(page, 'list_customers')).at(-1);
  assert.deepEqual([asked.custom, asked.columns], [[{ field: 71, from: '۳۶', to: '' }], [71]], 'asked of the core');
  assert.deepEqual(await axe(page), [], 'well with a filter');
  await page.context().close();
});

test('a lead moves, is lost with a reason, and comes back', async () => {
  const page = await open(browser, { screen: 'leads' });
  const stage = page.locator('#stage-101');
  await stage.selectOption('contacted');
  await page.waitForSelector('.toast');
  assert.equal(await page.locator('section[aria-labelledby="stage-contacted"] li').count(), 2, 'moved');
  await page.locator('#stage-101').selectOption('lost');
  await page.getByRole('button', { name: 'ثبت دلیل' }).click();
  await page.locator('.hint.bad').waitFor();
  await page.getByRole('button', { name: 'از جای دیگر خرید' }).click();
  assert.deepEqual(await axe(page), [], 'the question is well');
  await page.getByRole('button', { name: 'ثبت دلیل' }).click();
  await page.getByText('از جای دیگر خرید').waitFor();
  await page.keyboard.press('Control+Z');
  await page.waitForFunction(() => document.querySelectorAll('section[aria-labelledby="stage-contacted"] li').length === 2);
  await page.context().close();
});

test('an offer is written with its lines and sold at the counter', async () => {
  const page = await open(browser, { screen: 'customer', id: MARYAM });
  await page.getByRole('button', { name: 'پیشنهاد تازه' }).click();
  await page.fill('#offer-title-0', 'سینی');
  await page.getByLabel('تعداد').last().fill('۲');
  await page.getByLabel('قیمت (تومان)').last().fill('۱۵۰۰۰۰');
  assert.match(await page.locator('#offer-form').innerText(), /۳۰۰٬۰۰۰/, 'the total is counted');
  assert.deepEqual(await axe(page), [], 'the form is well');
  await page.getByRole('button', { name: 'ثبت پیشنهاد' }).click();
  await page.getByText('پیشنهاد ثبت شد').first().waitFor();
  await page.getByRole('button', { name: 'فروش همین' }).first().click();
  await page.waitForFunction(() => globalThis.fixture.host.calls.some((call) => call.command === 'offer_draft'));
  await page.getByText('سرویس چای‌خوری شش نفره').first().waitFor();
  await page.context().close();
});

test('two records side by side: chosen, merged, taken apart', async () => {
  const page = await open(browser, { screen: 'duplicates' }, { width: 1024, height: 768 });
  await page.getByRole('button', { name: /^کنار هم دیدن سیدمحمدرضا/ }).click();
  await page.getByLabel(/شهر: کدام درست است؟ ساری/).check();
  assert.deepEqual(await axe(page), [], 'the choice is well');
  await page.getByRole('button', { name: 'یکی کن', exact: true }).click();
  await page.waitForSelector('.toast');
  const [sent] = await calls(page, 'merge_customers');
  const other = sent.kept === 8 ? 208 : 8;
  assert.equal(sent.gone, other, 'the other goes');
  assert.deepEqual(sent.from_gone, ['city'], 'one field was chosen from it');
  assert.equal(await page.locator('.pair').count(), 2, 'the pair is gone');
  await page.getByRole('button', { name: /^جدا کردن/ }).click();
  await page.waitForFunction(() => document.querySelectorAll('.pair').length === 3);
  await page.getByRole('button', { name: /ژاله نوبختی و .* یکی نیستند/ }).click();
  await page.waitForFunction(() => document.querySelectorAll('.pair').length === 2);
  await page.getByRole('button', { name: 'گشتن میان همه' }).click();
  await page.getByText('۲ جفت پیدا شد').first().waitFor();
  await page.context().close();
});

test('erasing says what goes, wants the name, and cannot be taken back', async () => {
  const page = await open(browser, { screen: 'customer', id: MARYAM });
  await page.getByRole('button', { name: 'کارهای دیگر' }).click();
  await page.getByRole('menuitem', { name: 'پاک‌کردن همیشگی…' }).click();
  await page.getByText(/۱۴ خرید بی‌نام/).waitFor();
  await page.fill('#erase-name', 'مریم');
  await page.keyboard.press('Enter');
  await page.locator('.hint.bad, .problem').first().waitFor();
  assert.deepEqual(await axe(page), [], 'the question is well');
  await page.fill('#erase-name', 'مریم سبزواری');
  await page.keyboard.press('Enter');
  await page.getByText('پاک شد. این کار برگشت ندارد.').first().waitFor();
  assert.equal(await page.locator('.toast button', { hasText: 'واگرد' }).count(), 0, 'no undo is offered');
  await page.context().close();
});
