// A working day at the counter in the real window, by keys and scanner: what the screen says and what the core says afterwards.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { violations } from '../lib/axe.mjs';
import { Shop } from '../lib/shop.mjs';
import { Key, openWindow, twin } from '../lib/window.mjs';

const MUG = '4006381333931';
const TEA = '96385074';
const TOMAN = 10;
const OWNER_PIN = '2580';
const CASHIER_PIN = '1357';

let folder;
let window;
let shop;
let mug;
let tea;
let maryam;

before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'bazgasht-counter-'));
  window = await openWindow({ folder });
});
after(async () => {
  await window?.close();
  if (folder) await rm(folder, { recursive: true, force: true });
});

const step = (name, run) => test(name, { timeout: 120_000 }, run);
const script = (code, ...more) => window.driver.executeScript(code, ...more);

/** What the open screen violates, in both themes. */
async function clean(screen) {
  for (const theme of ['light', 'dark']) {
    await window.theme(theme);
    assert.deepEqual(await violations(window), [], `${screen}, ${theme}`);
  }
  await window.theme('light');
}

/** Waits until the focus is in the field with this id. */
const focused = (id) => window.driver.wait(() => script('return document.activeElement?.id === arguments[0]', id), 15_000, `the focus never came to #${id}`);
const gone = (selector) => window.driver.wait(() => script('return !document.querySelector(arguments[0])', selector), 15_000, `${selector} stays`);
const says = (selector, words) => window.driver.wait(() => script('return document.querySelector(arguments[0])?.innerText.includes(arguments[1]) ?? false', selector, words), 15_000, `${selector} never said: ${words}`);

/** A scanner is a fast keyboard that ends with Enter. */
const scan = (code) => window.type(code, Key.ENTER);

/** A key of the counter, pressed wherever the focus is. */
const press = (key) => window.type(key);

/** Replaces what stands in a field, as hands do. */
async function write(selector, ...keys) {
  await script('arguments[0].focus(); arguments[0].select()', await window.find(selector));
  await window.driver.actions().sendKeys(...keys).perform();
}

/** Takes back what the toast with these words tells of. */
async function undo(words) {
  const find = 'return [...document.querySelectorAll(".toast")].find((toast) => toast.innerText.includes(arguments[0]))?.querySelector("button:not([aria-label])") ?? null';
  await script('arguments[0].click()', await window.driver.wait(() => script(find, words), 15_000, `no toast: ${words}`));
}

async function atCounter() {
  await window.press('صندوق');
  await focused('find');
}

/** The counter is empty again and the sale stands there. */
async function saved() {
  await window.sees('فروش ثبت شد');
  await focused('find');
  return (await shop.ask('day_so_far')).recent[0];
}

/** The person stands at the counter. */
async function atDesk(name) {
  await window.driver.wait(() => script('return document.querySelector(".finder")?.innerText.includes(arguments[0])', name), 15_000, `${name} is not at the counter`);
}

step('a shop with two products and a customer with a card', async () => {
  shop = await new Shop(window).start();
  mug = await shop.product('ماگ سرامیکی', 480_000, MUG);
  tea = await shop.product('چای کیسه‌ای', 120_000, TEA);
  maryam = await shop.customer('مریم', 'سبزواری', '09121234567');
  await shop.sale(maryam, [[mug, 'ماگ سرامیکی', 2, 480_000]], { days: 20 });
  assert.equal(await shop.balance(maryam), 90_000, 'every 100,000 toman earns 10,000 points');
});

step('a returning customer by scanner: card, goods, Enter', async () => {
  const { card_no: card } = await shop.change('issue_card', { customer: maryam });
  await atCounter();
  await scan(card);
  await atDesk('مریم سبزواری');
  await scan(MUG);
  await window.sees('ماگ سرامیکی');
  await says('aside.bill', '۴۸۰٬۰۰۰');
  await clean('a person and a line');
  await focused('find');
  await press(Key.ENTER);
  const receipt = await saved();
  assert.deepEqual([receipt.customer, receipt.payable_rial, receipt.points_earned], [maryam, 480_000 * TOMAN, 40_000], 'three actions, no mouse');
  await clean('the sale as it was saved');
});

