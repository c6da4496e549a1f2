import { openStore, type Store } from "@/lib/db/client";
import { startProcess } from "@/lib/db/processes";
import { readEnv } from "@/lib/env";
import { log } from "./log";
import { webProcess } from "./web-process";

/** After the store could not be opened, the next attempt waits this long: pages must not pay for it each time. */
const RETRY_MS = 10_000;

/** What `use` makes of the store, or null when the store cannot be reached: a page has its snapshot all the same. */
export async function withStore<T>(use: (store: Store) => Promise<T>): Promise<T | null> {
  if (performance.now() - webProcess.failedAt < RETRY_MS) return null;
  try {
    webProcess.opening ??= openAndRegister();
    const result = await use(await webProcess.opening);
    webProcess.failure = null;
    return result;
  } catch (error) {
    await forget(error);
    return null;
  }
}

async function openAndRegister(): Promise<Store> {
  const store = await openStore(readEnv().databaseUrl);
  if (webProcess.starts === null) void register(store);
  return store;
}

/** A database that cannot be written is read all the same. */
async function register(store: Store): Promise<void> {
  const now = Date.now();
  webProcess.starts = await startProcess(store, { id: "web", role: "web", vantage: null }, now).catch(
    () => null,
  );
}

/** A store that failed is opened anew next time: its file may have been restored or replaced. */
async function forget(error: unknown): Promise<void> {
  const store = await webProcess.opening?.catch(() => null);
  webProcess.opening = null;
  webProcess.failedAt = performance.now();
  sayOnce(error instanceof Error ? error.message : String(error));
  await store?.close();
}

/** A failure that lasts is one line in the log, not one each time it is met. */
function sayOnce(failure: string): void {
  if (failure !== webProcess.failure) log().warn(`the pages go on without the database: ${failure}`);
  webProcess.failure = failure;
}
