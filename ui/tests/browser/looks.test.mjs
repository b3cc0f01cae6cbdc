// What an eye would notice: nothing cut off at 1024×768, the right theme from the first frame, one calendar, no costly layers.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { launch, open, overflow } from './kit.mjs';

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());
const close = (page) => page.context().close();
const SMALL = { width: 1024, height: 768 };

/** Numbers that are cut by a box around them, and text that is cut without saying so with an ellipsis. */
const cut = (page) =>
  page.evaluate(() => {
    const clips = (style) => style.overflowX !== 'visible';
    const scrolls = (style) => style.overflowX === 'auto' || style.overflowX === 'scroll';
    const seen = (node) => node.getClientRects().length > 0 && !node.closest('.vh, svg, [aria-hidden="true"]') && getComputedStyle(node).visibility === 'visible';
    const found = [];
    for (const node of document.querySelectorAll('#app *, [role=dialog] *')) {
      if (!seen(node)) continue;
      const style = getComputedStyle(node);
      const own = [...node.childNodes].some((child) => child.nodeType === Node.TEXT_NODE && child.textContent.trim() !== '');
      if (own && style.display !== 'inline' && node.clientWidth > 2 && node.scrollWidth > node.clientWidth + 1 && style.textOverflow !== 'ellipsis' && !scrolls(style))
        found.push(`text: ${node.className} «${node.textContent.trim().slice(0, 40)}»`);
      if (!node.matches('.num')) continue;
      const box = node.getBoundingClientRect();
      for (let around = node.parentElement; around && around !== document.body; around = around.parentElement) {
        const edge = around.getBoundingClientRect();
        const hides = clips(getComputedStyle(around)) && edge.width > 2;
        if (hides && (box.left < edge.left - 1 || box.right > edge.right + 1)) found.push(`number: ${node.textContent} in ${around.className}`);
        if (hides) break;
      }
    }
    return found;
  });

/** Buttons, badges and numbers that stand on one another in the same row. */
const overlapping = (page, selector) =>
  page.$$eval(selector, (all) => {
    const boxes = all.filter((one) => one.getClientRects().length > 0).map((one) => [one.textContent.trim().slice(0, 20), one.getBoundingClientRect()]);
    const meet = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
    return boxes.flatMap(([name, box], place) => boxes.slice(place + 1).filter(([, other]) => meet(box, other)).map(([other]) => `${name} × ${other}`));
  });

const SCREENS = [
  ['counter', { screen: 'counter' }, async (page) => page.waitForSelector('#find')],
  [
    'counter with a person',
    { screen: 'counter' },
    async (page) => {
      await page.waitForSelector('#find');
      await page.keyboard.type('5834821', { delay: 130 });
      await page.keyboard.press('Enter');
      await page.waitForSelector('.found');
      assert.deepEqual(await overlapping(page, '.found h2, .found .btn, .found .pts'), [], 'nothing stands on the points');
    },
  ],
  ['customers', { screen: 'customers' }, async (page) => page.waitForSelector('.row-line .strong')],
  ['customer', { screen: 'customer', id: '1' }, async (page) => page.waitForSelector('.tl li')],
  ['board', { screen: 'board' }, async (page) => page.waitForSelector('.kpi .val')],
  ['board with a door', { screen: 'board' }, async (page) => (await page.click('[data-card]'), await page.waitForSelector('.door section'))],
  ['data', { screen: 'data' }, async (page) => page.waitForSelector('main .card')],
  ['settings', { screen: 'settings' }, async (page) => page.waitForSelector('main input')],
];

describe('1024×768: nothing is cut off', () => {
  for (const [name, query, ready] of SCREENS)
    test(name, async () => {
      const page = await open(browser, query, SMALL);
      await ready(page);
      assert.equal(await overflow(page), 0, 'no sideways scrolling');
      assert.deepEqual(await cut(page), [], 'every number is whole, every cut text says so');
      await close(page);
    });

  test('the check sees a number that does not fit', async () => {
    const page = await open(browser, { screen: 'customers' }, SMALL);
    await page.waitForSelector('.row-line .strong');
    await page.addStyleTag({ content: '.grid { --columns: repeat(8, 4rem) !important }' });
    assert.notDeepEqual(await cut(page), [], 'otherwise the tests above prove nothing');
    await close(page);
  });
});

