// The club: the program edited in its own sentence and tried over last year before it is saved, its versions, tiers, and
// what points cost. All by keyboard.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { axe, launch, open, overflow } from './kit.mjs';

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const SMALL = { width: 1024, height: 768 };
const calls = (page, command) => page.evaluate((name) => window.fixture.host.calls.filter((each) => each.command === name).map((each) => each.payload), command);
const asked = (page, command, count) => page.waitForFunction(([name, least]) => window.fixture.host.calls.filter((each) => each.command === name).length >= least, [command, count]);
const face = (page, tab) => page.evaluate((name) => window.fixture.nav.go({ screen: 'club', tab: name }), tab);

async function club(query = {}, viewport) {
  const page = await open(browser, { screen: 'club', ...query }, viewport);
  await page.getByRole('heading', { name: 'برنامه در یک جمله' }).waitFor();
  return page;
}
const done = (page) => page.context().close();
/** Opens the list of rules and takes one, by keyboard alone. */
async function add(page, rule) {
  await page.getByRole('button', { name: 'افزودن قاعده' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: rule, exact: true }).waitFor();
  const marked = () => page.evaluate(() => document.querySelector('[data-highlighted]')?.textContent?.trim());
  for (let step = 0; step < 30 && (await marked()) !== rule; step += 1) await page.keyboard.press('ArrowDown');
  assert.equal(await marked(), rule, 'found with the arrows');
  await page.keyboard.press('Enter');
}
const trialSays = (page, words) => page.getByRole('region', { name: /سال گذشته/ }).getByText(words).first().waitFor();

