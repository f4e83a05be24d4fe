// The page where a file is chosen.
import { html } from '#pages/html.ts'
import type { ConsolePage } from '../document.ts'
import { consolePath, tokenField, type FormToken } from '../form-token.ts'
import { megabytesText } from '../languages/formats.ts'
import { button } from '../tags.ts'
import { limits } from './read.ts'
import { texts } from './texts.ts'

export const uploadView = (token: FormToken): ConsolePage => ({
  title: texts.title,
  section: 'people',
  body: html`<section class="panel">
    <h1>${texts.title}</h1>
    <p>${texts.lead}</p>
    <form
      class="act"
      method="post"
      enctype="multipart/form-data"
      action="${consolePath}/people/import/check"
    >
      <input type="hidden" name="${tokenField}" value="${token.text}" />
      <div class="field">
        <label for="f-file">${texts.file}</label>
        <p class="hint" id="f-file-hint">${texts.checkHint}</p>
        <input
          id="f-file"
          name="file"
          type="file"
          required
          accept=".json,.jsonl,.ndjson,.csv,.txt"
          aria-describedby="f-file-hint"
        />
      </div>
      <div class="actions">${button('primary', texts.check)}</div>
    </form>
    <p class="hint">${texts.limits(limits.people, megabytesText(limits.bytes), limits.passwords)}</p>
    <pre class="wraps">${texts.command('people.jsonl')}</pre>
  </section>`,
})
