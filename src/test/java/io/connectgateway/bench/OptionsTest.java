package io.connectgateway.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OptionsTest {

    @AfterEach
    void clear() {
        List.of("starts", "requests", "function", "peer", "baseline")
                .forEach(name -> System.clearProperty("bench." + name));
    }

    @Test
    void measuresWhatTheBuildHasMadeByDefault() {
        assertEquals(new Options(30, 2000, List.of(), List.of(), null), Options.ofSystemProperties());
    }

    @Test
    void takesSeveralFunctionsAndPeers() {
        System.setProperty("bench.starts", "2");
        System.setProperty("bench.requests", "20");
        System.setProperty("bench.function", "a/function.zip;b/runner");
        System.setProperty("bench.peer", "node peer.mjs; python3  -u peer.py");

        assertEquals(
                new Options(
                        2,
                        20,
                        List.of(Path.of("a/function.zip"), Path.of("b/runner")),
                        List.of(List.of("node", "peer.mjs"), List.of("python3", "-u", "peer.py")),
                        null),
                Options.ofSystemProperties());
    }

    @Test
    void takesAnEarlierRun() {
        System.setProperty("bench.baseline", "earlier/bench.json");

        assertEquals(Path.of("earlier/bench.json"), Options.ofSystemProperties().baseline());
    }

    @Test
    void refusesWhatIsNoNumber() {
        System.setProperty("bench.starts", "many");
        assertEquals(
                "bench.starts is many: give a number, such as -Dbench.starts=30",
                assertThrows(IllegalArgumentException.class, Options::ofSystemProperties)
                        .getMessage());
        System.setProperty("bench.starts", "0");
        assertThrows(IllegalArgumentException.class, Options::ofSystemProperties);
    }
}
