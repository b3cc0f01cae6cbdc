// صندوق: three actions and no mouse, one sale for two Enters, a scanner that works anywhere, nothing typed is ever lost.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { axe, focused, launch, open, overflow } from './kit.mjs';

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const counter = async (query = {}, viewport) => {
  const page = await open(browser, { screen: 'counter', ...query }, viewport);
  await page.waitForSelector('#find');
  await page.waitForFunction(() => document.activeElement?.id === 'find');
  return page;
};
const calls = (page, command) => page.evaluate((name) => window.fixture.host.calls.filter((each) => each.command === name).map((each) => each.payload), command);
/** As a hand types: slower than a scanner. */
const type = (page, text) => page.keyboard.type(text, { delay: 110 });
/** As a scanner types: a burst that ends with Enter, made inside the page, so that a busy machine cannot slow it down. */
const scan = async (page, code) => {
  // A scan never follows a key within its own pace.
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
const text = (page, selector) => page.textContent(selector);
const saved = (page) => page.waitForFunction(() => document.querySelector('.bill')?.textContent?.includes('فروش ثبت شد'));

describe('a sale by keyboard', () => {
  test('digits ⏎ amount ⏎: a returning customer in three actions, and ready for the next', async () => {
    const page = await counter();
    await type(page, '5834821');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.activeElement?.id === 'amount');
    await type(page, '2450000');
    await page.keyboard.press('Enter');
    await saved(page);
    const [sale, ...more] = await calls(page, 'record_sale');
    assert.equal(more.length, 0, 'one sale');
    assert.equal(sale.customer, 9, 'for the person of those digits');
    assert.equal(sale.amount_rial, 24_500_000, 'toman are stored as rial');
    assert.deepEqual(sale.payments, [{ kind: 'card', amount_rial: 24_500_000 }], 'paid whole by the usual kind');
    await page.waitForFunction(() => document.activeElement?.id === 'find' && document.activeElement.value === '');
    assert.match(await text(page, '.bill'), /مریم سبزواری/, 'the bill tells whose sale it was');
    assert.deepEqual(page.faults, [], 'nothing went wrong on the way');
  });

  test('Enter faster than the answer still chooses the right person', async () => {
    const page = await counter();
    await page.evaluate(() => {
      const input = document.querySelector('#find');
      input.value = '5834821';
      input.dispatchEvent(new Event('input', { bubbles: true }));
      input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
    });
    await page.waitForSelector('.found h2');
    assert.equal((await text(page, '.found h2')).trim(), 'مریم سبزواری', 'the answer was waited for');
  });

  test('a double Enter makes one sale', async () => {
    const page = await counter({ save: 'slow' });
    await page.focus('#amount');
    await type(page, '120000');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await page.waitForSelector('[aria-busy="true"].btn-primary');
    assert.match(await text(page, '.btn-primary.btn-xl'), /در حال ثبت/, 'pending has its own words');
    await page.keyboard.press('Enter');
    await saved(page);
    assert.equal((await calls(page, 'record_sale')).length, 1, 'the second and third Enter were nothing');
  });

  test('a retry after an error keeps the request id; the next sale has its own', async () => {
    const page = await counter({ save: 'fails_once' });
    await page.focus('#amount');
    await type(page, '120000');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.banner-bad');
    assert.equal(await page.inputValue('#amount'), '۱۲۰٬۰۰۰', 'what was typed is still there');
    await page.keyboard.press('Enter');
    await saved(page);
    await page.focus('#amount');
    await type(page, '90000');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.querySelector('.bill .big')?.textContent?.includes('۹۰٬۰۰۰'));
    await saved(page);
    const ids = (await calls(page, 'record_sale')).map((each) => each.request_id);
    assert.equal(ids.length, 3, 'failed, repeated, next');
    assert.equal(ids[0], ids[1], 'the same intent');
    assert.notEqual(ids[1], ids[2], 'another intent');
  });

  test('F4 spends points, F6 chooses how to pay, F7 opens the discount', async () => {
    const page = await counter();
    await type(page, '5834821');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.found');
    await type(page, '2450000');
    await page.keyboard.press('F4');
    await page.waitForFunction(() => document.activeElement?.id === 'redeem');
    assert.equal(await page.inputValue('#redeem'), '۴۲۰٬۰۰۰', 'the points that are about to expire');
    await page.keyboard.press('F7');
    await page.waitForFunction(() => document.activeElement?.id === 'discount');
    await type(page, '8000');
    await page.keyboard.press('F6');
    await page.keyboard.press('ArrowLeft');
    await page.waitForFunction(() => document.querySelector('.big')?.textContent?.includes('۲٬۴۰۰٬۰۰۰'));
    await page.keyboard.press('Enter');
    await saved(page);
    const [sale] = await calls(page, 'record_sale');
    assert.deepEqual([sale.redeem_points, sale.discount_rial], [420_000, 80_000], 'points and discount as typed');
    assert.deepEqual(sale.payments, [{ kind: 'cash', amount_rial: 24_000_000 }], 'left of the card is cash');
  });

  test('mixed payments always add up: the card takes what is left', async () => {
    const page = await counter();
    await page.focus('#amount');
    await type(page, '500000');
    await page.keyboard.press('F6');
    await page.keyboard.press('ArrowRight');
    await page.fill('#pay-cash', '۲۰۰۰۰۰');
    await page.focus('#pay-cash');
    await page.keyboard.press('Enter');
    await saved(page);
    const [sale] = await calls(page, 'record_sale');
    assert.deepEqual(sale.payments, [{ kind: 'cash', amount_rial: 2_000_000 }, { kind: 'card', amount_rial: 3_000_000 }], 'two parts, one sum');
  });

  test('a mixed payment beyond the payable is not sent', async () => {
    const page = await counter();
    await page.focus('#amount');
    await type(page, '500000');
    await page.keyboard.press('F6');
    await page.keyboard.press('ArrowRight');
    await page.fill('#pay-cash', '900000');
    await page.focus('#pay-cash');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#pay-problem');
    assert.equal((await calls(page, 'record_sale')).length, 0, 'nothing was recorded');
  });
});

