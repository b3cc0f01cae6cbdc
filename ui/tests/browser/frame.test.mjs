// The frame: keys, the way back, the palette, themes, banners, what each role finds; no violation in either theme.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axe, launch, open, overflow } from './kit.mjs';

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const here = (page) => page.evaluate(() => window.fixture.nav.here.screen);
const heading = (page) => page.locator('main h1').first().innerText();

test('keys lead to screens and Esc leads back', async () => {
  const page = await open(browser, { screen: 'settings' });
  await page.waitForSelector('main h1');
  const check = async (key, screen, reason) => {
    await page.keyboard.press(key);
    await page.waitForFunction((wanted) => window.fixture.nav.here.screen === wanted, screen);
    assert.equal(await here(page), screen, reason);
  };
  await check('F9', 'board', 'F9 opens the board');
  await page.waitForSelector('.rail-item[aria-current="page"] >> text=شاخص‌ها');
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => window.fixture.nav.here.screen === 'settings');
  assert.equal(await heading(page), 'تنظیمات', 'and the screen is there again');
  await page.context().close();
});

test('the palette finds people and actions by keyboard alone', async () => {
  const page = await open(browser, { screen: 'settings' });
  await page.waitForSelector('main h1');
  await page.keyboard.press('Control+k');
  const field = page.getByRole('combobox', { name: 'نام، موبایل یا کار' });
  await field.waitFor();
  assert.ok(await field.evaluate((node) => node === document.activeElement), 'focus starts in the field');

  const options = page.getByRole('option');
  assert.ok((await options.count()) >= 6, 'actions are offered before anything is typed');
  const active = () => page.locator('[role=option][aria-selected=true]').innerText();
  const first = await active();
  await page.keyboard.press('ArrowDown');
  assert.notEqual(await active(), first, 'the arrow moves the choice');
  await page.keyboard.press('ArrowUp');
  assert.equal(await active(), first, 'and back');
  assert.equal(await field.getAttribute('aria-activedescendant'), 'palette-0', 'and it is told to who listens');

  await page.keyboard.type('تنظیمات');
  await page.waitForFunction(() => document.querySelectorAll('[role=option]').length === 1);
  assert.match(await active(), /تنظیمات/, 'typing filters the actions');
  await page.keyboard.press('Escape');
  await field.waitFor({ state: 'detached' });
  assert.equal(await here(page), 'settings', 'Esc closes the palette and nothing else');

  await page.keyboard.press('Control+k');
  await field.fill('نیش');
  await page.waitForSelector('.palette [aria-label="آدم‌ها"] [role=option]');
  assert.ok((await page.locator('.palette mark').count()) > 0, 'the matched letters stand out');
  assert.equal(await page.getByRole('option', { name: /^فروش برای/ }).count(), 1, 'the best match can be sold to');
  assert.deepEqual(await axe(page), [], 'the open palette has no violation');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => window.fixture.nav.here.screen === 'customer');
  assert.deepEqual(page.faults, [], 'nothing went wrong unseen');
  await page.context().close();
});

test('themes change at once, are kept, and follow the system', async () => {
  const page = await open(browser, { screen: 'settings', theme: 'light' });
  await page.waitForSelector('main h1');
  const theme = () => page.evaluate(() => document.documentElement.dataset.theme);
  await page.getByRole('radio', { name: 'تیره' }).click();
  assert.equal(await theme(), 'dark', 'dark is shown at once');
  await page.waitForFunction(() => window.fixture.host.calls.some((call) => call.command === 'save_settings' && call.payload.theme === 'dark'));
  await page.getByRole('radio', { name: 'مثل رایانه' }).click();
  await page.emulateMedia({ colorScheme: 'light' });
  await page.waitForFunction(() => document.documentElement.dataset.theme === 'light');
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.waitForFunction(() => document.documentElement.dataset.theme === 'dark');
  await page.getByRole('radio', { name: 'فشرده' }).click();
  assert.equal(await page.evaluate(() => document.documentElement.dataset.density), 'compact', 'so does density');
  await page.context().close();
});

test('a choice is not turned back by an answer that was on its way', async () => {
  const page = await open(browser, { screen: 'settings', theme: 'light' });
  await page.getByRole('radio', { name: 'فشرده' }).waitFor();
  await page.evaluate(() => {
    window.densities = [];
    const root = document.documentElement;
    new MutationObserver(() => window.densities.push(root.dataset.density)).observe(root, { attributeFilter: ['data-density'] });
  });
  for (const choice of ['تیره', 'مثل رایانه', 'روشن', 'فشرده']) await page.getByRole('radio', { name: choice }).click();
  await page.waitForFunction(() => window.fixture.host.calls.some((call) => call.command === 'save_settings' && call.payload.density === 'compact'));
  await page.waitForTimeout(1_000);
  const seen = await page.evaluate(() => window.densities);
  assert.ok(seen.includes('compact'), 'compact is shown');
  assert.ok(!seen.slice(seen.indexOf('compact')).includes('comfortable'), `and never turned back: ${seen}`);
  await page.context().close();
});

