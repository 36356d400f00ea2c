import { defineConfig } from 'vitest/config'

// Against a running server: PUSHER_APP_ID, PUSHER_KEY, PUSHER_SECRET and PUSHER_PORT say which.
export default defineConfig({
  test: { include: ['test/**/*.live.tsx'], environment: 'happy-dom', testTimeout: 20_000 },
})
