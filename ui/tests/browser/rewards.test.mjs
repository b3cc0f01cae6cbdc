// Points by hand and their statement, rewards and coupons, and choosing a reward at the counter over the make-believe core.
// Bad input is expected input: what the core refuses stands beside its field and nothing is lost.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axe, focused, launch, open, overflow } from './kit.mjs';

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const MARYAM = '9';
const SMALL = { width: 1024, height: 768 };
const calls = (page, command) => page.evaluate((name) => globalThis.fixture.host.calls.filter((call) => call.command === name).map((call) => call.payload), command);
const toastText = (page) => page.locator('.toast').last().textContent();
const dialog = (page) => page.getByRole('dialog');

async function club(tab, query = {}, size) {
  const page = await open(browser, { screen: 'club', club: 'rich', ...query }, size);
  await page.getByRole('radio', { name: tab === 'rewards' ? /پاداش‌ها|جایزه‌ها/ : /کوپن‌ها|کدهای تخفیف/ }).click();
  return page;
}

async function well(page, what) {
  assert.deepEqual(await axe(page), [], `${what}: no violations`);
  assert.equal(await overflow(page), 0, `${what}: nothing runs over the side`);
}

for (const theme of ['light', 'dark']) {
  for (const tab of ['rewards', 'coupons']) {
    test(`${tab} are well in ${theme} and fit, full and empty, and so are their forms`, async () => {
      const page = await club(tab, { theme }, SMALL);
      await page.waitForSelector('tbody tr');
      await well(page, 'the list');
      await page.keyboard.press('Control+n');
      await dialog(page).waitFor();
      await well(page, 'the form');
      assert.deepEqual(page.faults, [], 'no error was thrown');
      const empty = await club(tab, { theme, rewards: 'none', coupons: 'none' }, SMALL);
      await empty.waitForSelector('.empty');
      await well(empty, 'the empty shelf');
      const broken = await club(tab, { theme, scenario: 'error' }, SMALL);
      await broken.waitForSelector('.problem');
      await well(broken, 'the error');
      for (const each of [page, empty, broken]) await each.context().close();
    });
  }
  test(`the statement and points by hand are well in ${theme} and fit`, async () => {
    const page = await open(browser, { screen: 'customer', id: MARYAM, theme, survey: 'on' }, SMALL);
    await page.getByRole('button', { name: 'صورت‌حساب' }).click();
    await page.locator('#statement-print').waitFor();
    await page.waitForSelector('#entries-title');
    await well(page, 'the statement');
    await page.getByRole('button', { name: 'تغییر دستی' }).last().click();
    await page.locator('#adjust-points').waitFor();
    await well(page, 'points by hand');
    assert.deepEqual(page.faults, [], 'no error was thrown');
    await page.context().close();
  });
}

test('a reward is made from the keyboard, each wrong figure is told at its field, and it goes back', async () => {
  const page = await club('rewards');
  await page.waitForSelector('tbody tr');
  const rows = await page.locator('tbody tr').count();
  await page.keyboard.press('Control+n');
  await page.locator('#reward-name').waitFor();
  const refused = async (field, words) => {
    await page.keyboard.press('Enter');
    assert.match(await page.locator(`#reward-${field}-problem, #reward-${field.replace('-time', '')}-note`).first().innerText(), words, `${field} is told`);
    assert.equal(await focused(page).then((id) => id.length > 0), true, 'and has the focus');
  };
  await refused('name', /نامی بنویسید/);
  await page.fill('#reward-name', 'تخفیف ۴۸ ساعته');
  await page.locator('#reward-name').focus();
  await refused('amount', /بیشتر از صفر/);
  await page.getByRole('radio', { name: 'درصد' }).click();
  await page.fill('#reward-percent', '120');
  await page.locator('#reward-percent').focus();
  await refused('percent', /۱ تا ۱۰۰/);
  await page.fill('#reward-percent', '20');
  await page.locator('#reward-percent').focus();
  await refused('points', /شمار امتیاز/);
  await page.fill('#reward-points', '500000');
  await page.fill('#reward-from', '1405/09/29');
  await page.fill('#reward-from-time', '25:00');
  await page.locator('#reward-points').focus();
  await page.keyboard.press('Enter');
  assert.match(await page.locator('#reward-from-note').innerText(), /۱۸:۳۰/, 'an hour that no day has');
  await page.fill('#reward-from-time', '18:00');
  await page.fill('#reward-until', '1405/09/28');
  await page.locator('#reward-points').focus();
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.querySelector('#reward-until-note')?.textContent?.includes('پس از آغاز'));
  await page.fill('#reward-until', '1405/10/01');
  await page.fill('#reward-until-time', '18:00');
  await page.fill('#reward-stock', '10');
  assert.equal((await calls(page, 'save_reward')).length, 0, 'nothing was asked of the core so far');
  await page.locator('#reward-points').focus();
  await page.keyboard.press('Enter');
  await dialog(page).waitFor({ state: 'detached' });
  const [saved] = await calls(page, 'save_reward');
  assert.deepEqual([saved.fields.stock, saved.fields.points, saved.fields.from.minute, saved.fields.until.minute], [10, 500_000, 1_080, 1_080], 'only ten, forty-eight hours');
  assert.deepEqual(saved.fields.benefit, { kind: 'percent', percent: 20, cap_rial: 0 }, 'twenty percent');
  await page.waitForFunction((count) => document.querySelectorAll('tbody tr').length === count + 1, rows);
  await page.locator('.toast').getByRole('button', { name: /واگرد/ }).click();
  await page.waitForFunction((count) => document.querySelectorAll('tbody tr').length === count, rows);
  await page.context().close();
});