describe('the theme stands before the first paint', () => {
  for (const [given, system, expected] of [
    ['dark', 'light', 'dark'],
    ['light', 'dark', 'light'],
    ['system', 'dark', 'dark'],
    [undefined, 'light', 'light'],
  ])
    test(`shop ${given ?? 'unknown'}, system ${system}`, async () => {
      const context = await browser.newContext({ viewport: SMALL, colorScheme: system });
      const page = await context.newPage();
      await page.addInitScript((theme) => {
        if (theme) globalThis.bazgashtLooks = { theme, density: 'compact' };
        globalThis.painted = [];
        const look = () => {
          if (document.body) globalThis.painted.push(document.documentElement.dataset.theme);
          if (globalThis.painted.length < 5) requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      }, given);
      await page.goto(`${process.env.FIXTURE_URL ?? 'http://localhost:1421'}/tests/fixture.html?scenario=slow&theme=${given ?? system}`, { waitUntil: 'commit' });
      await page.waitForFunction(() => globalThis.painted?.length >= 5);
      const painted = await page.evaluate(() => globalThis.painted);
      assert.deepEqual([...new Set(painted)], [expected], 'no other theme in any frame');
      await context.close();
    });
});

describe('one calendar', () => {
  const OPEN = {
    counter: async (page) => (await page.waitForSelector('#find'), await page.keyboard.press('F8')),
    board: async (page) => (await page.waitForSelector('.kpi .val'), await page.click('[role="radio"]:has-text("بازه")')),
  };
  for (const [screen, show] of Object.entries(OPEN))
    test(`${screen}: arrows go the way the eye goes, no day after today`, async () => {
      const page = await open(browser, { screen });
      await show(page);
      const chosen = page.locator('.cal [aria-pressed="true"]');
      await chosen.waitFor();
      await chosen.focus();
      const name = () => page.evaluate(() => document.activeElement.getAttribute('aria-label'));
      const number = () => page.evaluate(() => document.activeElement.getAttribute('data-value'));
      const [day, before] = [await name(), await number()];
      await page.keyboard.press('ArrowRight');
      assert.ok((await number()) < before, `right of ${before} is the day before, not ${await number()}`);
      await page.keyboard.press('ArrowLeft');
      assert.equal(await name(), day, 'left and right undo each other');
      const heads = (await page.locator('.cal th').allTextContents()).map((each) => each.trim());
      assert.deepEqual(heads, ['ش', 'ی', 'د', 'س', 'چ', 'پ', 'ج'], 'Saturday first');
      const friday = page.locator('.cal tbody tr:nth-child(1) td:nth-child(7) button');
      assert.ok(await friday.evaluate((button) => button.classList.contains('off')), 'Friday is marked');
      assert.ok((await page.locator('.cal button.beyond[data-disabled]').count()) > 0 || screen === 'board', 'days to come cannot be picked');
      await close(page);
    });
});

test('nothing asks for a layer of its own: without a graphics card each one costs the whole window', async () => {
  const page = await open(browser, { screen: 'customers' });
  await page.waitForSelector('.row-line .strong');
  const layers = await page.evaluate(() => {
    const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]);
    const deep = rules.flatMap((rule) => (rule.cssRules ? [rule, ...rule.cssRules] : [rule]));
    const asks = deep.filter((rule) => rule.style?.willChange || rule.style?.backdropFilter).map((rule) => rule.cssText.slice(0, 80));
    const moves = deep.filter((rule) => rule instanceof CSSKeyframeRule && (rule.style.opacity || rule.style.transform)).map((rule) => rule.cssText);
    return [...asks, ...moves];
  });
  assert.deepEqual(layers, []);
  const masked = await page.$eval('[role=grid]', (grid) => {
    const around = [];
    for (let node = grid.parentElement; node; node = node.parentElement) around.push([node.className, getComputedStyle(node)]);
    return around.filter(([, style]) => style.overflowY !== 'visible' && style.borderStartStartRadius !== '0px').map(([name]) => name);
  });
  assert.deepEqual(masked, [], 'nor for a rounded mask around what scrolls');
  await close(page);
});
