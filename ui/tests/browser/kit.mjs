// What browser tests share: one browser, pages over the make-believe core, axe in both themes.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

const require = createRequire(import.meta.url);
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
export const BASE = process.env.FIXTURE_URL ?? 'http://localhost:1421';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const ARGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

export const browserPath = () => process.env.CHROMIUM ?? PLACES.find((path) => existsSync(path));
export const launch = () => chromium.launch({ executablePath: browserPath(), args: ARGS });

/** A page on a screen: `open(browser, { screen: 'board', theme: 'dark' }, { width, height })`. */
export async function open(browser, query = {}, viewport = { width: 1280, height: 800 }) {
  const context = await browser.newContext({ viewport, locale: 'fa-IR', timezoneId: 'Asia/Tehran', reducedMotion: 'reduce' });
  const page = await context.newPage();
  page.faults = [];
  page.on('pageerror', (error) => page.faults.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && page.faults.push(message.text()));
  await page.goto(`${BASE}/tests/fixture.html?${new URLSearchParams(query)}`);
  await page.waitForSelector('#app main');
  await page.evaluate(() => document.fonts.ready);
  return page;
}

/** Violations of any severity, as short lines; empty when the page is well. */
export async function axe(page) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
  return violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.target.join(' ')} (${n.failureSummary?.split('\n')[1]?.trim() ?? v.help})`));
}

/** Nothing may run over the side of the page. */
export const overflow = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

export const focused = (page) => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.id ?? '');
