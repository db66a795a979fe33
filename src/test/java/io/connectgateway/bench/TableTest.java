package io.connectgateway.bench;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void hasPercentilesAndRatiosBesideEachOther() {
        String table = new Table(Runs.results(
                        null,
                        Runs.measured("JVM", 1000, 30, true, 120_000_000L),
                        Runs.measured("native", 40, 30, true, 60_000_000L)))
                .text();

        assertThat(table, containsString("| 1014 / 1026 / 1029 ms (1.00×) | 54 / 66 / 69 ms (0.05×)    |"));
        assertThat(table, containsString("| 114 / 126 / 129 ms (1.00×)    | 18.0 / 30 / 33 ms (0.16×)  |"));
        assertThat(table, containsString("| 120.0 MB                      | 60.0 MB                    |"));
        assertThat(table, containsString("| –                             | 17.7 MB                    |"));
        assertEquals(1, table.lines().map(String::length).distinct().count(), "columns are aligned");
    }

    @Test
    void saysHowMuchSlowerThanAWarmOneTheFirstRequestIs() {
        String table = new Table(Runs.results(null, Runs.measured("JVM", 1500, 1, true, null))).text();

        assertThat(table, containsString("| first request over a warm one, p50             | 28 ms"));
        assertThat(table, containsString("unknown"));
        assertThat(table, containsString("| warm request: the gateway's own work"));
        assertThat(table, containsString("| 0.30 / 0.40 / 0.40 ms"));
        assertThat(table, containsString("| allocated until the first poll                 | 133.4 MB"));
    }

    @Test
    void saysWhatIsKeptBetweenRequests() {
        String table = new Table(Runs.results(null, Runs.measured("JVM", 1500, 1, true, null))).text();

        assertThat(table, containsString("| context switches a warm request                | 4.3"));
        assertThat(table, containsString("| **upstreams realistic, one request every 2 s**"));
        assertThat(table, containsString("| connections to Gigs                            | 1 "));
    }

    @Test
    void saysWhyThePageCacheWasNotDropped() {
        String table = new Table(Runs.results("not allowed here", Runs.measured("JVM", 1000, 2, false, null))).text();

        assertThat(table, containsString("page cache dropped**    | not measured: not allowed here"));
    }

    @Test
    void saysThatSeveralEnvironmentsSharedTheWarmRequests() {
        Measured measured = Runs.measured("JVM", 1000, 1, true, 100_000_000L);
        WarmRun one = measured.warm().get(WarmSeries.REALISTIC);
        measured.warm().put(WarmSeries.REALISTIC, WarmRun.of(List.of(one, one, one, one)));

        String table = new Table(Runs.results(null, measured)).text();

        assertThat(table, containsString("| warm request, at 4 environments"));
        assertThat(table, containsString("| peak memory after 500 more"));
        assertThat(table, containsString("| peak memory after 2000 more"));
    }
}
