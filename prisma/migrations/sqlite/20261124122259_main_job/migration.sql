-- CreateTable
CREATE TABLE "mirror" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "slug" TEXT NOT NULL,
    "retired_at" BIGINT
);

-- CreateTable
CREATE TABLE "mirror_url" (
    "mirror_id" INTEGER NOT NULL,
    "from" BIGINT NOT NULL,
    "url" TEXT NOT NULL,

    PRIMARY KEY ("mirror_id", "from"),
    CONSTRAINT "mirror_url_mirror_id_fkey" FOREIGN KEY ("mirror_id") REFERENCES "mirror" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "vantage" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "slug" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "address" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "mirror_id" INTEGER NOT NULL,
    "ip" TEXT NOT NULL,
    CONSTRAINT "address_mirror_id_fkey" FOREIGN KEY ("mirror_id") REFERENCES "mirror" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "series" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "vantage_id" INTEGER NOT NULL,
    "mirror_id" INTEGER NOT NULL,
    "kind" INTEGER NOT NULL,
    "variant" TEXT NOT NULL,
    "connection" INTEGER NOT NULL,
    "family" INTEGER NOT NULL,
    CONSTRAINT "series_vantage_id_fkey" FOREIGN KEY ("vantage_id") REFERENCES "vantage" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "series_mirror_id_fkey" FOREIGN KEY ("mirror_id") REFERENCES "mirror" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "target" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "module" TEXT NOT NULL,
    "version" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "sample" (
    "series_id" INTEGER NOT NULL,
    "epoch" INTEGER NOT NULL,
    "slot" BIGINT NOT NULL,
    "attempt" INTEGER NOT NULL,
    "target_id" INTEGER,
    "cause" INTEGER NOT NULL,
    "outcome" INTEGER NOT NULL,
    "phase" INTEGER NOT NULL,
    "reason" INTEGER,
    "dns_us" INTEGER,
    "tcp_us" INTEGER,
    "tls_us" INTEGER,
    "ttfb_us" INTEGER,
    "transfer_us" INTEGER,
    "bytes" INTEGER NOT NULL,
    "status" INTEGER,
    "address_id" INTEGER,
    "late_ms" INTEGER NOT NULL,
    "lag_us" INTEGER NOT NULL,
    "flags" INTEGER NOT NULL,

    PRIMARY KEY ("series_id", "epoch", "slot", "attempt")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "gap" (
    "series_id" INTEGER NOT NULL,
    "epoch" INTEGER NOT NULL,
    "from" BIGINT NOT NULL,
    "to" BIGINT NOT NULL,
    "count" INTEGER NOT NULL,
    "cause" INTEGER NOT NULL,

    PRIMARY KEY ("series_id", "epoch", "from")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "exchange" (
    "series_id" INTEGER NOT NULL,
    "epoch" INTEGER NOT NULL,
    "slot" BIGINT NOT NULL,
    "attempt" INTEGER NOT NULL,
    "at" BIGINT NOT NULL,
    "keep" INTEGER NOT NULL,
    "detail" BLOB NOT NULL,

    PRIMARY KEY ("series_id", "epoch", "slot", "attempt")
);

-- CreateTable
CREATE TABLE "rollup" (
    "width" INTEGER NOT NULL,
    "series_id" INTEGER NOT NULL,
    "start" BIGINT NOT NULL,
    "n" INTEGER NOT NULL,
    "ok" INTEGER NOT NULL,
    "outcomes" BLOB NOT NULL,
    "lagged" INTEGER NOT NULL,
    "observer" INTEGER NOT NULL,
    "sum_us" BIGINT NOT NULL,
    "min_us" INTEGER,
    "max_us" INTEGER,
    "hist" BLOB NOT NULL,
    "phase_hists" BLOB NOT NULL,
    "codec" INTEGER NOT NULL,

    PRIMARY KEY ("width", "series_id", "start")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "watermark" (
    "name" TEXT NOT NULL PRIMARY KEY,
    "at" BIGINT NOT NULL
);

-- CreateTable
CREATE TABLE "transition" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "mirror_id" INTEGER NOT NULL,
    "vantage_id" INTEGER NOT NULL,
    "subject" TEXT NOT NULL,
    "from" INTEGER NOT NULL,
    "to" INTEGER NOT NULL,
    "at" BIGINT NOT NULL,
    "reason" TEXT NOT NULL,
    "params" TEXT NOT NULL,
    "rule" TEXT NOT NULL,
    "series_id" INTEGER,
    "epoch" INTEGER,
    "slot" BIGINT,
    "attempt" INTEGER,
    CONSTRAINT "transition_mirror_id_fkey" FOREIGN KEY ("mirror_id") REFERENCES "mirror" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "transition_vantage_id_fkey" FOREIGN KEY ("vantage_id") REFERENCES "vantage" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "state" (
    "mirror_id" INTEGER NOT NULL,
    "vantage_id" INTEGER NOT NULL,
    "subject" TEXT NOT NULL,
    "state" INTEGER NOT NULL,
    "since" BIGINT,
    "step" TEXT NOT NULL,
    "version" INTEGER NOT NULL,

    PRIMARY KEY ("mirror_id", "vantage_id", "subject"),
    CONSTRAINT "state_mirror_id_fkey" FOREIGN KEY ("mirror_id") REFERENCES "mirror" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "state_vantage_id_fkey" FOREIGN KEY ("vantage_id") REFERENCES "vantage" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "snapshot" (
    "vantage_id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "seq" INTEGER NOT NULL,
    "at" BIGINT NOT NULL,
    "body" TEXT NOT NULL,
    CONSTRAINT "snapshot_vantage_id_fkey" FOREIGN KEY ("vantage_id") REFERENCES "vantage" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "process" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "role" TEXT NOT NULL,
    "vantage_id" INTEGER,
    "started_at" BIGINT NOT NULL,
    "heartbeat" BIGINT NOT NULL,
    "fence" INTEGER NOT NULL,
    "stats" TEXT NOT NULL,
    CONSTRAINT "process_vantage_id_fkey" FOREIGN KEY ("vantage_id") REFERENCES "vantage" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "job" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "kind" TEXT NOT NULL,
    "due" BIGINT NOT NULL,
    "lease" BIGINT,
    "fence" INTEGER NOT NULL,
    "cursor" TEXT NOT NULL
);

-- CreateIndex
CREATE UNIQUE INDEX "mirror_slug_key" ON "mirror"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "vantage_slug_key" ON "vantage"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "address_mirror_id_ip_key" ON "address"("mirror_id", "ip");

-- CreateIndex
CREATE UNIQUE INDEX "series_vantage_id_mirror_id_kind_variant_connection_family_key" ON "series"("vantage_id", "mirror_id", "kind", "variant", "connection", "family");

-- CreateIndex
CREATE UNIQUE INDEX "target_module_version_key" ON "target"("module", "version");

-- CreateIndex
CREATE INDEX "sample_series_id_slot_idx" ON "sample"("series_id", "slot");

-- CreateIndex
CREATE INDEX "exchange_series_id_keep_at_idx" ON "exchange"("series_id", "keep", "at");

-- CreateIndex
CREATE UNIQUE INDEX "transition_mirror_id_vantage_id_subject_at_to_key" ON "transition"("mirror_id", "vantage_id", "subject", "at", "to");

-- CreateIndex
CREATE INDEX "job_kind_due_idx" ON "job"("kind", "due");