step('a sale put aside keeps its points and is taken up again', async () => {
  await atCounter();
  await scan('09121234567');
  await atDesk('مریم سبزواری');
  await scan(MUG);
  await says('aside.bill', '۴۸۰٬۰۰۰');
  await press(Key.F4);
  await focused('redeem');
  await write('#redeem', '100000');
  await says('aside.bill', '۴۷۰٬۰۰۰');
  await press(Key.F10);
  await focused('suspend-label');
  await window.type('کت آبی', Key.ENTER);
  await gone('[role=dialog]');
  const { sales } = await shop.ask('list_suspended');
  assert.deepEqual([sales.length, sales[0].label, sales[0].held_points, sales[0].hold], [1, 'کت آبی', 100_000, 'active'], 'reserved, not spent');
  assert.equal(await shop.balance(maryam), 130_000, 'nothing was spent');
  const other = await shop.ask('preview_sale', { customer: maryam, amount_text: '500000', lines: [], discount_text: '', redeem_text: '' });
  assert.ok(other.redeem_points_max <= 30_000, 'what is held is not offered to another sale');
  await press(Key.F10);
  await window.sees('فروش‌های نگه‌داشته');
  await says('[role=dialog]', '۱۰۰٬۰۰۰ امتیاز کنار گذاشته');
  await clean('sales put aside');
  await press(Key.ENTER);
  await gone('[role=dialog]');
  await atDesk('مریم سبزواری');
  await says('aside.bill', '۴۷۰٬۰۰۰');
  await window.press('ثبت فروش');
  const receipt = await saved();
  assert.deepEqual([receipt.points_redeemed, receipt.payable_rial], [100_000, 470_000 * TOMAN], 'with the points it had kept');
  assert.deepEqual((await shop.ask('list_suspended')).sales, [], 'it ended once');
});

step('points and a coupon in one sale', async () => {
  // The core puts a check character behind it.
  const { code } = await shop.change('save_coupon', {
    coupon: null,
    code: 'YALDA',
    customer: null,
    archived: false,
    fields: { name: 'یلدا', benefit: { kind: 'amount', rial: 30_000 * TOMAN }, minimum_rial: 0, max_uses: null, max_uses_per_customer: 1, from: null, until: null, products: [], categories: [], tiers: [] },
  });
  const before = await shop.balance(maryam);
  await atCounter();
  await scan('09121234567');
  await atDesk('مریم سبزواری');
  await scan(MUG);
  await says('aside.bill', '۴۸۰٬۰۰۰');
  await press(Key.F5);
  await focused('coupon');
  await window.type(code.toLowerCase());
  await says('aside.bill', '۴۵۰٬۰۰۰');
  await press(Key.F4);
  await focused('redeem');
  await write('#redeem', '50000');
  await says('aside.bill', '۴۴۵٬۰۰۰');
  await clean('points and a coupon');
  await press(Key.ENTER);
  const receipt = await saved();
  assert.deepEqual([receipt.coupon_code, receipt.points_redeemed, receipt.payable_rial], [code, 50_000, 445_000 * TOMAN], 'both took part');
  assert.equal((await shop.balance(maryam)) - before, receipt.points_earned - 50_000, 'and the ledger says the same');
});

