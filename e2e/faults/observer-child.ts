import { execFileSync } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { openObserverDesk, openUpstreams } from "./observer-desk";
import { failuresSince, isCalm, moves } from "./observer-look";

// Within a network namespace of its own: the link is cut for so many milliseconds; prints what came of it as JSON.
const holdMs = Number(process.argv[2]);
const setLink = (state: "up" | "down") => execFileSync("ip", ["link", "set", "lo", state]);

const upstreams = await openUpstreams();
const desk = await openObserverDesk(upstreams, { mirrors: 3, controls: 2, hosts: true });
await desk.snapshotWhen(isCalm);
const from = Date.now();
setLink("down");
const { observer } = await desk.snapshotWhen((snapshot) => !snapshot.observer.online);
await sleep(holdMs);
const marked = await failuresSince(desk, from, true);
const unmarked = await failuresSince(desk, from, false);
setLink("up");
await desk.snapshotWhen(isCalm);
const states = (await moves(desk)).map(({ to }) => to);
process.stdout.write(JSON.stringify({ cause: observer.cause, marked, unmarked, states }));
await desk.close();
await upstreams.close();
