// The till beyond one sale: products by scan, sales put aside, returns, what is owed, the drawer, paper. All without a mouse
// where a hand would be on the keys.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { axe, launch, open, overflow } from './kit.mjs';

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const counter = async (query = {}, viewport) => {
  const page = await open(browser, { screen: 'counter', ...query }, viewport);
  await page.waitForFunction(() => document.activeElement?.id === 'find');
  return page;
};
const calls = (page, command) => page.evaluate((name) => window.fixture.host.calls.filter((each) => each.command === name).map((each) => each.payload), command);
const type = (page, text) => page.keyboard.type(text, { delay: 110 });
const text = (page, selector) => page.textContent(selector);
const scan = async (page, code) => {
  await page.waitForTimeout(150);
  await page.evaluate((letters) => {
    const key = (name) => {
      const target = document.activeElement ?? document.body;
      const goesOn = target.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true }));
      return { field: document.activeElement, goesOn };
    };
    for (const letter of letters) {
      const { field, goesOn } = key(letter);
      if (!goesOn || !(field instanceof HTMLInputElement)) continue;
      field.setRangeText(letter, field.selectionStart, field.selectionEnd, 'end');
      field.dispatchEvent(new Event('input', { bubbles: true }));
    }
    key('Enter');
  }, code);
};
const saved = (page) => page.waitForFunction(() => document.querySelector('.bill')?.textContent?.includes('فروش ثبت شد'));
const gone = (page, selector) => page.waitForSelector(selector, { state: 'detached' });

describe('lines', () => {
  test('a scanned product, a scanned person, Enter: a sale of lines in three actions', async () => {
    const page = await counter();
    await scan(page, '6260100012345');
    await page.waitForSelector('ul.lines');
    await scan(page, '09125834821');
    await page.waitForSelector('.found h2');
    await page.keyboard.press('Enter');
    await saved(page);
    const [sale] = await calls(page, 'record_sale');
    assert.equal(sale.customer, 9, 'of the scanned person');
    assert.deepEqual(sale.lines.map((line) => [line.product, line.quantity]), [[1, 1]], 'with the scanned product');
  });

  test('a fraction, an own price, a discount in percent: exactly what was typed is sent', async () => {
    const page = await counter();
    await scan(page, '6260100012345');
    await page.waitForSelector('ul.lines');
    const quantity = page.locator('[aria-label="تعدادِ ماگ سرامیکی"]');
    await quantity.fill('0.75');
    assert.equal(await quantity.inputValue(), '۰٫۷۵', 'either decimal mark');
    await page.fill('#price-0', '500000');
    await page.click('[aria-label="تخفیفِ ماگ سرامیکی"]');
    await page.fill('#line-discount-0', '10%');
    await page.waitForFunction(() => document.querySelector('[data-testid=payable]')?.textContent?.includes('۳۳۷٬۵۰۰'));
    await page.keyboard.press('Enter');
    await saved(page);
    const [sale] = await calls(page, 'record_sale');
    assert.deepEqual(sale.lines, [{ product: 1, title: 'ماگ سرامیکی', quantity: 1, unit_price_rial: 5_000_000, quantity_milli: 750, discount_rial: 375_000 }], 'three quarters at 500,000 toman, a tenth off');
    assert.deepEqual(sale.payments, [{ kind: 'card', amount_rial: 3_375_000 }], 'paid as shown');
  });

  test('a quantity of nothing is told beside the line and the last good one stays', async () => {
    const page = await counter();
    await scan(page, '6260100012345');
    await page.waitForSelector('ul.lines');
    await page.fill('[aria-label="تعدادِ ماگ سرامیکی"]', '0');
    await page.waitForSelector('.lines [role=alert]');
    assert.match(await text(page, '.lines [role=alert]'), /بیشتر از صفر/, 'why');
  });

  test('a share off the whole bill follows the bill', async () => {
    const page = await counter();
    await page.focus('#amount');
    await type(page, '500000');
    await page.keyboard.press('F7');
    await page.waitForSelector('#discount');
    await page.fill('#discount', '10%');
    await page.waitForFunction(() => document.querySelector('[data-testid=payable]')?.textContent?.includes('۴۵۰٬۰۰۰'));
    await page.fill('#amount', '1000000');
    await page.focus('#amount');
    await page.keyboard.press('Enter');
    await saved(page);
    const [sale] = await calls(page, 'record_sale');
    assert.deepEqual([sale.amount_rial, sale.discount_rial], [10_000_000, 1_000_000], 'a tenth of what it was in the end');
  });

  test('a code that nobody knows becomes a product and goes into the sale', async () => {
    const page = await counter();
    await scan(page, '4006381333931');
    // On a stalled machine the burst counts as a quick hand: then its own Enter has chosen already.
    await page.waitForFunction(() => document.querySelector('#product-name, [role=option][aria-selected=true]')?.checkVisibility());
    if ((await page.locator('#product-name').count()) === 0) await page.keyboard.press('Enter');
    await page.waitForSelector('#product-name');
    assert.equal(await page.inputValue('#product-barcode'), '4006381333931', 'the code is in its field');
    await page.keyboard.type('چسب');
    await page.fill('#product-price', '۲۵۰۰۰');
    await page.focus('#product-price');
    await page.keyboard.press('Enter');
    await page.waitForSelector('ul.lines');
    assert.match(await text(page, 'ul.lines'), /چسب/, 'and in the sale');
  });

  test('a debt without a name is refused before it is sent', async () => {
    const page = await counter();
    await page.focus('#amount');
    await type(page, '500000');
    await page.keyboard.press('F6');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#pay-problem');
    assert.match(await text(page, '#pay-problem'), /به نام مشتری/, 'why, and that the sale is still there');
    assert.equal((await calls(page, 'record_sale')).length, 0, 'nothing was sent');
  });

  test('a coupon that is none holds the sale beside its field', async () => {
    const page = await counter();
    await page.focus('#amount');
    await type(page, '500000');
    await page.keyboard.press('F5');
    await page.waitForSelector('#coupon');
    await type(page, 'NONE-1');
    await page.waitForSelector('#coupon-problem');
    await page.keyboard.press('Enter');
    await page.waitForTimeout(200);
    assert.equal((await calls(page, 'record_sale')).length, 0, 'not sold');
    await page.fill('#coupon', 'YALDA-7');
    await page.keyboard.press('Enter');
    await saved(page);
    assert.equal((await calls(page, 'record_sale'))[0].coupon_code, 'YALDA-7', 'sent as typed');
  });
});