describe('the program', () => {
  test('a plain program is one sentence and one button', async () => {
    const page = await club();
    assert.equal(await page.locator('main .sentence').count(), 1, 'nothing but the sentence');
    assert.equal(await page.getByText('برنامه عوض شده و هنوز ذخیره نشده است.').count(), 0, 'nothing to save');
    await trialSays(page, /امتیاز داده می‌شد/);
    await done(page);
  });

  test('a number typed, tried, saved with Ctrl S, undone: one version each', async () => {
    const page = await club();
    await trialSays(page, /امتیاز داده می‌شد/);
    const before = (await calls(page, 'simulate_program')).length;
    await page.getByLabel('امتیازِ هر مبلغ').focus();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('20000', { delay: 30 });
    await trialSays(page, /گران‌تر از برنامهٔ کنونی/);
    const tried = (await calls(page, 'simulate_program')).slice(before);
    assert.equal(tried.length, 1, 'a burst of keys is one question');
    assert.equal(tried[0].program.points_per_unit, 20_000, 'of what was typed');
    assert.deepEqual(await axe(page), [], 'no violation while it is changed');
    await page.keyboard.press('Control+s');
    await page.locator('.toast').getByText('برنامه ذخیره شد').waitFor();
    const [saved] = await calls(page, 'save_program');
    assert.deepEqual([saved.revision, saved.program.points_per_unit], [1, 20_000], 'on the version that was read');
    await page.getByText('نسخهٔ ۲').waitFor();
    await page.locator('.toast').getByRole('button', { name: /واگرد/ }).click();
    await page.waitForFunction(() => document.querySelector('[aria-label="امتیازِ هر مبلغ"]').value === '۱۰٬۰۰۰');
    const [undo] = await calls(page, 'undo_change');
    assert.equal(undo.of, saved.request_id, 'the core takes back that very change');
    await done(page);
  });

  test('every rule can be added by keyboard; the focus is in its row', async () => {
    const page = await club();
    const rules = [
      ['یک دستهٔ کالا', 'دسته'],
      ['یک کالا', 'کالا'],
      ['روزها یا ساعت‌های ویژه', 'نام جشنواره'],
      ['خرید نخست', 'امتیازِ هدیه'],
      ['خرید چندم', 'شمارهٔ خرید'],
      ['تولد', 'روزهای پیش از آن'],
      ['سالگرد نخستین خرید', 'روزهای پیش از آن'],
      ['آوردنِ دوست', 'امتیازِ معرف'],
      ['جوابِ نظرسنجی', 'امتیازِ هدیه'],
      ['کم‌ترین امتیاز برای خرج', 'کم‌ترین امتیازِ خرج‌شدنی'],
      ['خرج به مضرب‌های گرد', 'مضربِ خرج امتیاز'],
      ['سقفِ پرداخت با امتیاز', 'سهمِ امتیاز از خرید'],
      ['روزهای انتظار تا خرج', 'روزهای انتظارِ امتیاز'],
      ['پایانِ امتیاز', 'ماه‌های ماندنِ امتیاز'],
      ['امتیازِ خرج‌شدهٔ کالای برگشتی', 'امتیازِ خرج‌شدهٔ کالای برگشتی'],
    ];
    for (const [rule, field] of rules) {
      await add(page, rule);
      await page.waitForFunction((name) => document.activeElement?.getAttribute('aria-label') === name, field);
    }
    assert.ok(await page.getByRole('button', { name: /ذخیرهٔ برنامه/ }).isDisabled(), 'a category and a product are not chosen yet');
    await page.getByRole('combobox', { name: 'دسته', exact: true }).selectOption({ label: 'قهوه' });
    await page.getByRole('combobox', { name: 'کالا', exact: true }).fill('ماگ');
    await page.getByRole('option', { name: 'ماگ سرامیکی' }).waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+s');
    await page.locator('.toast').waitFor();
    const [{ program }] = await calls(page, 'save_program');
    assert.deepEqual(program.multipliers.map(({ name, scope }) => [name, scope.kind]), [['قهوه', 'category'], ['ماگ سرامیکی', 'product'], ['جشنواره', 'campaign']], 'with the names of what was chosen');
    assert.deepEqual(program.bonuses.map(({ reason }) => reason.kind), ['first_purchase', 'nth_purchase', 'birthday', 'anniversary', 'referral', 'survey'], 'every gift');
    assert.deepEqual([program.redeem_cap_percent, program.available_after_days, program.expiry, program.spent_points], [50, 7, { kind: 'months', months: 12 }, 'deduct'], 'and the plain rules');
    assert.deepEqual(await axe(page), [], 'no violation with every rule');
    await done(page);
  });

  test('expiry switched on: how many points got which last day, and no undo is promised', async () => {
    const page = await club();
    await add(page, 'پایانِ امتیاز');
    await page.keyboard.press('Control+s');
    await page.locator('main [role=status]').getByText(/۳۸٬۲۰۰٬۰۰۰/).waitFor();
    await page.locator('.toast').getByText(/۳۸٬۲۰۰٬۰۰۰ امتیازِ موجود تا/).waitFor();
    assert.equal(await page.locator('.toast').getByRole('button', { name: /واگرد/ }).count(), 0, 'points keep their last day');
    await done(page);
  });

  test('what cannot be is told beside its own rule and holds the saving back', async () => {
    const page = await club({ club: 'rich' });
    await page.getByLabel('سهمِ امتیاز از خرید').fill('۱۲۰');
    await page.locator('li', { hasText: 'با امتیاز، دست بالا' }).getByRole('alert').getByText(/تا ۱۰۰ درصد/).waitFor();
    await page.getByText('این برنامه شدنی نیست').waitFor();
    assert.deepEqual(await axe(page), [], 'no violation with a fault in sight');
    await page.getByLabel('سهمِ امتیاز از خرید').fill('۴۰');
    await page.getByText('این برنامه شدنی نیست').waitFor({ state: 'detached' });
    await page.getByRole('textbox', { name: 'تا روز' }).fill('۱۴۰۵/۰۱/۰۱');
    await page.keyboard.press('Tab');
    await page.locator('li', { hasText: 'برابر' }).getByRole('alert').getByText(/پایان باید پس از آغاز باشد/).waitFor();
    for (const text of ['', 'صد', '۱۲٫۵']) {
      await page.getByLabel('سهمِ امتیاز از خرید').fill(text);
      await page.getByText('یک جا کامل نیست').waitFor();
      assert.ok(await page.getByRole('button', { name: /ذخیرهٔ برنامه/ }).isDisabled(), `«${text}» is not saved`);
    }
    await page.getByRole('button', { name: 'برداشتن: سقفِ پرداخت با امتیاز' }).click();
    assert.equal(await page.evaluate(() => document.activeElement?.textContent?.trim()), 'افزودن قاعده', 'the focus goes on when a row goes');
    await page.getByText('یک جا کامل نیست').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'برگرداندن', exact: true }).click();
    assert.equal(await page.getByLabel('سهمِ امتیاز از خرید').inputValue(), '۵۰', 'the old number is back');
    await done(page);
  });

  test('a newer version meanwhile: told, nothing typed is lost, either way goes on', async () => {
    const page = await club({ save: 'changed' });
    await page.getByLabel('امتیازِ هر مبلغ').fill('20000');
    await page.keyboard.press('Control+s');
    await page.getByRole('alert').getByText('هم‌زمان نسخهٔ دیگری از برنامه ذخیره شد.').waitFor();
    assert.equal(await page.getByLabel('امتیازِ هر مبلغ').inputValue(), '۲۰۰۰۰', 'what was typed stays');
    assert.ok(await page.getByRole('button', { name: /ذخیرهٔ برنامه/ }).isDisabled(), 'not over somebody unseen');
    await page.getByRole('button', { name: 'تغییرهای من بماند' }).click();
    await page.keyboard.press('Control+s');
    await page.locator('.toast').getByText('برنامه ذخیره شد').waitFor();
    assert.equal((await calls(page, 'save_program')).at(-1).revision, 2, 'on the newer version');
    await done(page);

    const other = await club({ save: 'changed' });
    await other.getByLabel('امتیازِ هر مبلغ').fill('20000');
    await other.keyboard.press('Control+s');
    await other.getByRole('button', { name: 'برنامهٔ تازه را بیاور' }).click();
    await other.waitForFunction(() => document.querySelector('[aria-label="امتیازِ هر مبلغ"]').value === '۱۵٬۰۰۰');
    await done(other);
  });

  test('an old version is edited with its content and saved as a new one', async () => {
    const page = await club({ club: 'rich' });
    await page.getByRole('button', { name: 'ویرایش با نسخهٔ ۲' }).click();
    await page.waitForFunction(() => document.querySelector('[aria-label="امتیازِ هر مبلغ"]').value === '۲۰٬۰۰۰');
    assert.equal(await page.locator('main .sentence').count(), 1, 'its rules are gone from the sentence');
    await page.keyboard.press('Control+s');
    await page.locator('.toast').waitFor();
    const [saved] = await calls(page, 'save_program');
    assert.deepEqual([saved.revision, saved.program.multipliers.length], [4, 0], 'on top of the newest');
    await done(page);
  });

  test('the draft outlives the screen; a disk that is full loses nothing', async () => {
    const page = await club({ save: 'disk' });
    await page.getByLabel('امتیازِ هر مبلغ').fill('20000');
    await page.keyboard.press('F3');
    await page.getByRole('heading', { name: 'مشتریان', exact: true }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByText('برنامه عوض شده و هنوز ذخیره نشده است.').waitFor();
    await page.keyboard.press('Control+s');
    await page.locator('main').getByRole('alert').waitFor();
    await page.keyboard.press('Control+s');
    await asked(page, 'save_program', 2);
    const [first, second] = await calls(page, 'save_program');
    assert.equal(first.request_id, second.request_id, 'trying again is the same intent');
    await done(page);
  });
});