test('a reward is put away and comes back', async () => {
  const page = await club('rewards');
  await page.getByRole('button', { name: 'کنار گذاشتن ارسال رایگان' }).click();
  assert.match(await toastText(page), /دیگر به کسی داده نمی‌شود/, 'what it means is said');
  await page.getByRole('radio', { name: 'کنارگذاشته' }).click();
  await page.getByRole('button', { name: 'برگرداندن ارسال رایگان' }).click();
  await page.getByRole('radio', { name: 'روی قفسه' }).click();
  await page.getByRole('button', { name: 'کنار گذاشتن ارسال رایگان' }).waitFor();
  await page.context().close();
});

test('a coupon tells its cost before it starts, refuses a taken code, and is found by its person', async () => {
  const page = await club('coupons');
  await page.waitForSelector('tbody tr');
  await page.keyboard.press('Control+n');
  await page.locator('#coupon-name').waitFor();
  await page.fill('#coupon-name', 'شب چله');
  await page.fill('#coupon-code', 'YALDA1405');
  const cost = page.getByTestId('cost');
  await page.waitForFunction(() => document.querySelector('[data-testid=cost]')?.textContent?.includes('پیش از آغاز'));
  await page.fill('#coupon-amount', '50000');
  await page.waitForFunction(() => document.querySelector('[data-testid=cost]')?.textContent?.includes('سقفی ندارد'));
  assert.match(await cost.innerText(), /هزینهٔ این تخفیف[\s\S]*۴۲۳ بار در هر ۳۰ روز/, 'what it rests on');
  await page.fill('#coupon-uses', '100');
  await page.waitForFunction(() => document.querySelector('[data-testid=cost]')?.textContent?.includes('بیشترین هزینه: ۵٬۰۰۰٬۰۰۰ تومان'));
  assert.equal((await calls(page, 'save_coupon')).length, 0, 'and nothing was saved for it');
  await page.locator('#coupon-name').focus();
  await page.keyboard.press('Enter');
  assert.match(await page.locator('#coupon-code-problem').innerText(), /از پیش هست/, 'the code is taken');
  assert.equal(await focused(page), 'coupon-code', 'and asked for again');
  await page.fill('#coupon-code', 'چله');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.querySelector('#coupon-code-problem')?.textContent?.includes('لاتین'));
  await page.fill('#coupon-code', 'chelle');
  await page.keyboard.press('Enter');
  await dialog(page).waitFor({ state: 'detached' });
  assert.match(await toastText(page), /CHELLEK/, 'the code with its check character, in its own digits');
  await page.fill('#coupon-search', 'سبزواری');
  await page.waitForFunction(() => document.querySelectorAll('tbody tr').length === 1);
  assert.match(await page.locator('tbody tr').innerText(), /7KQ2MN4XPR[\s\S]*مریم سبزواری/, 'by the person');
  await page.fill('#coupon-search', 'هیچ‌چیز');
  await page.waitForSelector('.empty');
  await page.context().close();
});