describe('sales put aside', () => {
  test('F10 puts it aside, F10 on an empty desk brings it back, the sale ends it', async () => {
    const page = await counter();
    await scan(page, '6260100012345');
    await page.waitForSelector('ul.lines');
    await page.keyboard.press('F10');
    await page.waitForFunction(() => document.activeElement?.id === 'suspend-label');
    await type(page, 'خانم کیفی');
    await page.keyboard.press('Enter');
    await gone(page, '#suspend-label');
    await page.waitForFunction(() => document.activeElement?.id === 'find');
    assert.equal(await page.locator('ul.lines').count(), 0, 'the desk is free');
    await page.keyboard.press('F10');
    await page.waitForFunction(() => document.activeElement?.classList.contains('open'));
    assert.match(await text(page, '[role=dialog]'), /خانم کیفی/, 'under its name');
    await page.keyboard.press('Enter');
    await page.waitForSelector('ul.lines');
    await page.waitForFunction(() => document.activeElement?.id === 'find');
    await page.keyboard.press('Enter');
    await saved(page);
    const [sale] = await calls(page, 'record_sale');
    assert.equal(sale.suspended, 1, 'the sale says which one it was');
  });

  test('after a restart they are there; Delete gives one up, the toast brings it back', async () => {
    const page = await counter({ suspended: 'two' });
    await page.keyboard.press('F10');
    await page.waitForFunction(() => document.activeElement?.classList.contains('open'));
    assert.match(await text(page, '[role=dialog]'), /آقای کت آبی[\s\S]*مریم سبزواری/, 'oldest first');
    assert.match(await text(page, '[role=dialog]'), /۴۲۰٬۰۰۰ امتیاز کنار گذاشته/, 'what one reserves');
    await page.keyboard.press('Delete');
    await page.waitForFunction(() => !document.querySelector('[role=dialog]')?.textContent?.includes('آقای کت آبی'));
    await page.keyboard.press('Escape');
    await page.click('.toast button:has-text("واگرد")');
    await page.waitForFunction(() => document.querySelector('.head')?.textContent?.includes('۲'));
  });
});

