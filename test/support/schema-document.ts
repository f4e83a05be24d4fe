/** The configuration whose only identity schema is this document. */
export const oneSchema = (schema: object) => ({
  identity: {
    default_schema_id: 'default',
    schemas: [
      {
        id: 'default',
        url: `base64://${Buffer.from(JSON.stringify(schema)).toString('base64')}`,
      },
    ],
  },
})
