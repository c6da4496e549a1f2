import { PrismaLibSql } from "@prisma/adapter-libsql";

type LibSqlClient = ReturnType<PrismaLibSql["createClient"]>;
type Connection = Awaited<ReturnType<PrismaLibSql["connect"]>>;
type LibSqlTransaction = Awaited<ReturnType<LibSqlClient["transaction"]>>;

/** How long SQLite waits for another process's lock before it gives up. */
export const BUSY_TIMEOUT_MS = 5_000;

/** Set on every connection; what must be set once for the file is in migrate.ts. */
const PRAGMAS = "PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;";

/**
 * A transaction on the client's own connection, which takes the write lock at once: begun as a reader,
 * it could fail where it first writes, and no busy timeout would help.
 */
async function beginTransaction(client: LibSqlClient): Promise<LibSqlTransaction> {
  await client.execute("BEGIN IMMEDIATE");
  let closed = false;
  const end = async (statement: "COMMIT" | "ROLLBACK") => {
    closed = true;
    await client.execute(statement);
  };
  return {
    execute: (statement) => client.execute(statement),
    batch: (statements) => client.batch(statements),
    executeMultiple: (script) => client.executeMultiple(script),
    commit: () => end("COMMIT"),
    rollback: () => end("ROLLBACK"),
    close: () => void end("ROLLBACK"),
    get closed() {
      return closed;
    },
  };
}

/**
 * Prisma's libSQL adapter on one connection for its whole life. By itself libSQL gives its connection away with each
 * transaction and opens another one, on which every pragma is at its default again. The adapter lets nothing else
 * through while a transaction is open, so one connection is enough.
 */
export class ConnectionFactory extends PrismaLibSql {
  #connection: Connection | null = null;

  constructor(url: string) {
    super({ url, timeout: BUSY_TIMEOUT_MS });
  }

  override createClient(config: Parameters<PrismaLibSql["createClient"]>[0]): LibSqlClient {
    const client = super.createClient(config);
    client.transaction = () => beginTransaction(client);
    return client;
  }

  override async connect() {
    const connection = await super.connect();
    await connection.executeScript(PRAGMAS);
    this.#connection = connection;
    return connection;
  }

  /**
   * Runs statements that give no rows, each to its end. libSQL leaves a pragma that works in steps after the first
   * one when Prisma executes it, and its open statement keeps the write-ahead log from ever being emptied.
   */
  async runScript(script: string): Promise<void> {
    if (this.#connection === null) throw new Error("the store is not open");
    await this.#connection.executeScript(script);
  }
}
