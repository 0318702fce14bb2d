import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

/** The program around Remix (server/index.ts) as plain JavaScript in build/host; packages stay outside. */
export default defineConfig({
  resolve: { alias: { '~': fileURLToPath(new URL('./app', import.meta.url)) } },
  publicDir: false,
  build: {
    ssr: 'server/index.ts',
    outDir: 'build/host',
    emptyOutDir: true,
    target: 'node20',
    minify: false,
    rollupOptions: { output: { entryFileNames: 'index.js', chunkFileNames: 'chunks/[name]-[hash].js' } },
  },
})
