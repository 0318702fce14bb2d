import pg from 'pg'

/** Does something over one connection of its own, closed afterwards. Gives what `act` gives; throws what it throws. */
export async function withClient<T>(connectionString: string, act: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString })
  client.on('error', () => undefined) // a lost connection shows in the query under way
  await client.connect()
  try {
    return await act(client)
  } finally {
    await client.end().catch(() => undefined)
  }
}
