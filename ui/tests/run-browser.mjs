// Browser tests: builds the program over the make-believe core, serves it, runs every test under browser/, stops it.
// `node tests/run-browser.mjs [name…]` runs only files whose name contains one of the words. Needs a Chromium.
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, preview } from 'vite';
import { browserPath } from './browser/kit.mjs';

const tests = dirname(fileURLToPath(import.meta.url));
const root = dirname(tests);
const outDir = join(root, 'dist-fixture');
const wanted = process.argv.slice(2);

if (!browserPath()) {
  const words = 'SKIPPED (no Chromium): browser tests need one; set CHROMIUM to its path';
  console.error(words);
  process.exit(process.env.CI === 'true' ? 1 : 0);
}

const files = readdirSync(join(tests, 'browser'))
  .filter((name) => name.endsWith('.test.mjs') && (wanted.length === 0 || wanted.some((word) => name.includes(word))))
  .map((name) => join(tests, 'browser', name));

await build({ root, logLevel: 'warn', build: { outDir, emptyOutDir: true, minify: false, rolldownOptions: { input: join(tests, 'fixture.html') } } });
const server = await preview({ root, logLevel: 'warn', build: { outDir }, preview: { port: 0, host: '127.0.0.1' } });
const { port } = server.httpServer.address();

const run = spawn(process.execPath, ['--test', '--test-reporter=spec', '--test-concurrency=2', ...files], {
  stdio: 'inherit',
  env: { ...process.env, FIXTURE_URL: `http://127.0.0.1:${port}` },
});
run.on('exit', async (code) => {
  await server.close();
  process.exit(code ?? 1);
});
