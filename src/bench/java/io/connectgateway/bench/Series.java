package io.connectgateway.bench;

import java.util.List;

/** Cold starts that are alike. */
record Series(Setting setting, boolean pageCacheDropped) {
    /** Dropped caches with one setting alone: what the disk adds does not depend on the upstreams. */
    static final List<Series> ALL = List.of(
            new Series(Setting.NONE, false), new Series(Setting.REALISTIC, false), new Series(Setting.REALISTIC, true));

    /** What the picture shows. */
    static final Series PICTURED = new Series(Setting.REALISTIC, false);

    @Override
    public String toString() {
        return "upstreams " + setting.id() + ", page cache " + (pageCacheDropped ? "dropped" : "warm");
    }
}