test('the program that was being edited outlives a crash; saved or reverted it is forgotten', async () => {
  const page = await club();
  await page.getByLabel('امتیازِ هر مبلغ').fill('20000');
  await asked(page, 'keep_program_draft', 1);
  await page.reload();
  await page.locator('.toast').getByText('ذخیره نکرده بودید برگشت').waitFor();
  await page.getByText('برنامه عوض شده و هنوز ذخیره نشده است.').waitFor();
  assert.equal(await page.getByLabel('امتیازِ هر مبلغ').inputValue(), '۲۰٬۰۰۰', 'as it was typed');
  await page.keyboard.press('Control+s');
  await page.locator('.toast').getByText('برنامه ذخیره شد').waitFor();
  await page.waitForFunction(() => window.fixture.host.calls.some((each) => each.command === 'keep_program_draft' && each.payload.body === null));
  await page.evaluate(() => sessionStorage.setItem('fixture.program-draft', '{"base":5'));
  await page.reload();
  await page.getByRole('heading', { name: 'برنامه در یک جمله' }).waitFor();
  assert.equal(await page.getByText('برنامه عوض شده و هنوز ذخیره نشده است.').count(), 0, 'what can not be read is nothing');
  assert.deepEqual(page.faults, [], 'no error was thrown');
  await done(page);
});