describe('goods that come back', () => {
  test('a scanned receipt, one line, a reason, Enter: by keys alone', async () => {
    const page = await counter();
    await scan(page, 'R000240');
    await page.waitForFunction(() => document.activeElement?.classList.contains('return-first'));
    await page.keyboard.press('ArrowUp');
    await page.waitForFunction(() => document.querySelector('[data-testid=refund]')?.textContent?.includes('۴۸۰٬۰۰۰'));
    assert.match(await text(page, '[data-testid=return-points]'), /۴۰٬۰۰۰ امتیازِ این خرید پس گرفته می‌شود/, 'what happens to points, in one sentence');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.activeElement?.id === 'return-reason');
    assert.match(await text(page, '[role=dialog] .banner-bad'), /دلیل/, 'a return has a reason');
    await type(page, 'لب‌پر');
    await page.keyboard.press('Enter');
    await gone(page, '[role=dialog]');
    const asked = (await calls(page, 'record_return')).at(-1);
    assert.deepEqual(asked.what, { kind: 'lines', lines: [{ line: 1, quantity_milli: 1_000 }] }, 'one of two');
    assert.deepEqual(asked.refund, [{ kind: 'card', amount_rial: 4_800_000 }], 'back as it was paid');
  });

  test('more than was sold is refused, an unknown invoice says so', async () => {
    const page = await counter();
    await page.keyboard.press('F11');
    await page.waitForFunction(() => document.activeElement?.id === 'return-find');
    await type(page, '9999');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.querySelector('#return-find-hint')?.textContent?.includes('نیست'));
    await page.fill('#return-find', '240');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.return-first');
    await page.fill('.return-first', '5');
    await page.waitForSelector('[role=dialog] .banner-bad');
    assert.match(await text(page, '[role=dialog] .banner-bad'), /بیش از/, 'told before saving');
  });
});

describe('the money of a return', () => {
  test('split by hand from the core’s proposal; what is left is said, and refused until it is even', async () => {
    const page = await counter();
    await scan(page, 'R000240');
    await page.waitForSelector('.return-first');
    await page.focus('.return-first');
    await page.keyboard.press('ArrowUp');
    await page.waitForFunction(() => document.querySelector('[data-testid=refund]')?.textContent?.includes('۴۸۰٬۰۰۰'));
    await page.click('[role=dialog] [role=radio]:has-text("چند روش")');
    await page.waitForFunction(() => document.querySelector('#refund-card')?.value === '۴۸۰٬۰۰۰');
    assert.match(await text(page, '#refund-rest'), /یکی است/, 'the proposal adds up');
    await page.fill('#refund-card', '400000');
    await page.waitForFunction(() => document.querySelector('#refund-rest')?.textContent?.includes('۸۰٬۰۰۰ تومان هنوز'));
    await page.fill('#refund-cash', '90000');
    await page.waitForFunction(() => document.querySelector('#refund-rest')?.textContent?.includes('۱۰٬۰۰۰ تومان بیشتر'));
    await page.fill('#return-reason', 'لب‌پر');
    await page.focus('#refund-cash');
    await page.keyboard.press('Enter');
    await page.waitForSelector('[role=dialog] .banner-bad');
    assert.match(await text(page, '[role=dialog] .banner-bad'), /چهارصد و هشتاد هزار/, 'what it must add up to');
    await page.fill('#refund-cash', '80000');
    await page.waitForFunction(() => document.querySelector('#refund-rest')?.textContent?.includes('یکی است'));
    await page.focus('#refund-cash');
    await page.keyboard.press('Enter');
    await gone(page, '[role=dialog]');
    const asked = (await calls(page, 'record_return')).at(-1);
    assert.deepEqual(asked.refund, [{ kind: 'cash', amount_rial: 800_000 }, { kind: 'card', amount_rial: 4_000_000 }], 'to the rial');
  });

  test('another line is split anew', async () => {
    const page = await counter();
    await scan(page, 'R000240');
    await page.waitForSelector('.return-first');
    await page.focus('.return-first');
    await page.keyboard.press('ArrowUp');
    await page.waitForFunction(() => document.querySelector('[data-testid=refund]')?.textContent?.includes('۴۸۰٬۰۰۰'));
    await page.click('[role=dialog] [role=radio]:has-text("چند روش")');
    await page.fill('#refund-card', '1');
    await page.focus('.return-first');
    await page.keyboard.press('ArrowUp');
    await page.waitForFunction(() => document.querySelector('#refund-card')?.value === '۹۶۰٬۰۰۰');
  });
});

