-- CreateTable
CREATE TABLE "recommendation" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "vantage_id" INTEGER NOT NULL,
    "audience" TEXT NOT NULL,
    "guideline" TEXT NOT NULL,
    "at" BIGINT NOT NULL,
    "inputs" TEXT NOT NULL,
    "result" TEXT NOT NULL,
    CONSTRAINT "recommendation_vantage_id_fkey" FOREIGN KEY ("vantage_id") REFERENCES "vantage" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "recommendation_vantage_id_audience_id_idx" ON "recommendation"("vantage_id", "audience", "id");