test('a tier gets a code each, to copy, and all of them go back together', async () => {
  const page = await club('coupons');
  await page.getByRole('button', { name: 'کد برای چند نفر' }).click();
  await page.selectOption('#coupon-group', 'tier:gold');
  await page.fill('#coupon-name', 'دلتنگ شما');
  await page.fill('#coupon-amount', '50000');
  await page.keyboard.press('Enter');
  await page.locator('#codes-copy').waitFor();
  const [asked] = await calls(page, 'generate_coupons');
  assert.deepEqual([asked.tier, asked.customers.length, asked.fields.max_uses], ['gold', 0, 1], 'the core finds the people of a tier');
  assert.equal(await page.locator('[role=dialog] tbody tr').count(), 38, 'a code for each');
  assert.equal(await focused(page), 'codes-copy', 'ready to be copied');
  await well(page, 'the codes');
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => document.querySelectorAll('tbody tr').length === 43);
  await page.locator('.toast').getByRole('button', { name: /واگرد/ }).click();
  await page.waitForFunction(() => document.querySelectorAll('tbody tr').length === 5);
  await page.getByRole('button', { name: 'کد برای چند نفر' }).click();
  await page.selectOption('#coupon-group', 'list:birthday_this_week');
  await page.fill('#coupon-name', 'تولد');
  await page.fill('#coupon-amount', '20000');
  await page.keyboard.press('Enter');
  await page.locator('#codes-copy').waitFor();
  const [, second] = await calls(page, 'generate_coupons');
  assert.deepEqual([second.tier, second.customers], [undefined, [Number(MARYAM)]], 'the people of a list');
  await page.context().close();
});

test('every figure of the statement adds up, page by page', async () => {
  const page = await open(browser, { screen: 'customer', id: MARYAM });
  await page.getByRole('button', { name: 'صورت‌حساب' }).click();
  await page.waitForSelector('#entries-title');
  const number = (text) => Number(text.replace(/[۰-۹]/g, (digit) => '۰۱۲۳۴۵۶۷۸۹'.indexOf(digit)).replace('−', '-').replace(/[^\d-]/g, ''));
  const sums = await page.locator('.sums dd').allInnerTexts();
  const [balance, ...parts] = sums.map(number);
  const spendable = parts.pop();
  assert.equal(balance + parts.reduce((sum, part) => sum + part, 0), spendable, 'the balance less what waits and what is held');
  const lots = await page.locator('section[aria-labelledby=lots-title] tbody td.n').allInnerTexts();
  assert.equal(lots.map(number).reduce((sum, part) => sum + part, 0), balance, 'the lots are the balance');
  const rows = await page.locator('section[aria-labelledby=entries-title] tbody tr').evaluateAll((all) => all.map((row) => [...row.querySelectorAll('td.n')].map((cell) => cell.textContent)));
  rows.slice(0, -1).forEach(([points, after], place) => assert.equal(number(after) - number(points), number(rows[place + 1][1]), `line ${place + 1}`));
  assert.equal(rows.length, 50, 'a page');
  await page.getByRole('button', { name: 'قدیمی‌ترها' }).last().click();
  await page.waitForFunction(() => document.querySelectorAll('section[aria-labelledby=entries-title] tbody tr').length === 70);
  await page.locator('#statement-print').click();
  await page.getByTestId('sheet').waitFor();
  assert.equal(await page.getByTestId('sheet').locator('tbody tr').count(), 70, 'paper has them all');
  assert.match(await page.getByTestId('sheet').innerText(), /مریم سبزواری[\s\S]*خرج‌کردنی همین حالا/, 'with the same figures');
  const owing = await open(browser, { screen: 'customer', id: MARYAM, points: 'owing' });
  await owing.getByRole('button', { name: 'صورت‌حساب' }).click();
  await owing.waitForSelector('#entries-title');
  assert.match(await dialog(owing).innerText(), /بدهی امتیاز[\s\S]*خریدهای بعدی نخست این را می‌پردازند/, 'a debt is explained');
  for (const each of [page, owing]) await each.context().close();
});