describe('what is owed', () => {
  test('the counter says so; settling part and whole, taken back from the toast', async () => {
    const page = await counter();
    await type(page, '7853349');
    await page.keyboard.press('Enter');
    await page.waitForSelector('[data-testid=credit-hint]');
    assert.match(await text(page, '[data-testid=credit-hint]'), /۴۰۰٬۰۰۰ تومان نسیهٔ باز دارد/, 'how much');
    await page.click('[data-testid=credit-hint] button');
    await page.waitForSelector('#settle-amount');
    assert.equal(await page.inputValue('#settle-amount'), '۴۰۰٬۰۰۰', 'the whole is the first proposal');
    await page.fill('#settle-amount', '900000');
    await page.focus('#settle-amount');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#settle-problem');
    await page.fill('#settle-amount', '150000');
    await page.focus('#settle-amount');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.querySelector('[data-testid=open-credit]')?.textContent?.includes('۲۵۰٬۰۰۰'));
    const [paid, ...more] = await calls(page, 'settle_credit');
    assert.deepEqual([paid.amount_rial, paid.kind, more.length], [1_500_000, 'cash', 0], 'one entry');
    await page.click('.toast button:has-text("واگرد")');
    await page.waitForFunction(() => document.querySelector('[data-testid=open-credit]')?.textContent?.includes('۴۰۰٬۰۰۰'));
    assert.match(await text(page, 'tbody'), /برگشتِ تسویه/, 'by a line of its own');
  });
});

describe('the drawer', () => {
  test('counted, the difference by sign and word, closed, taken back', async () => {
    const page = await open(browser, { screen: 'till' });
    await page.waitForSelector('#drawer-counted');
    assert.match(await text(page, '[data-testid=expected]'), /۶٬۱۰۰٬۰۰۰/, 'opening and what came in cash');
    await page.fill('#drawer-counted', '6090000');
    await page.waitForFunction(() => document.querySelector('#drawer-difference')?.textContent?.includes('کسری'));
    assert.match(await text(page, '#drawer-difference'), /−۱۰٬۰۰۰/, 'short, by sign');
    await page.fill('#drawer-left', '1000000');
    await page.focus('#drawer-left');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.querySelector('.toast')?.textContent?.includes('صندوق بسته شد'));
    const [close] = await calls(page, 'close_day');
    assert.deepEqual([close.counted_cash_rial, close.left_cash_rial, close.sales_seen], [60_900_000, 10_000_000, 41], 'what was seen is what is signed');
    await page.click('.toast button:has-text("واگرد")');
    await page.waitForFunction(() => document.querySelector('[aria-label="صورت‌های بسته"]')?.textContent?.includes('برگردانده شد'));
  });

  test('a sale in between refuses the close and shows the new figures', async () => {
    const page = await open(browser, { screen: 'till', moved: 'once' });
    await page.waitForSelector('#drawer-counted');
    await page.fill('#drawer-counted', '6100000');
    await page.focus('#drawer-counted');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.banner-bad');
    await page.focus('#drawer-counted');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.toast');
    const ids = (await calls(page, 'close_day')).map((each) => each.request_id);
    assert.notEqual(ids[0], ids[1], 'another look is another intent');
  });

  test('an amount of 300 digits is told beside its field', async () => {
    const page = await open(browser, { screen: 'till' });
    await page.waitForSelector('#drawer-counted');
    await page.fill('#drawer-counted', '9'.repeat(300));
    await page.waitForSelector('aside [role=alert]');
    assert.equal(await overflow(page), 0, 'and nothing runs over');
  });
});

