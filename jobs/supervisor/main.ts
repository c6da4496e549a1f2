import { processEnv } from "@/lib/env";
import { runCommand, supervise } from "./supervise";

await runCommand(() => supervise(process.cwd(), { name: "npm start", source: processEnv() }));
