import { existsSync } from "node:fs";
import { ConnectionFactory } from "./connection";
import { formatDatabaseUrl, parseDatabaseUrl } from "./database-url";
import { PrismaClient } from "./generated/sqlite/client";
import { createIdCaches, type IdCaches } from "./id-cache";
import { StoreError, toStoreError } from "./store-error";

/** Longer than any lock of ours is held, plus BUSY_TIMEOUT_MS: Prisma's own 2 s and 5 s would end a slow start. */
const TRANSACTION_MAX_MS = 30_000;

/** An open database. Everything but `close` is for the functions of this folder. */
export type Store = {
  readonly prisma: PrismaClient;
  readonly ids: IdCaches;
  /** Runs statements that give no rows, pragmas that work in steps among them. */
  readonly runScript: (script: string) => Promise<void>;
  /** Ends the connection; the store must not be used after it. */
  readonly close: () => Promise<void>;
};

/**
 * Opens the database of `url`, which migrate must have brought up to date. One connection: calls run one after
 * another. Throws a StoreError when there is no such file or it cannot be read.
 */
export async function openStore(url: string): Promise<Store> {
  const file = parseDatabaseUrl(url);
  if (!existsSync(file)) {
    throw new StoreError("absent", `there is no database file ${file}: \`npm start\` makes it`);
  }
  const adapter = new ConnectionFactory(formatDatabaseUrl(file));
  const prisma = new PrismaClient({
    adapter,
    errorFormat: "minimal",
    transactionOptions: { maxWait: TRANSACTION_MAX_MS, timeout: TRANSACTION_MAX_MS },
  });
  try {
    await prisma.$connect();
    await prisma.watermark.findFirst();
  } catch (error) {
    await prisma.$disconnect();
    throw toStoreError(error, file);
  }
  return {
    prisma,
    ids: createIdCaches(),
    runScript: (script) => adapter.runScript(script),
    close: () => prisma.$disconnect(),
  };
}

/** Resolves when the database answers; rejects with what it refused. */
export async function ping(store: Store): Promise<void> {
  await store.prisma.$queryRaw`SELECT 1`;
}