describe('cash in and out of the drawer', () => {
  test('by keys alone: amount, reason, counted in what should be there, taken back', async () => {
    const page = await open(browser, { screen: 'till' });
    await page.waitForSelector('#drawer-counted');
    await page.focus('button:has-text("برداشت از صندوق")');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.activeElement?.id === 'move-amount');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#move-amount-problem');
    await page.fill('#move-amount', '70000000');
    await page.waitForFunction(() => document.querySelector('#move-after')?.textContent?.includes('کم می‌آید'));
    await page.fill('#move-amount', '200000');
    await page.waitForFunction(() => document.querySelector('#move-after')?.textContent?.includes('۵٬۹۰۰٬۰۰۰'));
    await page.focus('#move-amount');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.activeElement?.id === 'move-reason');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#move-reason-problem');
    await page.keyboard.type('نان و پنیر');
    await page.keyboard.press('Enter');
    await gone(page, '[role=dialog]');
    await page.waitForFunction(() => document.querySelector('[data-testid=expected]')?.textContent?.includes('۵٬۹۰۰٬۰۰۰'));
    assert.match(await text(page, '.moves'), /نان و پنیر.*−۲۰۰٬۰۰۰/s, 'with its reason and sign');
    assert.match(await text(page, '.sums'), /برداشت از صندوق/, 'and in the figures');
    await page.click('.toast button:has-text("واگرد")');
    await page.waitForFunction(() => document.querySelector('[data-testid=expected]')?.textContent?.includes('۶٬۱۰۰٬۰۰۰'));
    assert.match(await text(page, '.moves'), /برگردانده شد/, 'the row stays and says so');
  });

  test('a closed record keeps its moves, on the screen and on paper', async () => {
    const page = await open(browser, { screen: 'till' });
    await page.waitForSelector('summary');
    await page.click('summary');
    await page.waitForSelector('details .moves');
    await page.click('[aria-label="چاپ صورت ۱۷"]');
    await page.waitForSelector('[data-testid=sheet] .moves');
    const sheet = await text(page, '[data-testid=sheet]');
    for (const word of ['پول خرد از بانک', 'پیک و ناهار کارکنان', '۳۰۰٬۰۰۰', '۱۲۰٬۰۰۰']) assert.ok(sheet.includes(word), word);
    const over = await page.evaluate(() => {
      const sheet = document.querySelector('[data-testid=sheet] .sheet');
      const edge = sheet.getBoundingClientRect();
      return [...sheet.querySelectorAll('*')].filter((node) => node.getBoundingClientRect().width > 0 && (node.getBoundingClientRect().left < edge.left - 0.5 || node.getBoundingClientRect().right > edge.right + 0.5)).map((node) => node.className || node.tagName);
    });
    assert.deepEqual(over, [], 'nothing over the edge of the roll');
  });
});

describe('categories', () => {
  test('renamed in place by keys, a taken name is refused beside it, the toast brings the old one back', async () => {
    const page = await open(browser, { screen: 'products' });
    await page.click('button:has-text("دسته‌ها…")');
    await page.waitForFunction(() => document.activeElement?.id === 'category-1');
    await page.keyboard.press('ArrowDown');
    await page.waitForFunction(() => document.activeElement?.id === 'category-2');
    await page.fill('#category-2', 'ظرف');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#category-2-problem');
    await page.fill('#category-2', 'قهوه و دم‌نوش');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.querySelector('.toast')?.textContent?.includes('«قهوه» شد «قهوه و دم‌نوش»'));
    await page.keyboard.press('Escape');
    await gone(page, '[role=dialog]');
    await page.waitForFunction(() => document.querySelector('.chips')?.textContent?.includes('قهوه و دم‌نوش'));
    await page.click('.toast button:has-text("واگرد")');
    await page.waitForFunction(() => !document.querySelector('.chips')?.textContent?.includes('دم‌نوش'));
  });
});

describe('products', () => {
  test('made, refused beside the field, archived and brought back', async () => {
    const page = await open(browser, { screen: 'products' });
    await page.waitForSelector('tbody .name');
    await page.keyboard.press('Control+n');
    await page.waitForFunction(() => document.activeElement?.id === 'product-name');
    await page.keyboard.type('قندان');
    await page.fill('#product-barcode', '4006381333937');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#product-barcode-problem');
    assert.match(await text(page, '#product-barcode-problem'), /باید ۱ باشد/, 'which digit is expected');
    await page.fill('#product-barcode', '5901234123457');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.querySelector('#product-barcode-problem')?.textContent?.includes('سینی چوب گردو'));
    await page.fill('#product-barcode', '');
    await page.keyboard.press('Enter');
    await gone(page, '#product-name');
    await page.waitForFunction(() => document.querySelector('tbody')?.textContent?.includes('قندان'));
    await page.focus('tbody tr:first-child .name');
    await page.keyboard.press('Delete');
    await page.waitForFunction(() => !document.querySelector('tbody')?.textContent?.includes('ماگ سرامیکی'));
    await page.click('.toast:has-text("بایگانی") button:has-text("واگرد")');
    await page.waitForFunction(() => document.querySelector('tbody')?.textContent?.includes('ماگ سرامیکی'));
  });

  test('a cashier sees prices and no costs', async () => {
    const page = await open(browser, { screen: 'products', role: 'cashier' });
    await page.waitForSelector('tbody tr');
    assert.equal((await text(page, 'thead')).includes('حاشیه'), false, 'no margin');
    assert.equal(await page.locator('.btn-primary').count(), 0, 'nothing to change');
  });
});