describe('amounts', () => {
  test('words under the amount, a tenfold slip is asked about, an empty amount is asked for', async () => {
    const page = await counter();
    await page.focus('#amount');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#amount-problem');
    assert.match(await text(page, '#amount-problem'), /مبلغ را بنویسید/, 'told beside the field, only after trying');
    await page.keyboard.press('F2');
    await type(page, '5834821');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.found');
    await type(page, '24500000');
    await page.waitForSelector('.slip');
    assert.match(await text(page, '#amount-words'), /بیست و چهار میلیون و پانصد هزار تومان/, 'the amount in words');
    assert.match(await text(page, '.slip'), /۲٬۴۵۰٬۰۰۰ بود/, 'what was probably meant is named');
    await page.click('.slip button');
    assert.equal(await page.inputValue('#amount'), '۲٬۴۵۰٬۰۰۰', 'and taken with one press');
  });

  test('any digits and separators are read; the caret stays where it was', async () => {
    const page = await counter();
    await page.focus('#amount');
    await type(page, '١٢٣,456');
    assert.equal(await page.inputValue('#amount'), '۱۲۳٬۴۵۶', 'Arabic and Latin digits become one number');
    await page.keyboard.press('Home');
    await page.keyboard.press('Delete');
    await type(page, '9');
    assert.equal(await page.inputValue('#amount'), '۹۲۳٬۴۵۶', 'typing in the middle does not jump to the end');
  });
});

describe('the scanner', () => {
  test('a product from inside the amount: a line appears and the typed amount is untouched', async () => {
    const page = await counter();
    await page.focus('#amount');
    await type(page, '2500');
    await scan(page, '6260100012345');
    await page.waitForSelector('ul.lines');
    assert.match(await text(page, 'ul.lines'), /ماگ سرامیکی/, 'the product is in the bill');
    assert.equal((await calls(page, 'record_sale')).length, 0, 'its Enter did not record the sale');
    await page.click('[role=radio]:has-text("فقط مبلغ")');
    assert.equal(await page.inputValue('#amount'), '۲٬۵۰۰', 'the amount is as it was typed');
  });

  test('from a button, twice: quantity two', async () => {
    const page = await counter();
    await page.focus('.btn-primary.btn-xl');
    await scan(page, '6260100012345');
    await page.waitForSelector('ul.lines');
    await scan(page, '6260100012345');
    await page.waitForFunction(() => document.querySelector('.big')?.textContent?.includes('۹۶۰٬۰۰۰'));
    assert.equal(await page.locator('ul.lines li').count(), 1, 'one line');
  });

  test('a telephone number chooses its person, with the text in the find box restored', async () => {
    const page = await counter();
    await page.focus('#amount');
    await scan(page, '09125834821');
    await page.waitForSelector('.found h2');
    assert.equal((await text(page, '.found h2')).trim(), 'مریم سبزواری', 'the owner of the number');
    assert.equal(await page.inputValue('#amount'), '', 'nothing was left in the amount');
  });

  test('an unknown code offers to create', async () => {
    const page = await counter();
    await page.focus('#amount');
    await type(page, '77');
    await scan(page, '990011223344');
    await page.waitForSelector('[role=option]:has-text("ساختن مشتری با این کارت")');
    assert.equal(await page.inputValue('#amount'), '۷۷', 'the amount is untouched');
    assert.match(await text(page, '[role=option][aria-selected=true]'), /ساختن کالا با این کد/, 'a code is more often a product’s');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#create-card');
    assert.equal(await page.inputValue('#create-card'), '۹۹۰۰۱۱۲۲۳۳۴۴', 'the code is the card of the new person');
  });

  test('a quick hand in the amount is no scanner: the amount stays and Enter records it', async () => {
    const page = await counter();
    await page.focus('#amount');
    await page.waitForTimeout(150);
    await page.evaluate(async () => {
      const field = document.querySelector('#amount');
      for (const letter of ['2', '5', '0', '0', '0', '0', 'Enter']) {
        field.dispatchEvent(new KeyboardEvent('keydown', { key: letter, bubbles: true, cancelable: true }));
        if (letter !== 'Enter') {
          field.setRangeText(letter, field.value.length, field.value.length, 'end');
          field.dispatchEvent(new Event('input', { bubbles: true }));
        }
        await new Promise((resolve) => setTimeout(resolve, 55));
      }
    });
    await saved(page);
    const [sale] = await calls(page, 'record_sale');
    assert.equal(sale.amount_rial, 2_500_000, 'as it was typed');
  });

  test('keys that fall beside every field go to the find box', async () => {
    const page = await counter();
    await page.evaluate(() => document.activeElement.blur());
    await type(page, 'نیش');
    assert.equal(await page.inputValue('#find'), 'نیش', 'not a letter is lost');
  });
});

