import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { compress } from './compress.ts'
import { withoutNode } from './verify/without-node.ts'

/** Builds the web app; in development the API comes from the server at PORT (5300 unless told). */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [withoutNode, react(), compress],
  build: { outDir: 'dist', emptyOutDir: true, target: 'es2022', assetsInlineLimit: 2048, chunkSizeWarningLimit: 900 },
  server: { proxy: { '/api': `http://127.0.0.1:${process.env['PORT'] ?? '5300'}` } },
})