describe('paper', () => {
  const paper = async (page, kind) => {
    await page.click(`[role=radio]:has-text("${kind}")`);
    await page.waitForSelector(`[data-testid=sheet] .sheet-${kind === 'A4' ? 'a4' : 'roll80'}`);
  };
  const WORDS = ['خانهٔ سپیدار', 'مریم سبزواری', 'ماگ سرامیکی', '۰٫۷۵', '۳٬۶۹۰٬۰۰۰', 'سه میلیون و ششصد و نود هزار تومان', '۳۶۰٬۰۰۰', '۷۲۰٬۰۰۰', 'R000240', 'تا ۷ روز با همین رسید'];

  test('a receipt on a roll and on A4: all of it, nothing over the edge, the same in print', async () => {
    const page = await counter({}, { width: 1280, height: 900 });
    await page.evaluate(() => window.fixture.print({ kind: 'sale', sale: 240 }));
    await page.waitForSelector('[data-testid=sheet] .sheet');
    for (const kind of ['رول ۸۰ میلی‌متری', 'A4']) {
      await paper(page, kind);
      const sheet = await text(page, '[data-testid=sheet]');
      for (const word of WORDS) assert.ok(sheet.includes(word), `${kind}: ${word}`);
      const over = await page.evaluate(() => {
        const sheet = document.querySelector('[data-testid=sheet] .sheet');
        const edge = sheet.getBoundingClientRect();
        return [...sheet.querySelectorAll('*')].filter((node) => {
          const box = node.getBoundingClientRect();
          return box.width > 0 && (box.left < edge.left - 0.5 || box.right > edge.right + 0.5);
        }).map((node) => node.className || node.tagName);
      });
      assert.deepEqual(over, [], `${kind}: nothing over the edge`);
    }
    await page.emulateMedia({ media: 'print' });
    const shown = await page.evaluate(() => [...document.body.children].filter((node) => getComputedStyle(node).display !== 'none').map((node) => node.className));
    assert.ok(shown.length === 1 && shown[0].includes('paper-out'), `only the sheet is on paper: ${shown}`);
  });

  test('Enter prints, a printer that is off says that the sale is safe, a PDF says where it is', async () => {
    const page = await counter({ printer: 'off' });
    await page.evaluate(() => window.fixture.print({ kind: 'sale', sale: 240 }));
    await page.waitForFunction(() => document.activeElement?.id === 'print-go');
    await page.waitForSelector('[data-testid=sheet] .sheet');
    await page.keyboard.press('Enter');
    await page.waitForSelector('[role=dialog] .banner-bad');
    assert.match(await text(page, '[role=dialog] .banner-bad'), /سر جایش/, 'what is safe');
    const ready = await counter();
    await ready.evaluate(() => window.fixture.print({ kind: 'sale', sale: 240 }));
    await ready.waitForSelector('[data-testid=sheet] .sheet');
    await ready.click('button:has-text("ذخیرهٔ PDF")');
    await ready.waitForFunction(() => document.querySelector('.toast')?.textContent?.includes('.pdf'));
    const [asked] = await calls(ready, 'print_page');
    assert.ok(asked.height_mm > 60, 'a roll is as long as its content');
  });

  test('a member’s card has the whole name and both codes', async () => {
    const page = await counter();
    await page.evaluate(() => window.fixture.print({ kind: 'card', customer: 9 }));
    await page.waitForSelector('[data-testid=sheet] .sheet-card');
    const name = await page.locator('[data-testid=sheet] .holder').boundingBox();
    assert.ok(name.width > 60, `«مریم سبزواری» on one line: ${name.width}`);
    assert.equal(await page.locator('[data-testid=sheet] svg').count(), 2, 'a barcode and a QR code');
  });

  test('F12 shows the receipt of the sale that was just made', async () => {
    const page = await counter();
    await page.focus('#amount');
    await type(page, '120000');
    await page.keyboard.press('Enter');
    await saved(page);
    await page.keyboard.press('F12');
    await page.waitForSelector('[data-testid=sheet] .sheet');
    assert.match(await text(page, '[data-testid=sheet]'), /۲۴۸/, 'its number');
  });
});