step('one line comes back: with a reason, its points, the money split by hand', async () => {
  const sold = await shop.sale(maryam, [[mug, 'ماگ سرامیکی', 2, 480_000], [tea, 'چای کیسه‌ای', 1, 120_000]], {
    payments: [{ kind: 'cash', amount_rial: 2_000_000 }, { kind: 'card', amount_rial: 8_800_000 }],
  });
  const before = await shop.balance(maryam);
  await atCounter();
  await scan(`R${sold.invoice_no.padStart(6, '0')}`);
  await window.find('.return-first');
  await window.driver.wait(() => script('return document.activeElement?.classList.contains("return-first")'), 15_000);
  await press(Key.ARROW_UP);
  await says('[data-testid=refund]', '۴۸۰٬۰۰۰');
  const told = await script('return document.querySelector("[data-testid=return-points]").innerText');
  assert.match(told, /۴۰٬۰۰۰ امتیاز.* این خرید پس گرفته می‌شود/, 'what happens to points, before');
  await window.press('چند روش');
  await window.find('#refund-cash');
  await write('#refund-cash', '80000');
  await write('#refund-card', '400000');
  await window.sees('بخش‌ها با برگشتی یکی است');
  await clean('a return');
  await press(Key.ENTER);
  await window.sees('مرجوعی ثبت نشد');
  await focused('return-reason');
  await window.type('لب‌پر بود', Key.ENTER);
  await gone('[role=dialog]');
  await window.sees('ثبت شد، ۴۸۰٬۰۰۰ تومان');
  const { points } = await shop.ask('preview_return', { sale: sold.sale, what: { kind: 'lines', lines: [] } });
  assert.equal(points.balance_after, await shop.balance(maryam), 'the preview and the ledger agree');
  assert.equal(before - (await shop.balance(maryam)), 40_000, 'what exactly this mug had earned');
  const till = await shop.ask('read_till');
  const kind = (name) => till.figures.kinds.find((one) => one.kind === name).refunds_rial;
  assert.deepEqual([kind('cash'), kind('card')], [800_000, 4_000_000], 'as it was split');
});

step('a sale on credit, settled at the till and taken back from the toast', async () => {
  const ali = await shop.customer('علی', 'رضایی', '09351112233');
  await atCounter();
  await scan('09351112233');
  await atDesk('علی رضایی');
  await scan(TEA);
  await says('aside.bill', '۱۲۰٬۰۰۰');
  await window.press('نسیه');
  await window.press('ثبت فروش');
  const receipt = await saved();
  assert.equal(receipt.customer, ali);
  await scan('09351112233');
  await says('[data-testid=credit-hint]', '۱۲۰٬۰۰۰ تومان نسیهٔ باز دارد');
  await window.click('[data-testid=credit-hint] button');
  await window.find('#settle-amount');
  await clean('what is owed');
  await write('#settle-amount', '50000', Key.ENTER);
  await says('[data-testid=open-credit]', '۷۰٬۰۰۰');
  await undo('دریافت شد');
  await says('[data-testid=open-credit]', '۱۲۰٬۰۰۰');
  await write('#settle-amount', '120000', Key.ENTER);
  await window.sees('نسیهٔ بازی ندارد');
  const { open_rial: open, rows } = await shop.ask('credit_statement', { customer: ali });
  assert.deepEqual([open, rows.length], [0, 4], 'a sale, a settlement and its reversal, the settlement that stands');
});

step('cash goes out with a reason, the drawer is counted and closed, and opened again', async () => {
  await window.press('بستن صندوق');
  await window.find('#drawer-counted');
  const before = (await shop.ask('read_till')).expected_cash_rial;
  await window.press('برداشت از صندوق');
  await focused('move-amount');
  await window.type('20000', Key.ENTER);
  await focused('move-reason');
  await window.type('نان و پنیر', Key.ENTER);
  await gone('[role=dialog]');
  const till = await shop.ask('read_till');
  assert.equal(till.expected_cash_rial, before - 20_000 * TOMAN, 'it is not in the drawer any more');
  assert.equal(till.moves[0].reason, 'نان و پنیر');
  await clean('the open record');
  const short = till.expected_cash_rial / TOMAN - 1_000;
  await write('#drawer-counted', String(short));
  await says('#drawer-difference', 'کسری');
  await write('#drawer-left', '50000', Key.ENTER);
  await window.sees('صندوق بسته شد، صورت ۱');
  const [kept] = (await shop.ask('list_closes', { offset: 0, limit: 5 })).closes;
  assert.deepEqual([kept.difference_rial, kept.left_cash_rial, kept.moves.length], [-1_000 * TOMAN, 50_000 * TOMAN, 1], 'what was counted is what is kept');
  await undo('صندوق بسته شد');
  await window.sees('برگردانده شد');
  assert.equal((await shop.ask('list_closes', { offset: 0, limit: 5 })).closes[0].undone, true, 'open again');
});

