/** Fingers on a page, as the browser's own input sees them. */
export const fingersOn = async (page) => {
  const client = await page.context().newCDPSession(page)
  const send = (type, points) =>
    client.send('Input.dispatchTouchEvent', { type, touchPoints: points.map(([x, y], id) => ({ x, y, id })) })
  /** Moves one or several fingers, each from a place to another, in steps. */
  const move = async (...ways) => {
    const STEPS = 8
    await send(
      'touchStart',
      ways.map(([from]) => from),
    )
    for (let i = 1; i <= STEPS; i++) {
      const between = (a, b) => a + ((b - a) * i) / STEPS
      await send(
        'touchMove',
        ways.map(([from, to]) => [between(from[0], to[0]), between(from[1], to[1])]),
      )
    }
    await send('touchEnd', [])
  }
  return { move }
}
