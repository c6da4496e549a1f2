import { CopyButton } from "@/app/_ui/copy-button";
import type { DocumentedOperation, Reply, Schema } from "@/lib/snapshot/openapi";
import type { Texts } from "@/lib/text/zh";
import { Fields } from "./fields";
import { Parameters } from "./parameters";
import { Replies } from "./replies";

type Props = {
  readonly path: string;
  readonly operation: DocumentedOperation;
  readonly schemas: Readonly<Record<string, Schema>>;
  /** A command that asks it. */
  readonly example: string;
  readonly words: Texts["docs"]["api"];
};

/** One address: what it is for, how to ask it, what it answers. */
export function Operation({ path, operation, schemas, example, words }: Props) {
  const { operationId, summary, description, parameters, responses } = operation;
  const schema = answerSchema(responses["200"], schemas);
  return (
    <section className="entry" id={operationId} aria-labelledby={`${operationId}-title`}>
      <h3 id={`${operationId}-title`}>{summary}</h3>
      <p className="path">
        <span className="method">GET</span>
        {path}
      </p>
      <p className="lead">{description}</p>
      <div className="code try">
        <pre>{example}</pre>
        <CopyButton
          text={example}
          label={words.page.copy}
          done={words.page.copied}
          failed={words.page.copyFailed}
        />
      </div>
      <Parameters parameters={parameters} words={words} />
      <Replies replies={responses} words={words} />
      {schema === null ? null : <Fields schema={schema} words={words} />}
    </section>
  );
}

/** The JSON that it answers; null where that has no fields of its own to show. */
function answerSchema(reply: Reply | undefined, schemas: Props["schemas"]): Schema | null {
  const types = Object.values(reply?.content ?? {});
  const name = types.flatMap(({ schema }) => schema.$ref?.split("/").at(-1) ?? [])[0];
  const schema = name === undefined ? undefined : schemas[name];
  return schema?.additionalProperties === undefined ? (schema ?? null) : null;
}
