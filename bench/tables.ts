// Writes the tables of docs/speed.md anew from the stored results, and measures nothing: npm run
// bench -- tables
import { writeDocument } from './store.ts'

writeDocument()
