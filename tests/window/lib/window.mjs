// The real program behind WebKitWebDriver: one data folder, one driver, one window a test.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { By, Capabilities, Key, WebDriver, until } from 'selenium-webdriver';
import { Executor, HttpClient } from 'selenium-webdriver/http/index.js';

export { By, Key, until };

export const root = fileURLToPath(new URL('../../../', import.meta.url));
export const shared = path.join(root, '../shared');
const program = process.env.BAZGASHT_PROGRAM ?? path.join(root, 'target/debug/bazgasht');
/** The headless twin, built beside the window. */
export const twin = path.join(path.dirname(program), 'bazgasht-cli');

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/**
 * Opens the program over `folder` (a new one when absent); `files` are handed over as if opened with it. A driver cannot
 * reach the system's dialogs: `answers` is the folder that a debug build takes for whatever they would have answered.
 */
export async function openWindow({ folder, files = [], answers, width = 1280, height = 800 } = {}) {
  const data = folder ?? (await mkdtemp(path.join(tmpdir(), 'bazgasht-')));
  const port = await freePort();
  const service = spawn('WebKitWebDriver', [`--port=${port}`, '--host=127.0.0.1'], {
    env: {
      ...process.env,
      BAZGASHT_DATA: data,
      ...(answers && { BAZGASHT_DIALOG_FOLDER: answers }),
      TAURI_WEBVIEW_AUTOMATION: 'true',
      LC_ALL: 'C.UTF-8',
    },
    stdio: ['ignore', 'ignore', process.env.BAZGASHT_LOUD ? 'inherit' : 'ignore'],
  });
  const capabilities = new Capabilities();
  capabilities.set('webkitgtk:browserOptions', { binary: program, args: files });
  const others = await programs(data);
  const driver = await connect(port, capabilities);
  const own = (await programs(data)).filter((pid) => !others.includes(pid));
  await driver.manage().window().setRect({ x: 0, y: 0, width, height });
  return new Window(driver, service, data, folder === undefined, own);
}

/** The service needs a moment to listen. */
async function connect(port, capabilities) {
  for (let attempt = 0; ; attempt += 1) {
    try {
      const driver = WebDriver.createSession(new Executor(new HttpClient(`http://127.0.0.1:${port}`)), capabilities);
      await driver.getSession();
      return driver;
    } catch (cause) {
      if (attempt > 40 || !/ECONNREFUSED|socket hang up/.test(String(cause))) throw cause;
      await new Promise((done) => setTimeout(done, 100));
    }
  }
}

/** Tenths of a second that a program gets to end by itself. */
const PATIENCE = 30;

/** Our programs over this data folder; the driver's own children carry the same folder under other names. */
async function programs(folder) {
  const found = [];
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const read = (file) => readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '');
    if ((await read('comm')).trim() !== path.basename(program)) continue;
    if ((await read('environ')).split('\0').includes(`BAZGASHT_DATA=${folder}`)) found.push(Number(pid));
  }
  return found;
}

export class Window {
  constructor(driver, service, folder, temporary, own) {
    this.driver = driver;
    this.service = service;
    this.folder = folder;
    this.temporary = temporary;
    /** The processes of this window's program; a second copy has its own. */
    this.own = own;
  }

  /** The first element for the selector, once it is there. */
  find(selector, wait = 15_000) {
    return this.driver.wait(until.elementLocated(By.css(selector)), wait, `no ${selector}`);
  }

  /** Waits until `text` stands somewhere on the page. */
  async sees(text, wait = 20_000) {
    const there = () => this.driver.executeScript('return document.body.innerText.includes(arguments[0])', text);
    await this.driver.wait(there, wait, `the page never said: ${text}`);
  }

  /** Clicks the first button or link whose text or label holds `name`, once it can be clicked. */
  async press(name, wait = 15_000) {
    const search = `
      const name = arguments[0];
      const all = [...document.querySelectorAll('button, a, [role=option], [role=radio], [role=menuitem], [role=menuitemradio]')];
      return all.find((one) => !one.disabled && (one.innerText.includes(name) || (one.ariaLabel ?? '').includes(name))
        && one.getClientRects().length > 0) ?? null;`;
    const target = await this.driver.wait(() => this.driver.executeScript(search, name), wait, `no button ${name}`);
    await this.driver.executeScript('arguments[0].click()', target);
  }

  /** Clicks what the selector finds, once it is there. */
  async click(selector) {
    await this.driver.executeScript('arguments[0].click()', await this.find(selector));
  }

  /** Types into whatever has the focus, as a keyboard would. */
  async type(...keys) {
    const active = await this.driver.switchTo().activeElement();
    await active.sendKeys(...keys);
  }

  /** Calls the core from inside the page, as the page itself does. */
  call(command, payload = {}) {
    const script = `
      const [command, payload, done] = arguments;
      window.__TAURI_INTERNALS__.invoke('rpc', { command, payload })
        .then((value) => done({ value }), (problem) => done({ problem }));`;
    return this.driver.executeAsyncScript(script, command, payload);
  }

  /** Switches as the program does: without transitions, since half-way colours are nobody's. Waits for the paint. */
  async theme(name) {
    await this.driver.executeAsyncScript(`
      const [name, done] = arguments;
      const still = document.createElement('style');
      still.textContent = '* { transition: none !important; animation: none !important }';
      document.head.append(still);
      document.documentElement.dataset.theme = name;
      setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(() => { still.remove(); done(); })), 50);`, name);
  }

  /** Waits until nothing on the page says that it is still loading. */
  async settled(wait = 20_000) {
    const idle = () => this.driver.executeScript("return !document.querySelector('.skeleton, .skel, [aria-busy=true]')");
    await this.driver.wait(idle, wait, 'the page never settled');
    await new Promise((done) => setTimeout(done, 300));
  }

  async screenshot(name) {
    const folder = path.join(root, 'target/screenshots');
    await mkdir(folder, { recursive: true });
    await writeFile(path.join(folder, `${name}.png`), await this.driver.takeScreenshot(), 'base64');
  }

  /** The window is closed and its program has ended: whoever opens the folder next finds it free. */
  async close() {
    await this.driver.quit().catch(() => {});
    const running = async () => (await programs(this.folder)).filter((pid) => this.own.includes(pid));
    for (let attempt = 0, left = await running(); left.length > 0; attempt += 1, left = await running()) {
      if (attempt === PATIENCE) for (const pid of left) process.kill(pid);
      await new Promise((done) => setTimeout(done, 100));
    }
    this.service.kill();
    if (this.temporary) await rm(this.folder, { recursive: true, force: true });
  }
}
