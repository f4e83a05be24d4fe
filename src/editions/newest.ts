// The JSON of the newest edition for uses besides HTTP: hooks, import files, the command line.
export { newIdentity } from './shared/v26/admin/read-identity.ts'
export { searchOf } from './pallas/read-search.ts'
export { presentAdministered, presentWithCredentials } from './shared/v26/present/administered.ts'
export { flowText } from './shared/v26/present/flow.ts'
export { exportFormats, exportText, exportTypes } from './shared/v26/people-export.ts'
export { presentIdentity } from './shared/v26/present/identity.ts'
export { presentSession } from './shared/v26/present/session.ts'
export { shapeOfV26_2 } from './shared/v26/shape.ts'