describe('the trial', () => {
  test('ten customers, each a door; the difference is said', async () => {
    const page = await club({ club: 'rich' });
    await page.getByLabel('امتیازِ هر مبلغ').fill('5000');
    await trialSays(page, /ارزان‌تر از برنامهٔ کنونی/);
    const people = page.getByRole('list', { name: /مشتری بیشتر از همه فرق/ }).getByRole('listitem');
    assert.equal(await people.count(), 10, 'ten of them');
    await people.first().getByRole('button').click();
    await page.waitForFunction(() => window.fixture.nav.here.screen === 'customer');
    await done(page);
  });

  test('little to count, nothing to count, counting that failed', async () => {
    const few = await club({ year: 'few' });
    await few.getByText(/فقط .*خریدِ به نام/).waitFor();
    await done(few);
    const none = await club({ year: 'none' });
    await none.getByText('هنوز خریدی به نام نیست').waitFor();
    await done(none);
    const failed = await club({ trial: 'failed' });
    await failed.getByRole('heading', { name: 'این بار شمرده نشد' }).waitFor();
    await failed.getByRole('button', { name: 'دوباره' }).click();
    await trialSays(failed, /امتیاز داده می‌شد/);
    await done(failed);
  });
});

describe('the tiers', () => {
  test('made, ordered by the core, saved; members and reasons', async () => {
    const page = await club();
    await face(page, 'tiers');
    await page.getByRole('button', { name: 'ساختنِ نخستین سطح' }).click();
    await page.waitForFunction(() => document.activeElement?.getAttribute('aria-label') === 'نام سطح ۱');
    await page.keyboard.type('برنزی');
    await page.getByRole('button', { name: 'افزودن سطح' }).click();
    await page.getByLabel('آستانهٔ طلایی').fill('1');
    await page.locator('main [role=alert]').getByText(/بیشتر از سطح پیش/).waitFor();
    await page.getByLabel('آستانهٔ طلایی').fill('50000000');
    await page.getByLabel('ضریب امتیازِ طلایی').fill('1.75');
    await page.locator('main [role=alert]').waitFor({ state: 'detached' });
    await page.keyboard.press('Control+s');
    await page.locator('.toast').waitFor();
    const [{ program }] = await calls(page, 'save_program');
    assert.deepEqual(program.ladder.tiers.map(({ name, threshold, percent }) => [name, threshold, percent]), [['برنزی', 100_000_000, 125], ['طلایی', 500_000_000, 175]], 'toman became rial, times became percent');
    await done(page);
  });

  test('a review by hand says what it did; the last moves say why', async () => {
    const page = await club({ club: 'rich' });
    await face(page, 'tiers');
    await page.getByText(/با این خرید به .*۱۵٬۲۴۰٬۰۰۰ تومان.* رسید/).waitFor();
    await page.getByText(/در بازبینی/).first().waitFor();
    await page.getByRole('button', { name: 'بازبینی همین حالا' }).click();
    await page.getByRole('region', { name: 'بازبینی', exact: true }).getByText(/۲٬۳۰۶ نفر دیده شد: ۳ نفر بالا رفت، ۲ نفر پایین آمد/).waitFor();
    assert.deepEqual(await axe(page), [], 'no violation');
    await page.getByLabel('مهلتِ سطح').fill('45');
    assert.ok(await page.getByRole('button', { name: 'بازبینی همین حالا' }).isDisabled(), 'a review goes by what is saved');
    await done(page);
  });
});

