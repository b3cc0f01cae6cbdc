import { svelte } from '@sveltejs/vite-plugin-svelte';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const at = (folder: string) => fileURLToPath(new URL(folder, import.meta.url));

// safari17: the oldest web view we ship on (WebKitGTK, WKWebView). No inlined assets: the content policy refuses data:.
export default defineConfig({
  plugins: [svelte()],
  resolve: { alias: { $lib: at('src/lib'), $shared: at('src/shared'), $parts: at('src/parts') } },
  build: { target: 'safari17', assetsInlineLimit: 0, sourcemap: false, chunkSizeWarningLimit: 900 },
  server: { port: 1420, strictPort: true },
});
