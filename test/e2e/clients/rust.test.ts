import assert from 'node:assert/strict'
import { copyFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { password } from '../../support/people.ts'
import { run, runAside, scratch } from './scratch.ts'
import { served } from './served.ts'

const crates = [
  { edition: 'v0.6', version: '0.0.1-alpha.5' },
  { edition: 'v0.7', version: '0.0.1-alpha.8' },
] as const

const manifest = (version: string) => `[package]
name = "client"
version = "0.0.0"
edition = "2021"

[[bin]]
name = "client"
path = "client.rs"

[dependencies]
ory-client = "=${version}"
serde_json = "1"
tokio = { version = "1", features = ["rt", "macros"] }
`

for (const { edition, version } of crates) {
  const build = (folder: string): void => {
    writeFileSync(join(folder, 'Cargo.toml'), manifest(version))
    copyFileSync(join(import.meta.dirname, 'client.rs'), join(folder, 'client.rs'))
    run(folder, 'cargo', 'build', '--quiet')
  }
  const place = scratch(`rust-${version}`, build)

  describe(`the crate for ${edition}`, { skip: 'skip' in place ? place.skip : false }, () => {
    it('signs people up and in, changes settings, asks for mails and administers identities', async () => {
      const at = await served()
      try {
        const folder = 'folder' in place ? place.folder : ''
        // what was built before may be of another client.rs
        build(folder)
        const said = await runAside(folder, join(folder, 'target/debug/client'), [], {
          HOST: `${at.adminUrl}/${edition}`,
          PASSWORD: password,
        })
        assert.equal(said.trim().split('\n').length, 17)
      } finally {
        await at.server.close()
      }
    })
  })
}