describe('what points cost', () => {
  test('totals, months, and whose points end soon', async () => {
    const page = await club();
    await face(page, 'points');
    await page.getByText('۱۳۴٬۶۳۰٬۰۰۰').first().waitFor();
    await page.locator('main svg path').first().waitFor({ state: 'attached' });
    assert.match(await page.getByRole('table', { name: /ارزش امتیازِ مانده/ }).innerText(), /اسفند ۱۴۰۵/, 'the chart is a table too');
    await page.getByRole('radio', { name: '۷ روز' }).click();
    await page.getByText('در این روزها امتیازِ کسی تمام نمی‌شود').waitFor();
    await page.getByRole('radio', { name: '۹۰ روز' }).click();
    await page.getByText(/نفر دیگر/).waitFor();
    assert.deepEqual(await axe(page), [], 'no violation');
    await page.locator('main table').last().getByRole('button').first().click();
    await page.waitForFunction(() => window.fixture.nav.here.screen === 'customer');
    await done(page);
  });

  test('points that never end say so and where to change it', async () => {
    const page = await club({ points: 'never' });
    await face(page, 'points');
    await page.getByText(/هیچ امتیازی پایان ندارد/).waitFor();
    await page.getByRole('button', { name: 'رفتن به برنامه' }).click();
    await page.getByRole('heading', { name: 'برنامه در یک جمله' }).waitFor();
    await done(page);
  });
});

test('waiting, failing, empty, in every face of mine', async () => {
  const slow = await open(browser, { screen: 'club', scenario: 'slow' });
  await slow.locator('main [aria-busy=true]').first().waitFor();
  await done(slow);
  const failed = await open(browser, { screen: 'club', scenario: 'error', theme: 'dark' });
  for (const tab of ['program', 'tiers', 'points']) {
    await face(failed, tab);
    await failed.getByRole('button', { name: 'دوباره' }).first().waitFor();
    assert.deepEqual(await axe(failed), [], `${tab}: no violation when it failed`);
  }
  await done(failed);
  const empty = await club({ scenario: 'empty' });
  await face(empty, 'tiers');
  await empty.getByText('هنوز سطحی نیست').waitFor();
  await empty.getByText('هنوز کسی جابه‌جا نشده').waitFor();
  await face(empty, 'points');
  await empty.getByText('هنوز امتیازی دست کسی نیست').waitFor();
  await done(empty);
});

test('only the owner finds it', async () => {
  const page = await open(browser, { screen: 'customers', locks: 'in', role: 'cashier' });
  await page.waitForSelector('main h1');
  assert.equal(await page.getByRole('link', { name: 'باشگاه' }).count(), 0, 'not in the rail of a cashier');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('باشگاه');
  await page.waitForTimeout(200);
  assert.equal(await page.getByRole('option', { name: 'برنامهٔ باشگاه' }).count(), 0, 'nor in the palette');
  await page.keyboard.press('Escape');
  await face(page, 'program');
  await page.locator('main').getByRole('alert').waitFor();
  assert.equal((await calls(page, 'read_club')).length, 0, 'who comes some other way is told why, and nothing is read');
  await done(page);
});

test('both themes at the smallest size: nothing is cut, no violation', async () => {
  for (const theme of ['light', 'dark']) {
    const page = await club({ club: 'rich', theme }, SMALL);
    for (const tab of ['program', 'tiers', 'points']) {
      await face(page, tab);
      await page.waitForTimeout(300);
      assert.equal(await overflow(page), 0, `${theme} ${tab}: nothing runs over the side`);
      const cut = await page.evaluate(() => [...document.querySelectorAll('main .card')].filter((card) => card.scrollWidth > card.clientWidth + 1).map((card) => card.textContent.slice(0, 40)));
      assert.deepEqual(cut, [], `${theme} ${tab}: no card is cut`);
      assert.deepEqual(await axe(page), [], `${theme} ${tab}: no violation`);
    }
    await done(page);
  }
});