describe('how it stands', () => {
  const STATES = [
    ['products', { screen: 'products' }, async (page) => page.waitForSelector('tbody tr')],
    ['product', { screen: 'products' }, async (page) => (await page.waitForSelector('tbody .name'), await page.click('tbody .name'), await page.waitForSelector('#product-name'))],
    ['close', { screen: 'till' }, async (page) => page.waitForSelector('#drawer-counted')],
    ['move', { screen: 'till' }, async (page) => (await page.waitForSelector('#drawer-counted'), await page.click('button:has-text("برداشت از صندوق")'), await page.waitForSelector('#move-amount'))],
    ['closed', { screen: 'till' }, async (page) => (await page.waitForSelector('summary'), await page.click('summary'))],
    ['categories', { screen: 'products' }, async (page) => (await page.click('button:has-text("دسته‌ها…")'), await page.waitForSelector('#category-1'))],
    ['split', { screen: 'counter' }, async (page) => (await page.waitForSelector('#find'), await scan(page, 'R000240'), await page.waitForSelector('.return-first'), await page.click('button:has-text("همه")'), await page.click('[role=dialog] [role=radio]:has-text("چند روش")'), await page.waitForSelector('#refund-card'))],
    ['credit', { screen: 'till', tab: 'credit' }, async (page) => (await page.click('[role=radio]:has-text("نسیه‌ها")'), await page.waitForSelector('[aria-label="بدهکاران"]'), await page.click('[aria-label="بدهکاران"] li:nth-child(2) button'), await page.waitForSelector('#settle-amount'))],
    ['delivery', { screen: 'till' }, async (page) => (await page.click('[role=radio]:has-text("تحویل‌ها")'), await page.waitForSelector('[aria-label="باید تحویل شود"]'))],
    ['suspended', { screen: 'counter', suspended: 'two' }, async (page) => (await page.waitForSelector('#find'), await page.keyboard.press('F10'), await page.waitForSelector('[role=dialog] .open'))],
    ['return', { screen: 'counter' }, async (page) => (await page.waitForSelector('#find'), await scan(page, 'R000240'), await page.waitForSelector('.return-first'))],
    ['paper', { screen: 'counter' }, async (page) => (await page.evaluate(() => window.fixture.print({ kind: 'sale', sale: 240 })), await page.waitForSelector('[data-testid=sheet] .sheet'))],
    ['card', { screen: 'counter' }, async (page) => (await page.evaluate(() => window.fixture.print({ kind: 'card', customer: 9 })), await page.waitForSelector('[data-testid=sheet] .sheet'))],
    ['lines', { screen: 'counter' }, async (page) => (await page.waitForSelector('#find'), await scan(page, '6260100012345'), await page.waitForSelector('ul.lines'), await page.click('[aria-label="تخفیفِ ماگ سرامیکی"]'))],
  ];
  for (const theme of ['light', 'dark']) {
    for (const [name, query, go] of STATES) {
      test(`${name}, ${theme}: axe finds nothing, nothing runs over`, async () => {
        const page = await open(browser, { ...query, theme }, { width: 1024, height: 768 });
        await go(page);
        if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${name}-${theme}.png` });
        assert.deepEqual(await axe(page), [], 'no violation of any severity');
        assert.equal(await overflow(page), 0, 'no sideways scrolling at 1024');
      });
    }
  }
  for (const screen of ['products', 'till']) {
    for (const scenario of ['empty', 'error']) {
      test(`${screen}, ${scenario}: says why, and one thing to do`, async () => {
        const page = await open(browser, { screen, scenario });
        await page.waitForFunction(() => document.querySelector('main')?.textContent?.match(/هنوز|نشد|چیزی/));
        assert.deepEqual(await axe(page), [], 'also well when it is not');
      });
    }
  }
});
