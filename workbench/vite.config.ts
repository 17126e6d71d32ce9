import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [svelte()],
  resolve: { alias: { $lib: '/src/lib' } },
  build: {
    outDir: '../src/dateline/web/built',
    emptyOutDir: true,
    target: 'es2022',
    // Nothing may be inlined as data: addresses or scripts; the Content-Security-Policy allows files alone.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1200,
  },
  // `npm run dev` beside `dateline serve CASE` on its usual port.
  server: { port: 5173, strictPort: true, proxy: { '/api': 'http://127.0.0.1:8765' } },
});