test('a refused change is said and taken back', async () => {
  const page = await open(browser, { screen: 'settings', theme: 'light', save: 'disk' });
  await page.waitForSelector('main h1');
  await page.getByRole('radio', { name: 'تیره' }).click();
  await page.waitForSelector('.toast');
  assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), 'light', 'the shop keeps the looks it has');
  await page.context().close();
});

test('banners stay until solved, and the sample goes in one click', async () => {
  const page = await open(browser, { screen: 'settings', state: 'sample', clock: 'doubt' });
  await page.getByText('تاریخ رایانه درست به نظر نمی‌رسد.').waitFor();
  await page.getByText('این‌ها دادهٔ نمونه است.').waitFor();
  assert.deepEqual(await axe(page), [], 'banners have no violation');
  await page.getByRole('main').getByRole('button', { name: 'حذف نمونه' }).first().click();
  await page.getByText('این‌ها دادهٔ نمونه است.').waitFor({ state: 'detached' });
  assert.equal(await here(page), 'counter', 'the real shop starts at its counter');
  await page.context().close();
});

test('the date is right: one press, and what stood still goes on', async () => {
  const page = await open(browser, { screen: 'settings', clock: 'doubt' });
  await page.getByRole('button', { name: 'تاریخ درست است' }).click();
  await page.getByText('تاریخ رایانه درست به نظر نمی‌رسد.').waitFor({ state: 'detached' });
  await page.locator('.toast').getByText('تاریخ پذیرفته شد').waitFor();
  const sent = await page.evaluate(() => window.fixture.host.calls.filter((call) => call.command === 'confirm_clock').length);
  assert.equal(sent, 1, 'said once');
  await page.context().close();
});

test('a toast waits eight seconds, stands still while looked at, and undoes', async () => {
  const page = await open(browser, { screen: 'settings' });
  await page.waitForSelector('main h1');
  await page.evaluate(() => window.fixture.toast({ text: 'سه مشتری افزوده شد', undo: async () => void (window.undone = true) }));
  const left = () => page.locator('.toast').evaluate((node) => parseFloat(node.style.getPropertyValue('--rest')));
  await page.locator('.toast').hover();
  await page.waitForTimeout(150);
  const held = await left();
  await page.waitForTimeout(400);
  assert.equal(await left(), held, 'the clock stands while the pointer is there');
  await page.mouse.move(5, 5);
  await page.evaluate(() => document.activeElement?.blur());
  await page.keyboard.press('Control+z');
  await page.waitForFunction(() => window.undone === true);
  await page.locator('.toast').waitFor({ state: 'detached' });
  await page.context().close();
});

test('roles find their screens and no others', async () => {
  const check = async (role, screens) => {
    const page = await open(browser, { screen: 'customers', role });
    await page.waitForSelector('.rail-item');
    const found = await page.locator('.rail-item').evaluateAll((items) => items.map((item) => item.getAttribute('href')));
    assert.deepEqual(found, screens.map((screen) => `#${screen}`), `what ${role} finds`);
    await page.context().close();
  };
  await check('owner', ['counter', 'customers', 'segments', 'club', 'products', 'board', 'data', 'settings']);
  await check('cashier', ['counter', 'customers', 'products']);
  await check('care', ['customers', 'segments', 'board']);
});

test('age of the backup: calm, amber, red', async () => {
  const check = async (backup, tone, words) => {
    const page = await open(browser, { screen: 'settings', backup });
    const line = page.locator('.backup');
    await line.waitFor();
    assert.match(await line.innerText(), words, `words for ${backup}`);
    assert.equal((await line.getAttribute('class')).includes('is-'), tone !== '', `tone for ${backup}`);
    if (tone) assert.match(await line.getAttribute('class'), new RegExp(tone), `tone for ${backup}`);
    await page.context().close();
  };
  await check('3', '', /۳ ساعت پیش/);
  await check('72', 'is-warn', /۳ روز پیش/);
  await check('216', 'is-bad', /۹ روز پیش/);
  await check('none', 'is-warn', /هنوز پشتیبان ندارید/);
});

test('a shop that does not open says so and can be tried again', async () => {
  const page = await open(browser, { shop: 'broken' });
  await page.getByText('فروشگاه باز نشد').waitFor();
  assert.deepEqual(await axe(page), [], 'the page has no violation');
  assert.equal(await page.getByRole('button', { name: 'دوباره' }).count(), 1, 'there is one thing to do');
  await page.context().close();
});

test('nothing runs over the side, from 200 % zoom to a wide screen, in both themes', async () => {
  for (const theme of ['light', 'dark']) {
    for (const [width, height] of [[640, 512], [1024, 768], [1440, 900]]) {
      const page = await open(browser, { screen: 'settings', theme, state: 'sample' }, { width, height });
      await page.waitForSelector('.page .card');
      await page.getByLabel('روزهای فعال‌بودن').waitFor();
      assert.ok((await overflow(page)) <= 0, `no sideways scroll at ${width} ${theme}`);
      assert.deepEqual(await axe(page), [], `no violation at ${width} ${theme}`);
      const rail = await page.locator('.rail').evaluate((node) => node.getBoundingClientRect());
      assert.ok(Math.round(rail.x + rail.width) === width, `the rail is at the right at ${width}`);
      if (width === 640) assert.ok(rail.width < 60, 'the rail becomes icons');
      await page.context().close();
    }
  }
});
