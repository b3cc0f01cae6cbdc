// Numbers, amounts and spans as the window says them, and numbers as people type them.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, open } from './kit.mjs';

let browser, page;
before(async () => {
  browser = await launch();
  page = await open(browser, { screen: 'settings' });
});
after(() => browser.close());

/** Runs one function of the window for every row; a row is [arguments, expected, reason]. */
async function check(name, rows) {
  const found = await page.evaluate(([fn, calls]) => calls.map((args) => window.fixture.lib[fn](...args)), [name, rows.map(([args]) => args)]);
  rows.forEach(([args, expected, reason], place) => assert.deepEqual(found[place], expected, `${name}(${JSON.stringify(args)}): ${reason}`));
}

test('numbers', () =>
  check('number', [
    [[0], '۰', 'zero'],
    [[1234567], '۱٬۲۳۴٬۵۶۷', 'thousands'],
    [[-505], '−۵۰۵', 'a true minus in front'],
    [[29.65, 2], '۲۹٫۶۵', 'the Persian decimal sign'],
    [[-0.0001, 1], '۰٫۰', 'no minus before a zero'],
    [[9007199254740991], '۹٬۰۰۷٬۱۹۹٬۲۵۴٬۷۴۰٬۹۹۱', 'the largest exact whole number'],
  ]));

test('amounts keep every rial', () =>
  check('moneyDigits', [
    [[2_300_000, 'toman'], '۲۳۰٬۰۰۰', 'ten rial a toman'],
    [[2_300_005, 'toman'], '۲۳۰٬۰۰۰٫۵', 'half a toman is shown, not lost'],
    [[2_300_005, 'rial'], '۲٬۳۰۰٬۰۰۵', 'rial as stored'],
    [[2_300_005, 'new_rial'], '۲۳۰٫۰۰۰۵', 'four decimals of a new rial'],
    [[-1_500_000, 'toman'], '−۱۵۰٬۰۰۰', 'a refund'],
  ]));

test('short amounts', () =>
  check('shortMoneyWords', [
    [[1_066_668_454_400, 'toman'], '۱۰۷ میلیارد تومان', 'billions'],
    [[423_000_000, 'toman'], '۴۲٫۳ میلیون تومان', 'millions with one decimal'],
    [[420_000_000, 'toman'], '۴۲ میلیون تومان', 'no decimal for a round one'],
    [[9_999_990, 'toman'], '۹۹۹٬۹۹۹ تومان', 'in full below a million'],
    [[-423_000_000, 'toman'], '−۴۲٫۳ میلیون تومان', 'negative'],
  ]));

test('distance of a day', () =>
  check('ago', [
    [[0], 'امروز', 'today'],
    [[1], 'دیروز', 'yesterday'],
    [[-1], 'فردا', 'tomorrow'],
    [[19], '۱۹ روز پیش', 'days'],
    [[99], '۹۹ روز پیش', 'still days'],
    [[120], '۴ ماه پیش', 'months'],
    [[-12], '۱۲ روز دیگر', 'to come'],
    [[1100], '۳ سال پیش', 'years'],
  ]));

test('spans and sizes', async () => {
  await check('duration', [
    [[3_400], '۴ ثانیه', 'rounded up'],
    [[0], '۱ ثانیه', 'never nothing'],
    [[119_000], '۱۱۹ ثانیه', 'seconds below two minutes'],
    [[150_000], '۳ دقیقه', 'minutes'],
  ]);
  await check('hoursAgo', [
    [[0], 'همین حالا', 'now'],
    [[3], '۳ ساعت پیش', 'hours'],
    [[72], '۳ روز پیش', 'days'],
  ]);
  await check('fileSize', [
    [[100], '۱ کیلوبایت', 'never nothing'],
    [[421_888], '۴۱۲ کیلوبایت', 'kilobytes'],
    [[5_400_000], '۵٫۱ مگابایت', 'one decimal while small'],
    [[18_874_368], '۱۸ مگابایت', 'whole when large'],
  ]);
});

test('whole numbers as typed', () =>
  check('wholeNumber', [
    [['100000'], 100_000, 'plain'],
    [['۱۰۰٬۰۰۰'], 100_000, 'Persian digits and separator'],
    [['١٠٠،٠٠٠'], 100_000, 'Arabic digits and comma'],
    [['100,000'], 100_000, 'comma'],
    [['100.000'], 100_000, 'dot between thousands'],
    [[' 12 '], 12, 'spaces around'],
    [['1.5'], null, 'a fraction is not a whole number'],
    [['10,00'], null, 'groups of three only'],
    [[''], null, 'nothing'],
    [['-5'], null, 'negative'],
    [['12a'], null, 'letters'],
    [['9'.repeat(300)], null, 'too large'],
    [['NaN'], null, 'no number'],
  ]));

test('amounts that may be less than one unit', () =>
  check('decimalNumber', [
    [['۱۰۰٬۰۰۰', 1], 100_000, 'whole as ever'],
    [['۱٫۵', 1], 1.5, 'the Persian mark'],
    [['2/5', 1], 2.5, 'a slash, as on paper'],
    [['0.001', 4], 0.001, 'a thousandth, never a thousand'],
    [['1.000', 1], 1_000, 'a dot between thousands'],
    [['۱٫۵', 0], null, 'where nothing is smaller than one'],
    [['۱٫۵۵', 1], null, 'more digits than the unit has'],
    [['1.5.5', 1], null, 'two marks'],
    [['', 1], null, 'nothing'],
    [['-0.5', 1], null, 'negative'],
  ]));

test('how far a job is as a whole', () =>
  check('wholePart', [
    [['import', { state: 'running', phase: 'reading', done: 0, total: null, elapsed_ms: 0 }], undefined, 'unknown at first'],
    [['import', { state: 'running', phase: 'reading', done: 50, total: 100, elapsed_ms: 0 }], 0.5 / 3, 'half of the first third'],
    [['import', { state: 'running', phase: 'writing', done: 100, total: 100, elapsed_ms: 0 }], 1, 'all written'],
    [['import', { state: 'running', phase: 'counting', done: 0, total: null, elapsed_ms: 0 }], 1, 'counting is after the end'],
    [['analyse', { state: 'running', phase: 'checking', done: 200, total: 100, elapsed_ms: 0 }], 1, 'never above the whole'],
    [['sample', { state: 'running', phase: 'reading', done: 0, total: 0, elapsed_ms: 0 }], undefined, 'nothing to divide by'],
  ]));
