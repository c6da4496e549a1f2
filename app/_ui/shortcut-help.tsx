"use client";

import { Fragment, useSyncExternalStore } from "react";
import type { Lang } from "@/lib/text/lang";
import { PALETTE_TEXTS } from "@/lib/text/palette";
import { Dialog } from "./dialog";
import { Icon } from "./icon";
import { isOn, onTurn, turn } from "./memory";
import { SHORTCUTS } from "./shortcut";
import { isOnPage } from "./shortcut-run";

/** All shortcuts, those that this page has not said so, and the switch that turns single keys off. */
export function ShortcutHelp({ lang, onClose }: { lang: Lang; onClose: () => void }) {
  const t = PALETTE_TEXTS[lang];
  const single = useSyncExternalStore(
    onTurn,
    () => isOn("keys"),
    () => true,
  );
  return (
    <Dialog className="cmd help" labelledBy="help-title" onClose={onClose}>
      <div className="q">
        <h2 className="name" id="help-title">
          {t.help.title}
        </h2>
        <button className="tool" type="button" aria-label={t.close} onClick={onClose}>
          <Icon name="cross" />
        </button>
      </div>
      <p className="g">{t.help.intro}</p>
      <label className="check">
        <input type="checkbox" checked={single} onChange={() => turn("keys", !single)} />
        <span>
          <b>{t.help.single}</b>
          <small>{t.help.singleHow}</small>
        </span>
      </label>
      <dl>
        {SHORTCUTS.map(([keys, action]) => (
          <div key={keys}>
            <dt>
              {keys.split(" ").map((key, i) => (
                <Fragment key={key}>
                  {i === 0 ? null : <small> {t.help.next} </small>}
                  <kbd>{key}</kbd>
                </Fragment>
              ))}
            </dt>
            <dd>
              {t.actions[action]}
              {action === "palette" || action === "help" || isOnPage(action) ? null : (
                <small>{t.help.absent}</small>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
