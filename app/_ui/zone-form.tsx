"use client";

import { type FormEvent, useId, useState } from "react";
import { useZone } from "./use-zone";

type Props = {
  /** The zone that was chosen for all pages; null: the browser's. */
  readonly chosen: string | null;
  /** Where to go on afterwards without script. */
  readonly to: string;
  readonly labels: {
    readonly browser: string;
    readonly other: string;
    readonly use: string;
    readonly unknown: string;
  };
};

const OFFERED = ["UTC", "Asia/Shanghai"];

/** The viewer's choice of a time zone: in place with script, else by a form that leads back here. */
export function ZoneForm({ chosen, to, labels }: Props) {
  const { refused, choose } = useChoice();
  const field = useId();
  const [zones, setZones] = useState<readonly string[]>([]);
  return (
    <>
      <form className="zones" method="post" action="/preferences/save" onSubmit={choose}>
        <input type="hidden" name="to" value={to} />
        {["", ...OFFERED].map((zone) => (
          <button
            key={zone}
            className="btn"
            type="submit"
            name="tz"
            value={zone}
            aria-current={(chosen ?? "") === zone ? "true" : undefined}
          >
            {zone === "" ? labels.browser : zone}
          </button>
        ))}
      </form>
      <form className="other" method="post" action="/preferences/save" onSubmit={choose}>
        <input type="hidden" name="to" value={to} />
        <label htmlFor={field}>{labels.other}</label>
        <input
          className="input mono"
          id={field}
          name="tz"
          list={`${field}l`}
          defaultValue={chosen !== null && !OFFERED.includes(chosen) ? chosen : ""}
          placeholder="Europe/Berlin"
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          required
          maxLength={64}
          aria-invalid={refused}
          aria-describedby={refused ? `${field}e` : undefined}
          // The names are 10 kB: offered by script only, and only to who is about to write one.
          onFocus={() => setZones(Intl.supportedValuesOf("timeZone"))}
        />
        <datalist id={`${field}l`}>
          {zones.map((zone) => (
            <option key={zone} value={zone} />
          ))}
        </datalist>
        <button className="btn" type="submit">
          {labels.use}
        </button>
        {refused ? (
          <p className="err" id={`${field}e`} role="alert">
            {labels.unknown}
          </p>
        ) : null}
      </form>
    </>
  );
}

function useChoice() {
  const apply = useZone();
  const [refused, setRefused] = useState(false);
  const choose = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { submitter } = event.nativeEvent as SubmitEvent;
    const zone = String(new FormData(event.currentTarget, submitter).get("tz") ?? "").trim();
    const accepted = apply(zone);
    setRefused(!accepted);
    if (accepted) event.currentTarget.closest("details")?.removeAttribute("open");
  };
  return { refused, choose };
}