describe('a new person', () => {
  test('no hit: Enter opens the form, digits are already the mobile, Enter makes the customer', async () => {
    const page = await counter();
    await type(page, '09127774433');
    await page.waitForSelector('.none');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.activeElement?.id === 'create-first');
    await type(page, 'سارا');
    await page.keyboard.press('Tab');
    await type(page, 'احمدی');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.found h2');
    assert.equal((await text(page, '.found h2')).trim(), 'سارا احمدی', 'the new person is at the counter');
    assert.equal(await focused(page).then(() => page.evaluate(() => document.activeElement.id)), 'amount', 'and the amount is next');
  });

  test('letters become the name; Esc goes back and coming again finds them', async () => {
    const page = await counter();
    await type(page, 'زینب قاسمی');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#create-first');
    assert.deepEqual([await page.inputValue('#create-first'), await page.inputValue('#create-last')], ['زینب', 'قاسمی'], 'split at the first space');
    await page.fill('#create-mobile', '0912');
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => document.activeElement?.id === 'find');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#create-mobile');
    assert.equal(await page.inputValue('#create-mobile'), '۰۹۱۲', 'one step back lost nothing');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#create-mobile-problem');
  });

  test('a mobile that is somebody else’s: open that one, or the family shares it', async () => {
    const page = await counter();
    await type(page, 'سارا احمدی نو');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#create-mobile');
    await page.fill('#create-mobile', '09125834821');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.banner-warn');
    assert.match(await text(page, '.banner-warn'), /مریم سبزواری/, 'whose it is');
    await page.click('button:has-text("خانواده‌اند")');
    await page.waitForSelector('.found h2');
    const tries = await calls(page, 'create_customer');
    assert.deepEqual(tries.map((each) => each.shared_mobile_ok), [false, true], 'said by the person');
    assert.equal(tries[0].request_id, tries[1].request_id, 'one intent');
  });
});

describe('nothing is lost', () => {
  test('the draft outlives another screen and a crash', async () => {
    const page = await counter();
    await type(page, '5834821');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.found');
    await type(page, '350000');
    await page.keyboard.press('F3');
    await page.waitForSelector('[role=grid]');
    await page.keyboard.press('F2');
    await page.waitForSelector('.found h2');
    assert.equal(await page.inputValue('#amount'), '۳۵۰٬۰۰۰', 'still there after another screen');
    await page.reload();
    await page.waitForSelector('.found h2');
    assert.equal(await page.inputValue('#amount'), '۳۵۰٬۰۰۰', 'and after the program was gone');
  });

  test('a draft of the real shop is not sold in the sample', async () => {
    const page = await counter();
    await page.focus('#amount');
    await type(page, '350000');
    await page.evaluate(() => window.fixture.host.call('open_sample', { size: 's' }));
    await page.waitForFunction(() => document.querySelector('#amount')?.value === '');
  });

  test('undo for at least eight seconds brings the figures back', async () => {
    const page = await counter();
    await page.focus('#amount');
    await type(page, '120000');
    await page.keyboard.press('Enter');
    await saved(page);
    await page.waitForTimeout(8_200);
    await page.keyboard.press('Control+z');
    await page.waitForFunction(() => document.querySelector('#amount')?.value === '۱۲۰٬۰۰۰');
    const [undo] = await calls(page, 'cancel_sale');
    assert.equal(undo.sale, 248, 'that very sale');
  });

  test('the person and the whole draft come back from the toast', async () => {
    const page = await counter();
    await type(page, '5834821');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.found');
    await page.click('[aria-label="برداشتن مشتری از این فروش"]');
    await page.waitForSelector('.toast');
    assert.equal(await page.locator('.found').count(), 0, 'gone without a question');
    await page.click('.toast button:has-text("واگرد")');
    await page.waitForSelector('.found');
  });

  test('Esc goes back to the find box before it leaves the screen', async () => {
    const page = await counter();
    await page.focus('#amount');
    await type(page, '1000');
    await page.keyboard.press('Escape');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'find', 'one step');
    assert.equal(await page.inputValue('#amount'), '۱٬۰۰۰', 'nothing lost');
  });
});

