// The owner's numbers in the real window: what a small shop is told, what a larger one shows, and the people behind each
// count: cohorts, the forecast, costs, segments.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { violations } from '../lib/axe.mjs';
import { Shop } from '../lib/shop.mjs';
import { Key, openWindow } from '../lib/window.mjs';

let folder;
let window;
let shop;

before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'bazgasht-numbers-'));
  window = await openWindow({ folder });
});
after(async () => {
  await window?.close();
  if (folder) await rm(folder, { recursive: true, force: true });
});

const step = (name, run) => test(name, { timeout: 180_000 }, run);
const script = (code, ...more) => window.driver.executeScript(code, ...more);
const digits = (text) => Number(text.replace(/[۰-۹]/g, (digit) => '۰۱۲۳۴۵۶۷۸۹'.indexOf(digit)).replace(/\D/g, ''));
const textOf = (selector) => script('return document.querySelector(arguments[0])?.innerText ?? ""', selector);
const until = (code, why, ...more) => window.driver.wait(() => script(code, ...more), 20_000, why);

/** What the open screen violates, in both themes. */
async function clean(screen) {
  for (const theme of ['light', 'dark']) {
    await window.theme(theme);
    assert.deepEqual(await violations(window), [], `${screen}, ${theme}`);
  }
  await window.theme('light');
}

/** People of the open door, as its heading counts them. */
async function behind() {
  await until('return document.querySelector(".door table tbody tr") !== null', 'nobody behind the count');
  return digits(await textOf('.door > header .muted'));
}

step('a small shop is told what is missing, not a number', async () => {
  shop = await new Shop(window).start();
  const maryam = await shop.customer('مریم', 'سبزواری', '09121234567');
  const tea = await shop.product('چای', 120_000, '96385074');
  await shop.sale(maryam, [[tea, 'چای', 1, 120_000]], { days: 3 });
  await window.press('شاخص‌ها');
  await window.press('پیش‌بینی');
  await window.sees('برای پیش‌بینی هنوز زود است');
  await clean('the guard of the forecast');
  await window.press('رفتار خرید');
  await window.sees('هنوز کسی دو بار');
  await clean('behaviour of one customer');
});

step('the sample shop: every cell of the cohorts has its people', async () => {
  const started = await shop.ask('open_sample', { size: 'learning' });
  await window.driver.wait(async () => (await shop.ask('job_status', { job: started.job })).state.state === 'sample_ready', 120_000);
  await window.press('شاخص‌ها');
  await window.press('رفتار خرید');
  await window.find('[data-cell="3 0"]');
  for (const cell of ['3 0', '3 1']) {
    const set = await script('return document.querySelector(`[data-cell="${arguments[0]}"]`).getAttribute("aria-label")', cell);
    await window.click(`[data-cell="${cell}"]`);
    // «از» stands before the size: the first count is the cell's own.
    const said = digits(/([۰-۹٬]+) نفر/.exec(set)[1]);
    await until('return document.querySelector(".door > header .muted")?.innerText.length > 0', 'no count');
    assert.equal(await behind(), said, `${set}: as many people as the cell says`);
    await window.click(`[data-cell="${cell}"]`);
  }
  await window.click('[data-cell="3 0"]');
  await behind();
  await clean('cohorts with their people');
  await window.click('.door td button');
  await until('return document.querySelector(".door") === null', 'the file of the person did not open');
  await window.type(Key.ESCAPE);
  await window.find('.door table');
});

step('a number of the board and its door', async () => {
  await window.press('تابلو');
  await window.click('[data-card="returning_share"]');
  await window.find('.door .formula');
  await window.press('گذاشتن هدف');
  await until('return document.activeElement?.id === "target-value"', 'the mark has no field');
  await window.type('99', Key.ENTER);
  await window.sees('از هدف عقب');
  await clean('a mark that is missed');
  await window.type(Key.ESCAPE);
});

step('the forecast stands beside its test on the past', async () => {
  await window.press('پیش‌بینی');
  const ready = async () => (await shop.ask('read_forecast', { again: false })).counting === false;
  await window.driver.wait(ready, 60_000, 'the forecast is still being counted');
  const { forecast } = await shop.ask('read_forecast', { again: false });
  await window.sees(forecast.missing_for_ranking === null ? 'آزمون روی گذشتهٔ خودتان' : 'برای پیش‌بینی هنوز زود است');
  await window.settled();
  await clean('the forecast');
});

step('a cost is entered and is what one new customer costs', async () => {
  await window.press('هزینه‌ها');
  await window.press('هزینهٔ تازه');
  await until('return document.activeElement?.id === "cost-amount"', 'no field for the amount');
  await window.type('900000', Key.ENTER);
  await until('return document.querySelector("[role=dialog]") === null', 'the dialog stays');
  const costs = await shop.ask('read_costs', { period: null });
  assert.equal(costs.rows[0].amount_rial, 9_000_000, 'toman became rial');
  assert.ok(costs.rows[0].part_rial <= 9_000_000, 'of a month that still runs, the days until today');
  await window.sees(costs.cac_rial === null ? 'کسی نخستین بار خرید نکرده' : 'میان');
  await clean('costs');
});

step('a ready-made segment is made, counted, read and explained', async () => {
  await window.press('بخش‌ها');
  await window.press('افزودن «شش ماه بی‌خرید»');
  await until('return document.querySelector("td.n .size") !== null', 'the segment is not in the list');
  const { segments } = await shop.ask('list_segments', { archived: false });
  assert.equal(digits(await textOf('td.n .size')), segments[0].count.members, 'its live size');
  const listed = await shop.ask('count_segment', { rule: segments[0].rule, segment: segments[0].id });
  assert.equal(listed.members, segments[0].count.members, 'a draft of the same rule counts the same');
  await clean('segments');
  await window.press('بخش تازه');
  await window.settled();
  await clean('the editor of a segment');
});
