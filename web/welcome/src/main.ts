import './styles/tokens.css'
import './styles/base.css'
import './styles/layout.css'
import './styles/live.css'
import './styles/snippets.css'
import { showTheme } from './theme/theme'
import { Announcer } from './view/announcer'
import { showPage } from './view/page'
import { Language } from './words/language'

showTheme()
const host = document.getElementById('page')
if (host) {
  showPage(host, { language: Language.ofReader(), announcer: new Announcer() })
}
