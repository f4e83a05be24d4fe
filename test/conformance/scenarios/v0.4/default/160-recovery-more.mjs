import { scenarios } from '../../../lib/legacy.mjs'
const NONE = '00000000-0000-4000-8000-000000000000'
export default scenarios([
  {
    id: 'recovery-guard', title: 'Recovery requests of another browser and unknown ones; recovering while signed in',
    async run(t, l) {
      const jar = t.jar()
      const { id } = await l.req.init('recovery', jar, '', { record: false })
      const at = '/self-service/browser/flows/requests/recovery?request='
      await l.pub('GET', at + id)
      await l.pub('GET', at + NONE, { jar })
      await l.adm('GET', at + NONE)
      const mine = t.jar()
      await l.req.register(mine)
      await l.req.init('recovery', mine)
    },
  },
])
