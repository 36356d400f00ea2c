// Measures the messenger's page in Chromium against a server of its own, and writes RESULTS.md beside this file.
// `./parley bench web` calls it; PARLEY_SERVE is the command that starts a server.
import { writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { busyMinute } from './measures/busy-minute.mjs'
import { insertion } from './measures/insertion.mjs'
import { listPaint } from './measures/list-paint.mjs'
import { longScroll } from './measures/long-scroll.mjs'
import { scriptSize } from './measures/script-size.mjs'
import { slowStart } from './measures/slow-start.mjs'
import { switching } from './measures/switching.mjs'
import { rig } from './rig.mjs'

const MEASURES = [scriptSize, slowStart, listPaint, switching, insertion, longScroll, busyMinute]

const only = process.argv.slice(2)
const chosen = MEASURES.filter(({ name }) => only.length === 0 || only.includes(name))
if (chosen.length === 0) {
  throw new Error(`no such measure; there are ${MEASURES.map(({ name }) => name).join(', ')}`)
}
const place = await rig()
const rows = []
try {
  for (const measure of chosen) {
    process.stderr.write(`== ${measure.name}\n`)
    for (const { what, value, unit, aim = null } of await measure(place)) {
      const held = aim === null ? '' : value <= aim ? 'held' : '**missed**'
      const row = `| ${what} | ${Math.round(value * 10) / 10} ${unit} | ${aim === null ? '' : `≤ ${aim} ${unit}`} | ${held} |`
      process.stderr.write(`${row}\n`)
      rows.push(row)
    }
  }
} finally {
  await place.end()
}
const table = ['| What | Figure | Aim | |', '|---|---|---|---|', ...rows].join('\n')
const text = `# The web app: figures

By \`./parley bench web\` on ${new Date().toISOString().slice(0, 16)}Z: ${cpus().length} × ${cpus()[0]?.model.trim()}, Chromium ${place.version} without a screen
or a graphics card, server and browser on the same processors. What each row means stands in [README.md](../README.md#the-web-app).

${table}
`
console.log(table)
if (only.length === 0) {
  writeFileSync(fileURLToPath(new URL('RESULTS.md', import.meta.url)), text)
}
