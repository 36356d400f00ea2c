/** Draws a river at some hour of the day in a page: a picture as people send them, of nobody's. */
export const landscape = async (page, { width, height, sky, hills, river, sun }) => {
  const bytes = await page.evaluate(
    async ([width, height, sky, hills, river, sun]) => {
      const canvas = new OffscreenCanvas(width, height)
      const brush = canvas.getContext('2d')
      const fade = (from, to, colours) => {
        const gradient = brush.createLinearGradient(0, from, 0, to)
        colours.forEach((colour, i) => gradient.addColorStop(i / (colours.length - 1), colour))
        return gradient
      }
      brush.fillStyle = fade(0, height * 0.62, sky)
      brush.fillRect(0, 0, width, height)
      brush.fillStyle = sun
      brush.arc(width * 0.68, height * 0.36, height * 0.06, 0, 7)
      brush.fill()
      hills.forEach((colour, i) => {
        const base = height * (0.44 + i * 0.07)
        brush.fillStyle = colour
        brush.beginPath()
        brush.moveTo(0, height)
        for (let x = 0; x <= width; x += 6) {
          const wave = Math.sin(x / (width * (0.11 + i * 0.05)) + i * 2) + 0.5 * Math.sin(x / (width * 0.045) + i)
          brush.lineTo(x, base - wave * height * 0.045)
        }
        brush.lineTo(width, height)
        brush.fill()
      })
      brush.fillStyle = fade(height * 0.66, height, river)
      brush.beginPath()
      brush.moveTo(width * 0.46, height * 0.66)
      brush.bezierCurveTo(width * 0.7, height * 0.76, width * 0.2, height * 0.82, width * 0.1, height)
      brush.lineTo(width * 0.86, height)
      brush.bezierCurveTo(width * 0.6, height * 0.84, width * 0.8, height * 0.76, width * 0.52, height * 0.66)
      brush.fill()
      brush.fillStyle = 'rgb(255 255 255 / 0.14)'
      for (let i = 0; i < 26; i++) {
        const y = height * (0.72 + ((i * 37) % 100) / 380)
        brush.fillRect(
          width * (0.3 + ((i * 53) % 100) / 330),
          y,
          width * (0.02 + ((i * 29) % 10) / 200),
          height * 0.003,
        )
      }
      const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.92 })
      return [...new Uint8Array(await blob.arrayBuffer())]
    },
    [width, height, sky, hills, river, sun],
  )
  return Buffer.from(bytes)
}

export const EVENING = {
  width: 1600,
  height: 1067,
  sky: ['#27406b', '#8a6f96', '#f0a872', '#fbd9a5'],
  hills: ['#6b6a8d', '#4a4f6f', '#2c3a4d', '#1d2b33'],
  river: ['#e2a77c', '#8a7f99', '#33465f'],
  sun: '#fff1d0',
}

export const MORNING = {
  width: 1067,
  height: 1333,
  sky: ['#9cc4e4', '#cfe3ee', '#f5ecd7'],
  hills: ['#a9c3bd', '#7fa597', '#4f7f68', '#2f5a45'],
  river: ['#dbe9ec', '#8fb8c4', '#4b8191'],
  sun: '#fffaf0',
}

export const NOON = {
  width: 1500,
  height: 1000,
  sky: ['#4a90d0', '#9cc9ee', '#e6f2f7'],
  hills: ['#8fb0c9', '#6f9d86', '#4f8656', '#3a6b3c'],
  river: ['#bfe0ea', '#5fa3b8', '#2f6f8a'],
  sun: '#ffffff',
}
