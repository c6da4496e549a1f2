import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import Database from "libsql";
import { startInstance, waitForPage } from "@/e2e/bench/instance";
import { freePort, removeFolder, temporaryFolder } from "@/e2e/loopback";
import type { Peer } from "./peer";

const USER = "bench";
/** For an instance on loopback that lives for one bench. */
const PASSWORD = "Loopback-only-1";
const BEATS_A_DAY = 1_440;
const MINUTE_MS = 60_000;
const LIMIT_MS = 60_000;

/** Its own client, out of its own folder. */
type Socket = {
  readonly emit: (event: string, ...args: unknown[]) => void;
  readonly disconnect: () => void;
};
type Answer = { readonly ok: boolean; readonly msg?: string; readonly token?: string };

/** Uptime Kuma, built in `folder`, with so many monitors of `target` and a day of a beat a minute behind each. */
export async function startKuma(folder: string, monitors: number, target: string): Promise<Peer> {
  const data = await temporaryFolder("kuma");
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const start = async () => {
    const env = { DATA_DIR: `${data}/`, UPTIME_KUMA_DB_TYPE: "sqlite", NODE_ENV: "production" };
    const args = ["server/server.js", "--host=127.0.0.1", `--port=${port}`];
    const instance = startInstance(process.execPath, args, env, folder);
    instance.child.stdout?.resume();
    await waitForPage(url, LIMIT_MS);
    return instance;
  };
  const first = await start();
  const token = await addMonitors(folder, url, monitors, target);
  await first.stop();
  addBeats(join(data, "kuma.db"), Date.now());
  const instance = await start();
  return {
    name: `Uptime Kuma ${await version(folder)}`,
    url: `${url}/dashboard`,
    before: async (page) => {
      await page.goto(`${url}/icon.svg`);
      await page.evaluate((value) => localStorage.setItem("token", value), token);
    },
    settled: (page) =>
      page
        .getByText(`monitor-${monitors - 1}`, { exact: true })
        .first()
        .waitFor(),
    close: async () => {
      await instance.stop();
      await removeFolder(data);
    },
  };
}

/** Makes the user and the monitors as its own pages would, and gives the token of a login. */
async function addMonitors(folder: string, url: string, count: number, target: string): Promise<string> {
  const client: { io: (url: string) => Socket } = createRequire(join(folder, "package.json"))(
    "socket.io-client",
  );
  const socket = client.io(url);
  const ask = (event: string, ...args: unknown[]) =>
    new Promise<Answer>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`Uptime Kuma did not answer ${event}`)), LIMIT_MS);
      socket.emit(event, ...args, (answer: Answer) => {
        clearTimeout(timer);
        if (answer.ok) resolve(answer);
        else reject(new Error(`Uptime Kuma refused ${event}: ${answer.msg}`));
      });
    });
  try {
    await ask("setup", USER, PASSWORD);
    const { token = "" } = await ask("login", { username: USER, password: PASSWORD, token: "" });
    for (let i = 0; i < count; i += 1) await ask("add", monitor(`monitor-${i}`, target));
    await sleep(2_000);
    return token;
  } finally {
    socket.disconnect();
  }
}

function monitor(name: string, url: string) {
  return {
    type: "http",
    name,
    url,
    method: "GET",
    interval: 60,
    retryInterval: 60,
    resendInterval: 0,
    maxretries: 0,
    timeout: 48,
    notificationIDList: {},
    accepted_statuscodes: ["200-299"],
    kafkaProducerBrokers: [],
    kafkaProducerSaslOptions: { mechanism: "None" },
    rabbitmqNodes: [],
    conditions: [],
    maxredirects: 10,
  };
}

/** A day of good beats before `now`, written into its table. */
function addBeats(file: string, now: number): void {
  const database = new Database(file);
  const ids = database.prepare("SELECT id FROM monitor").all() as { id: number }[];
  const insert = database.prepare(
    "INSERT INTO heartbeat (monitor_id, status, msg, time, ping, important, duration) VALUES (?, 1, '200 - OK', ?, ?, 0, 60)",
  );
  database.exec("BEGIN");
  for (const { id } of ids) {
    for (let beat = BEATS_A_DAY; beat > 0; beat -= 1) {
      const time = new Date(now - beat * MINUTE_MS).toISOString().replace("T", " ").replace("Z", "");
      insert.run(id, time, 20 + ((beat * 7) % 40));
    }
  }
  database.exec("COMMIT");
  database.close();
}

async function version(folder: string): Promise<string> {
  return String(JSON.parse(await readFile(join(folder, "package.json"), "utf8")).version);
}
