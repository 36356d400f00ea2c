import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { built, paintOnce, parley } from '../build/pages.ts'
import { budget } from './build/budget.ts'
import { compress } from './build/compress.ts'
import { early } from './build/early.ts'
import { noInjectedStyles } from './build/no-injected-styles.ts'
import { SERVICE_WORKER, shell } from './build/shell.ts'
import { TOGETHER } from './build/together.ts'

export default defineConfig({
  plugins: [react(), tailwindcss(), noInjectedStyles, paintOnce, early, shell(), budget, compress()],
  build: {
    ...built(process.env['APP_OUT']),
    rolldownOptions: {
      input: { index: 'index.html', early: 'src/early.ts', sw: 'src/offline/service-worker.ts' },
      output: {
        // browsers look for a new version under the same name
        entryFileNames: ({ name }) => (name === 'sw' ? SERVICE_WORKER : 'assets/[name]-[hash].js'),
        codeSplitting: { groups: TOGETHER },
      },
    },
    target: ['chrome123', 'edge123', 'firefox126', 'safari17.5'],
  },
  worker: { format: 'es' },
  server: {
    proxy: {
      // the server compares Host and Origin
      '/api': { target: parley, changeOrigin: false },
      '/app/': { target: parley, ws: true },
    },
  },
})
