// Segments over the make-believe core: made from the keyboard, counted while typed, explained, compared, taken back.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axe, launch, open, overflow } from './kit.mjs';

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const SMALL = { width: 1024, height: 768 };
const calls = (page, command) => page.evaluate((name) => globalThis.fixture.host.calls.filter((call) => call.command === name).map((call) => call.payload), command);
const dialog = (page) => page.getByRole('dialog');
const toastText = (page) => page.locator('.toast').last().textContent();

async function segments(query = {}, size) {
  return open(browser, { screen: 'segments', ...query }, size);
}

async function well(page, what) {
  assert.deepEqual(await axe(page), [], `${what}: no violations`);
  assert.equal(await overflow(page), 0, `${what}: nothing runs over the side`);
}

for (const theme of ['light', 'dark']) {
  test(`every view is well in ${theme} and fits`, async () => {
    const page = await segments({ theme }, SMALL);
    await page.waitForSelector('tbody tr');
    await well(page, 'the list');
    await page.keyboard.press('Control+n');
    await dialog(page).locator('.figure').waitFor();
    await well(page, 'the editor');
    await page.keyboard.press('Escape');
    await dialog(page).waitFor({ state: 'detached' });
    await page.getByRole('radio', { name: 'مقایسه' }).click();
    await page.waitForSelector('tr.all');
    await well(page, 'the comparison');
    await page.getByRole('radio', { name: 'هم‌پوشانی' }).click();
    await page.getByRole('button', { name: 'مشتریان ویژه' }).click();
    await page.getByRole('button', { name: 'در خطر رفتن' }).click();
    await page.waitForSelector('td.cell');
    await well(page, 'the overlap');
    assert.deepEqual(page.faults, [], 'no error was thrown');
    const empty = await segments({ theme, segments: 'none' }, SMALL);
    await empty.waitForSelector('.empty');
    await well(empty, 'nothing made yet');
    const broken = await segments({ theme, scenario: 'error' }, SMALL);
    await broken.waitForSelector('.problem');
    await well(broken, 'the error');
    for (const each of [page, empty, broken]) await each.context().close();
  });
}

test('a segment is made from the keyboard, counted while it is typed, and taken back', async () => {
  const page = await segments();
  await page.waitForSelector('tbody tr');
  const rows = await page.locator('tbody tr').count();
  await page.keyboard.press('Control+n');
  await dialog(page).locator('.figure').waitFor();
  const before = await dialog(page).locator('.figure').innerText();
  await page.keyboard.press('Control+Enter');
  await dialog(page).getByRole('alert').waitFor();
  await page.fill('#segment-name', 'تهرانی‌های پرخرید');
  await dialog(page).getByRole('button', { name: 'شرط دیگر' }).click();
  await dialog(page).locator('select.kind').nth(1).selectOption('city');
  await dialog(page).getByText('اول شرط‌ها را کامل کنید').waitFor();
  const city = dialog(page).getByRole('combobox', { name: 'شهر' });
  await city.fill('تهران');
  await city.press('Enter');
  await dialog(page).getByText(/نامعلوم: اطلاعاتشان/).waitFor();
  assert.notEqual(await dialog(page).locator('.figure').innerText(), before, 'the count moved');
  await dialog(page).getByRole('button', { name: /برعکسِ این شرط: شهر/ }).click();
  await dialog(page).getByRole('button', { name: 'یا گروهی دیگر' }).click();
  await dialog(page).locator('.figure').waitFor();
  await page.keyboard.press('Control+Enter');
  await dialog(page).waitFor({ state: 'detached' });
  const [saved] = (await calls(page, 'save_segment')).slice(-1);
  assert.deepEqual(saved.rule.groups.map((group) => group.all.length), [2, 1], 'two groups');
  assert.deepEqual(saved.rule.groups[0].all[1], { not: true, when: { kind: 'city', any_of: ['تهران'] } }, 'turned round');
  await page.waitForFunction((wanted) => document.querySelectorAll('tbody tr').length === wanted, rows + 1);
  await page.locator('.toast').last().getByRole('button').first().click();
  await page.waitForFunction((wanted) => document.querySelectorAll('tbody tr').length === wanted, rows);
  assert.deepEqual(page.faults, [], 'no error was thrown');
  await page.context().close();
});

test('each condition says why somebody is in or out', async () => {
  const page = await segments();
  await page.getByRole('button', { name: 'ویرایش کافه‌دارهای تهران' }).click();
  const find = dialog(page).locator('#segment-why');
  await find.fill('مریم');
  await page.waitForTimeout(200);
  await find.press('Enter');
  await dialog(page).locator('.said').first().waitFor();
  assert.equal(await dialog(page).locator('.said').count(), 3, 'one answer a condition');
  assert.match(await dialog(page).locator('.said').first().innerText(), /نامعلوم.*نوشته نشده/s, 'what is missing is told');
  await well(page, 'the explanation');
  await page.context().close();
});

test('a ready-made one is one click, and what the core refuses stays typed', async () => {
  const page = await segments();
  await page.getByRole('button', { name: 'افزودن «تولد همین هفته»' }).click();
  await page.waitForSelector('.toast');
  assert.match(await toastText(page), /تولد همین هفته/);
  await page.getByRole('button', { name: 'ویرایش تولد همین هفته' }).waitFor();
  const taken = await segments({ save: 'circle' });
  await taken.waitForSelector('tbody tr');
  await taken.keyboard.press('Control+n');
  await taken.fill('#segment-name', 'نام');
  await dialog(taken).locator('.figure').waitFor();
  await taken.keyboard.press('Control+Enter');
  await dialog(taken).getByText(/دور می‌زنند/).waitFor();
  assert.equal(await taken.inputValue('#segment-name'), 'نام', 'nothing is lost');
  for (const each of [page, taken]) await each.context().close();
});

test('people of a segment open their file; a segment is put away and brought back', async () => {
  const page = await segments();
  await page.getByRole('button', { name: /افراد مشتریان ویژه/ }).click();
  await dialog(page).locator('tbody tr').first().waitFor();
  const [asked] = (await calls(page, 'list_customers')).slice(-1);
  assert.deepEqual(asked.segment, { segment: 801, part: 'members' }, 'only its members');
  await well(page, 'the people');
  await page.keyboard.press('Escape');
  await dialog(page).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'کارهای یک‌بارخریدها' }).click();
  await page.getByRole('menuitem', { name: 'کنار گذاشتن' }).click();
  await page.getByRole('button', { name: 'ویرایش یک‌بارخریدها' }).waitFor({ state: 'detached' });
  await page.locator('.toast').last().getByRole('button').first().click();
  await page.getByRole('button', { name: 'ویرایش یک‌بارخریدها' }).waitFor();
  assert.deepEqual(page.faults, [], 'no error was thrown');
  await page.context().close();
});
