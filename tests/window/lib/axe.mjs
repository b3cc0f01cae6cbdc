// axe-core inside the real window: no violation of any severity on any screen.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const source = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds on the page as it stands, one line a violation. */
export async function violations(window) {
  // Injected through the driver, which the content policy of the page does not bind.
  await window.driver.executeScript(source);
  const found = await window.driver.executeAsyncScript(`
    const done = arguments[arguments.length - 1];
    axe.run(document, { resultTypes: ['violations'] }).then(
      (result) => done(result.violations.map((v) => v.id + ': ' + v.nodes.map((n) => n.target.join(' ')).slice(0, 3).join(' | '))),
      (cause) => done(['axe failed: ' + cause]));`);
  return found;
}