test('points by hand need a reason, are never more than there are, and go back by a line of their own', async () => {
  const page = await open(browser, { screen: 'customer', id: MARYAM });
  await page.getByRole('button', { name: 'تغییر دستی' }).click();
  await page.locator('#adjust-points').waitFor();
  await page.keyboard.press('Enter');
  assert.match(await page.locator('#adjust-points-problem').innerText(), /بیشتر از صفر/, 'no figure');
  await page.keyboard.type('9000000');
  await page.keyboard.press('Enter');
  assert.match(await page.locator('#adjust-reason-problem').innerText(), /دلیل/, 'no reason');
  await page.getByRole('radio', { name: 'گرفتن' }).click();
  await page.getByRole('button', { name: 'دو بار ثبت شده بود' }).click();
  await page.locator('#adjust-reason').focus();
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.querySelector('#adjust-points-problem')?.textContent?.includes('۱۸۶۰۰۰۰'));
  assert.equal(await page.locator('#adjust-reason').inputValue(), 'دو بار ثبت شده بود', 'what was typed is still there');
  await page.fill('#adjust-points', '60000');
  await page.locator('#adjust-points').focus();
  await page.keyboard.press('Enter');
  await dialog(page).waitFor({ state: 'detached' });
  assert.match(await toastText(page), /۶۰٬۰۰۰ امتیاز از مریم سبزواری گرفته شد؛ مانده ۱٬۸۰۰٬۰۰۰/, 'said with the new balance');
  await page.locator('.toast').getByRole('button', { name: /واگرد/ }).click();
  await page.locator('.toast').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'صورت‌حساب' }).click();
  await page.waitForSelector('#entries-title');
  const lines = await page.locator('section[aria-labelledby=entries-title] tbody tr').allInnerTexts();
  assert.match(lines[0], /تغییر دستی برگشت[\s\S]*\+۶۰٬۰۰۰/, 'the reversal is a line');
  assert.match(lines[1], /اصلاح شد[\s\S]*−۶۰٬۰۰۰/, 'and the mistake stays visible');
  const failing = await open(browser, { screen: 'customer', id: MARYAM, fail: 'adjust' });
  await failing.getByRole('button', { name: 'تغییر دستی' }).click();
  await failing.fill('#adjust-points', '10');
  await failing.fill('#adjust-reason', 'هدیه');
  await failing.keyboard.press('Enter');
  await failing.waitForSelector('.banner-bad');
  assert.equal(await failing.locator('#adjust-reason').inputValue(), 'هدیه', 'a full disk loses nothing');
  for (const each of [page, failing]) await each.context().close();
});

test('the survey is rewarded where the program has it, and the sender is chosen with their faults explained', async () => {
  const page = await open(browser, { screen: 'customer', id: '18', survey: 'on' });
  await page.getByRole('button', { name: /پاداش ۱۵٬۰۰۰ امتیازی/ }).click();
  assert.match(await toastText(page), /۱۵٬۰۰۰ امتیاز پاداش نظرسنجی/, 'given');
  await page.getByRole('button', { name: 'تعیین معرف' }).click();
  await page.locator('#sender-pick').fill('نیما بختیاری');
  await page.getByRole('option', { name: /نیما بختیاری/ }).first().waitFor();
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.querySelector('[role=dialog] .hint.bad')?.textContent?.includes('خودش نیست'));
  await page.locator('#sender-pick').fill('Kavir');
  await page.getByRole('option', { name: /Kavir/ }).waitFor();
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.querySelector('[role=dialog] .hint.bad')?.textContent?.includes('به هم می‌رسند'));
  await page.locator('#sender-pick').fill('پریسا زرشناس');
  await page.getByRole('option', { name: /پریسا زرشناس/ }).first().waitFor();
  await page.keyboard.press('Enter');
  await dialog(page).waitFor({ state: 'detached' });
  const asked = (await calls(page, 'set_referrer')).at(-1);
  assert.deepEqual([asked.customer, asked.referrer], [18, 1], 'the one who was chosen');
  const given = await open(browser, { screen: 'customer', id: MARYAM, survey: 'given' });
  await given.waitForSelector('.survey');
  assert.match(await given.locator('.survey').innerText(), /دوباره داده می‌شود/, 'and when it can be given again');
  const none = await open(browser, { screen: 'customer', id: MARYAM });
  await none.waitForSelector('#points-title');
  assert.equal(await none.locator('.survey').count(), 0, 'a program without it does not speak of it');
  for (const each of [page, given, none]) await each.context().close();
});

