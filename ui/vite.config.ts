import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

// safari17: the oldest web view we ship on (WebKitGTK, WKWebView). No inlined assets: the content policy refuses data:.
export default defineConfig({
  plugins: [svelte()],
  // Root-relative, so the same line serves the program and its browser tests.
  resolve: { alias: { $lib: '/src/lib', $shared: '/src/shared', $parts: '/src/parts' } },
  build: { target: 'safari17', assetsInlineLimit: 0, sourcemap: false, chunkSizeWarningLimit: 900 },
  server: { port: 1420, strictPort: true },
});
