// Drives the built messenger in a real browser against a running server. PARLEY_URL says which.
// Names of scenarios, if given, are the only ones played.
import { play } from './play.mjs'
import { accessibleMedia } from './scenarios/accessible-media.mjs'
import { accessibleViews } from './scenarios/accessible-views.mjs'
import { accessible } from './scenarios/accessible.mjs'
import { chat } from './scenarios/chat.mjs'
import { cutUpload, faces, files, pictures, refusedFile } from './scenarios/files.mjs'
import { forcedColors } from './scenarios/forced-colors.mjs'
import { group } from './scenarios/group.mjs'
import { keyboard } from './scenarios/keyboard.mjs'
import { messages } from './scenarios/messages.mjs'
import { notifications } from './scenarios/notifications.mjs'
import { narrow } from './scenarios/narrow.mjs'
import { opening } from './scenarios/opening.mjs'
import { people } from './scenarios/people.mjs'
import { phone } from './scenarios/phone.mjs'
import { screenReader } from './scenarios/screen-reader.mjs'
import { search } from './scenarios/search.mjs'
import { signIn } from './scenarios/sign-in.mjs'
import { touch } from './scenarios/touch.mjs'

await play([
  signIn,
  chat,
  group,
  messages,
  search,
  opening,
  people,
  pictures,
  files,
  refusedFile,
  cutUpload,
  faces,
  notifications,
  keyboard,
  screenReader,
  phone,
  touch,
  narrow,
  accessible,
  accessibleViews,
  accessibleMedia,
  forcedColors,
])