test('the timeline tells settlements, deliveries and tiers, each by its own filter', async () => {
  const page = await open(browser, { screen: 'customer', id: MARYAM });
  await page.waitForSelector('.tl');
  const only = async (name, words) => {
    await page.getByRole('group', { name: 'پالایهٔ سرگذشت' }).getByRole('button', { name, exact: true }).click();
    await page.waitForFunction((text) => document.querySelector('.tl')?.textContent?.includes(text), words);
  };
  await only('نسیه', 'از نسیه پرداخت');
  assert.match(await page.locator('.tl').innerText(), /قسط دوم[\s\S]*برگشت[\s\S]*برگشته/, 'the reversal and what it reversed');
  await only('تحویل', 'سفارشش تحویل شد');
  assert.match(await page.locator('.tl').innerText(), /تحویل برای/, 'and what is still to come');
  await only('سطح', 'نقره‌ای به طلایی');
  assert.match(await page.locator('.tl').innerText(), /با خرید، ۱۵٬۲۰۰٬۰۰۰ تومان در برابر ۱۵٬۰۰۰٬۰۰۰ تومان/, 'with the numbers it was decided on');
  await only('امتیاز', 'دلجویی برای دیر رسیدن');
  await page.context().close();
});

async function atCounter(name = 'مریم سبز', amount = '900000') {
  const page = await open(browser, { screen: 'counter' }, SMALL);
  await page.waitForFunction(() => document.activeElement?.id === 'find');
  await page.keyboard.type(name);
  await page.waitForSelector('[role=option]');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.found');
  await page.waitForFunction(() => document.activeElement?.id === 'amount');
  await page.keyboard.type(amount);
  await page.waitForFunction(() => !document.querySelector('[data-testid=payable]')?.textContent?.startsWith('۰'));
  return page;
}

test('a reward is chosen at the counter without a mouse; what can not be had says why; it is on the bill and removable', async () => {
  const page = await atCounter();
  await page.keyboard.press('F4');
  await page.waitForFunction(() => document.activeElement?.id === 'redeem');
  await page.keyboard.press('F4');
  await page.waitForFunction(() => document.activeElement?.id === 'reward-list');
  const options = await page.getByRole('listbox', { name: 'جایزه‌ها' }).getByRole('option').allInnerTexts();
  assert.match(options[0], /ارسال رایگان[\s\S]*۱۲۰٬۰۰۰/, 'what can be had first, the cheapest of it at the top');
  assert.match(options.join('\n'), /تمام شده است[\s\S]*|سطح دیگری/, 'the others say why not');
  assert.match(options.find((text) => text.includes('یلدا')), /هنوز نرسیده/, 'too early');
  assert.match(options.find((text) => text.includes('افتتاح')), /سطح دیگری/, 'another tier');
  assert.match(options.find((text) => text.includes('چای‌خوری')), /تمام شده/, 'all gone');
  await well(page, 'the list of rewards');
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  assert.equal(await page.getByRole('listbox', { name: 'جایزه‌ها' }).count(), 1, 'what can not be had is not taken');
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement?.id === 'redeem');
  // The core counts the sale anew with it.
  await page.locator('.bill .sums').getByText('جایزه: صد هزار تومان تخفیف').waitFor();
  assert.match(await page.locator('.bill .sums').innerText(), /جایزه: صد هزار تومان تخفیف[\s\S]*−۱۰۰٬۰۰۰/, 'on the bill');
  await well(page, 'the bill with a reward');
  await page.fill('#redeem', '');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => globalThis.fixture.host.calls.some((call) => call.command === 'record_sale'));
  const [sale] = await calls(page, 'record_sale');
  assert.deepEqual([sale.reward, sale.payments], [301, [{ kind: 'card', amount_rial: 8_000_000 }]], 'recorded with it');
  const again = await atCounter();
  await again.keyboard.press('F4');
  await again.keyboard.press('F4');
  await again.waitForFunction(() => document.activeElement?.id === 'reward-list');
  await again.keyboard.press('Enter');
  await again.waitForSelector('#reward-drop');
  await again.locator('#reward-drop').click();
  assert.equal(await again.locator('#reward-drop').count(), 0, 'taken off again');
  for (const each of [page, again]) await each.context().close();
});

