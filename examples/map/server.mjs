// Three buses that tell where they are. Each has a cache channel, so that whoever opens the page sees it at once.
import process from 'node:process'
import { pusher } from '../lib/pusher.mjs'
import { serve } from '../lib/site.mjs'

const buses = ['a', 'b', 'c'].map((name, i) => ({ name, angle: i * 2 }))

const move = async () => {
  for (const bus of buses) {
    bus.angle += 0.1
  }
  await pusher.triggerBatch(
    buses.map(({ name, angle }) => ({
      channel: `cache-bus-${name}`,
      name: 'moved',
      data: { x: 50 + 40 * Math.cos(angle), y: 50 + 40 * Math.sin(angle) },
    })),
  )
}

await move()
const seconds = Number(process.env.EVERY_SECONDS ?? 2)
setInterval(() => move().catch((error) => console.error(error.message)), seconds * 1000)
await serve(import.meta.url)