describe('the day', () => {
  test('typed, read in the core, sent with the sale; a day that is not is told beside the field', async () => {
    const page = await counter();
    await page.focus('#amount');
    await type(page, '100000');
    await page.keyboard.press('F8');
    await page.waitForSelector('#sale-day');
    await page.fill('#sale-day', '1404/12/30');
    await page.waitForFunction(() => document.querySelector('#sale-day-hint')?.textContent?.includes('نیست'));
    await page.fill('#sale-day', '1405/09/19');
    await page.waitForFunction(() => document.querySelector('#sale-day-hint')?.textContent?.includes('پس از امروز'));
    await page.fill('#sale-day', '1405/09/15');
    await page.waitForFunction(() => document.querySelector('#sale-day-hint')?.textContent?.includes('۱۵ آذر'));
    await page.keyboard.press('Enter');
    await page.waitForSelector('#sale-day', { state: 'detached' });
    await page.focus('#amount');
    await page.keyboard.press('Enter');
    await saved(page);
    const [sale] = await calls(page, 'record_sale');
    assert.equal(sale.day, 20_793, 'three days before the shop’s today');
  });

  test('picked from the calendar: Saturday first, earlier months to the right', async () => {
    const page = await counter();
    await page.keyboard.press('F8');
    await page.waitForSelector('.cal');
    const heads = await page.locator('.cal th').allTextContents();
    assert.deepEqual(heads.map((each) => each.trim()), ['ش', 'ی', 'د', 'س', 'چ', 'پ', 'ج'], 'the Persian week');
    const [previous, next] = await Promise.all(['ماه پیش', 'ماه بعد'].map((name) => page.locator(`[aria-label="${name}"]`).boundingBox()));
    assert.ok(previous.x > next.x, 'earlier is to the right');
    await page.click('[aria-label="ماه پیش"]');
    await page.click('.cal button[aria-label*="۲۹ آبان"]');
    await page.waitForFunction(() => document.querySelector('.bill')?.textContent?.includes('۲۹ آبان'));
  });
});

describe('how it stands', () => {
  const STATES = [
    ['idle', async () => {}],
    ['found', async (page) => (await type(page, '5834821'), await page.keyboard.press('Enter'), await page.waitForSelector('.found'), await type(page, '2450000'))],
    ['list', async (page) => (await type(page, 'نیش'), await page.waitForSelector('[role=option]'))],
    ['lines', async (page) => (await scan(page, '6260100012345'), await page.waitForSelector('ul.lines'))],
    ['day', async (page) => (await page.keyboard.press('F8'), await page.waitForSelector('.cal'))],
    ['saved', async (page) => (await page.focus('#amount'), await type(page, '120000'), await page.keyboard.press('Enter'), await saved(page))],
  ];
  for (const theme of ['light', 'dark']) {
    for (const [name, go] of STATES) {
      test(`${name}, ${theme}: axe finds nothing, nothing runs over`, async () => {
        const page = await counter({ theme }, { width: 1024, height: 768 });
        await go(page);
        assert.deepEqual(await axe(page), [], 'no violation of any severity');
        assert.equal(await overflow(page), 0, 'no sideways scrolling at 1024');
        const save = page.locator('.btn-primary.btn-xl');
        if ((await save.count()) > 0) {
          const box = await save.boundingBox();
          assert.ok(box.y + box.height <= 768, 'the one button is in sight');
          assert.ok(box.height >= 44, 'and large enough for a thumb');
        }
      });
    }
  }

  test('errors: a search that fails says so and can be tried again', async () => {
    const page = await counter({ scenario: 'error' });
    await type(page, 'نیش');
    await page.waitForSelector('.finder [role=alert]');
    assert.match(await text(page, '.finder [role=alert]'), /دوباره/, 'with a way to try again');
    assert.deepEqual(await axe(page), [], 'also well when it is not');
  });
});