test('bad codes and points at the counter are told beside their field, and the sale is not lost', async () => {
  const page = await atCounter();
  const coupon = async (code, words) => {
    await page.keyboard.press('F5');
    await page.fill('#coupon', code);
    await page.waitForFunction((text) => document.querySelector('#coupon-problem')?.textContent?.includes(text), words);
    assert.equal(await page.locator('#coupon').getAttribute('aria-invalid'), 'true', `${code} is marked`);
  };
  await coupon('QWERTY12', 'با این حروف و ارقام نداریم');
  await coupon('H8WD5TZ3VJ', 'به نام مشتری دیگری');
  await coupon('MEHR5', 'گذشته است');
  await coupon('NOWRUZ1406T', 'هنوز نرسیده');
  await coupon('7kq2 mn4x-pr', 'آغاز می‌شود');
  await page.keyboard.press('Enter');
  await page.waitForTimeout(200);
  assert.equal((await calls(page, 'record_sale')).length, 0, 'nothing is recorded with a refused code');
  assert.equal(await page.locator('#amount').inputValue(), '۹۰۰٬۰۰۰', 'and nothing typed is lost');
  await page.fill('#coupon', '');
  await page.fill('#redeem', '99000000');
  await page.waitForFunction(() => document.querySelector('#redeem-problem')?.textContent?.includes('نمی‌توان خرج کرد'));
  await page.fill('#redeem', '');
  await page.fill('#amount', '300000');
  await page.locator('#redeem').focus();
  await page.keyboard.press('F4');
  await page.waitForFunction(() => document.activeElement?.id === 'reward-list');
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.querySelector('#reward-problem')?.textContent?.includes('آغاز می‌شود'));
  await page.locator('#amount').focus();
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement?.id === 'reward-drop');
  assert.equal((await calls(page, 'record_sale')).length, 0, 'nor with a reward that the basket is too small for');
  const taken = await atCounter('لاله نیشا', '2000000');
  await taken.keyboard.press('F5');
  await taken.fill('#coupon', 'H8WD5TZ3VJ');
  await taken.waitForFunction(() => document.querySelector('#coupon-problem')?.textContent?.includes('بار به کار رفته'));
  for (const each of [page, taken]) await each.context().close();
});

test('a cashier changes points with an owner beside them, and without one nothing happens', async () => {
  const page = await open(browser, { locks: 'in', role: 'cashier', screen: 'customer', id: MARYAM }, SMALL);
  await page.getByRole('button', { name: 'تغییر دستی' }).click();
  await page.fill('#adjust-points', '5000');
  await page.fill('#adjust-reason', 'هدیه');
  await page.keyboard.press('Enter');
  const approval = page.getByRole('dialog', { name: 'اجازهٔ مدیر' });
  await approval.waitFor();
  assert.match(await approval.innerText(), /تغییر دستی امتیاز با نقش «صندوق‌دار» شدنی نیست/, 'what and why');
  await page.getByLabel('رمز حسین مهدیان').waitFor();
  await page.keyboard.press('Escape');
  await approval.waitFor({ state: 'detached' });
  assert.match(await dialog(page).innerText(), /ذخیره نشد/, 'refused, and said');
  assert.equal(await page.locator('#adjust-reason').inputValue(), 'هدیه', 'and what was typed is still there');
  await page.locator('#adjust-reason').focus();
  await page.keyboard.press('Enter');
  await page.getByLabel('رمز حسین مهدیان').waitFor();
  await page.getByLabel('رمز حسین مهدیان').fill('2580');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').first().waitFor({ state: 'detached' });
  assert.match(await toastText(page), /۵٬۰۰۰ امتیاز به مریم سبزواری داده شد/, 'done with two names behind it');
  const asked = await calls(page, 'adjust_points');
  assert.equal(new Set(asked.map((request) => request.request_id)).size, 1, 'one and the same intent');
  await page.context().close();
});
