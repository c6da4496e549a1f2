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
 * Puts a new connection in the place of one on which a statement ran into a lock. libSQL does not reset such a
 * statement before it is collected as garbage, and until then no transaction of that connection can be committed.
 * What was open on it is rolled back.
 */
async function renewConnection(client: LibSqlClient, { run, giveAway }: Originals): Promise<void> {
  await run("ROLLBACK").catch(() => undefined);
  const old = await giveAway("deferred");
  old.close();
  await client.executeMultiple(PRAGMAS);
}

/** libSQL's own functions, before ours took their place. */
type Originals = {
  readonly run: (statement: Statement) => ReturnType<LibSqlClient["execute"]>;
  readonly giveAway: LibSqlClient["transaction"];
};
type Statement = Parameters<LibSqlTransaction["execute"]>[0];

/** SQLITE_BUSY and SQLITE_LOCKED (https://sqlite.org/rescode.html). */
function isLockError(error: unknown): boolean {
  const code = typeof error === "object" && error !== null ? Reflect.get(error, "rawCode") : undefined;
  return typeof code === "number" && [5, 6].includes(code & 0xff);
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
    const originals: Originals = {
      run: client.execute.bind(client),
      giveAway: client.transaction.bind(client),
    };
    const execute = async (statement: Statement) => {
      try {
        return await originals.run(statement);
      } catch (error) {
        if (isLockError(error)) await renewConnection(client, originals);
        throw error;
      }
    };
    return Object.assign(client, { execute, transaction: () => beginTransaction(client) });
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
