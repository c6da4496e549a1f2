import { expect, test } from "vitest";
import { withTestLab } from "./test-lab";

const { lab } = withTestLab();

test("faults are switched over HTTP, all or none of them", async () => {
  const post = async (body: string): Promise<[number, unknown]> => {
    const answer = await fetch(`${lab().url}-/faults`, { method: "POST", body });
    return [answer.status, await answer.json()];
  };
  expect(await post('{"status-500": "/@v/", "drip": 5}')).toEqual([200, { "status-500": "/@v/", drip: 5 }]);
  expect(await post('{"drip": null, "gone": true}')).toEqual([200, { "status-500": "/@v/", gone: true }]);
  const [status, refusal] = await post('{"gone": null, "sloww": 5}');
  expect(status).toBe(400);
  expect(refusal).toEqual({ error: expect.stringContaining('unknown fault "sloww"') });
  expect((await post('{"drip": "x"}'))[1]).toEqual({
    error: expect.stringContaining('"x" is no value of fault drip'),
  });
  expect((await post("[]"))[0]).toBe(400);
  expect((await post("{"))[1]).toEqual({ error: "the body is not JSON" });
  const answer = await fetch(`${lab().url}-/faults`);
  expect(await answer.json()).toEqual({ "status-500": "/@v/", gone: true });
});
