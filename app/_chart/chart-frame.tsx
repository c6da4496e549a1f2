import type { ReactNode } from "react";
import { Icon } from "@/app/_ui/icon";
import { CopyLink } from "./copy-link";

/** Words of every frame. */
export type FrameWords = {
  readonly table: string;
  readonly csv: string;
  readonly copy: string;
  readonly copied: string;
  readonly notCopied: string;
};

export type FrameProps = {
  /** Anchor of this chart; a link to it opens on it. */
  readonly id: string;
  /** With the unit. */
  readonly title: string;
  /** What the chart says, in one sentence. */
  readonly summary: string;
  /** What it was measured over: one span each. */
  readonly prov: ReactNode;
  /** Address of the same data as CSV; null where there is none. */
  readonly csv: string | null;
  /** Path of this chart with an absolute range, without the anchor. */
  readonly path: string;
  readonly words: FrameWords;
};

type Props = FrameProps & {
  readonly legend?: ReactNode;
  readonly plot: ReactNode;
  /** The same data as a real table. */
  readonly table: ReactNode;
  /** What can be done with the plot, where that is not plain to see. */
  readonly hint?: string;
};

/** What stands around every chart: title, sentence, what it rests on, the drawing, and the same as a table. */
export function ChartFrame(props: Props) {
  const { id, title, summary, prov, csv, path, words, legend, plot, table, hint } = props;
  return (
    <figure className="chart" id={id} aria-labelledby={`${id}-title`}>
      <figcaption>
        <strong id={`${id}-title`}>{title}</strong>
        {legend === undefined ? null : <span className="legend">{legend}</span>}
        <span className="sum">{summary}</span>
        <span className="prov">{prov}</span>
      </figcaption>
      {plot}
      <div className="under">
        {table}
        {csv === null ? null : (
          <a className="btn quiet" href={csv} download>
            <Icon name="download" />
            {words.csv}
          </a>
        )}
        <CopyLink
          path={`${path}#${id}`}
          label={words.copy}
          done={words.copied}
          failed={words.notCopied}
          icon={<Icon name="link" />}
        />
        {hint === undefined ? null : <span className="hint scripted">{hint}</span>}
      </div>
    </figure>
  );
}
