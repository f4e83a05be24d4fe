// The stylesheet of the console.
import { colours } from '#pages/style/colours.ts'
import { elements } from '#pages/style/elements.ts'
import { form } from '#pages/style/form.ts'
import { joinStyles } from '#pages/style/style.ts'
import { content } from './content.ts'
import { frame } from './frame.ts'
import { overview } from './overview.ts'

export const consoleStyle = joinStyles([colours, elements, form, frame, content, overview])