step('two records of one person become one, and two again', async () => {
  const twice = await shop.customer('مريم', 'سبزوارى', '09121230000');
  await shop.sale(twice, [[tea, 'چای کیسه‌ای', 1, 120_000]]);
  const sum = (await shop.balance(maryam)) + (await shop.balance(twice));
  await window.press('مشتریان');
  await write('input[type=search], .head input', '1234567');
  await window.driver.wait(async () => (await script('return document.querySelectorAll("[id^=customer-row-]").length')) === 1, 15_000);
  await window.click('#customer-row-0');
  await (await window.find('button[aria-label="کارهای دیگر"]')).sendKeys(Key.ENTER);
  await window.press('یکی‌کردن با پرونده‌ای دیگر');
  await write('#merge-with', '1230000');
  await window.driver.wait(() => script('return !!document.querySelector("[role=dialog] [role=option]")'), 15_000);
  await window.type(Key.ENTER);
  await window.sees('یکی‌کردن دو پرونده');
  await window.press('یکی کن');
  await window.sees('یکی شد');
  assert.equal(await shop.balance(maryam), sum, 'their points are one sum');
  await undo('یکی شد');
  await window.driver.wait(async () => (await shop.balance(maryam)) !== sum, 15_000);
  assert.equal((await shop.balance(maryam)) + (await shop.balance(twice)), sum, 'each has their own again');
});

step('a cashier is refused an owner’s change, and the owner’s PIN lets this one through', async () => {
  const { staff } = await shop.ask('list_staff');
  await shop.change('set_staff_secret', { staff: staff[0].who.id, secret: OWNER_PIN });
  await shop.change('add_staff', { name: 'سارا کریمی', role: 'cashier', secret: CASHIER_PIN });
  await shop.ask('lock');
  await window.sees('برنامه قفل است');
  await clean('the lock');
  await window.press('سارا کریمی');
  await window.type(CASHIER_PIN, Key.ENTER);
  await window.driver.wait(() => script('return document.querySelector(".rail")?.innerText.includes("سارا کریمی") ?? false'), 20_000, 'nobody came in');
  const refused = await window.call('save_settings', { request_id: 'cashier-1', density: 'compact' });
  assert.equal(refused.problem?.code, 'forbidden', 'not hers to change');
  await window.press('مشتریان');
  await (await window.find('button[aria-label="نمایش"]')).sendKeys(Key.ENTER);
  await window.press('فشرده');
  await window.sees('اجازهٔ مدیر');
  await clean('the approval');
  await window.type(OWNER_PIN, Key.ENTER);
  await gone('[role=dialog]');
  await window.driver.wait(() => script('return document.documentElement.dataset.density === "compact"'), 15_000, 'it never went through');
  assert.equal((await shop.ask('shop_status')).density, 'compact', 'this one went through');
  const again = await window.call('save_settings', { request_id: 'cashier-2', density: 'comfortable' });
  assert.equal(again.problem?.code, 'forbidden', 'and only this one');
});

step('the closed file says the same to the twin', async () => {
  await window.close();
  window = undefined;
  const ask = async (command, payload) =>
    JSON.parse(execFileSync(twin, ['--data', folder, '--as', 'حسین مهدیان', 'rpc', command, JSON.stringify(payload)], { env: { ...process.env, BAZGASHT_SECRET: OWNER_PIN } }));
  const { entries, balance } = await ask('points_statement', { customer: maryam, skip: 0, limit: 50 });
  assert.equal(entries.reduce((sum, entry) => sum + entry.points, 0), balance, 'every entry of the ledger adds up to the balance');
  assert.deepEqual((await ask('list_debtors', {})).rows, [], 'nobody owes');
});
