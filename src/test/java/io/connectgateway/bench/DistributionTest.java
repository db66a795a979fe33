package io.connectgateway.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DistributionTest {

    @Test
    void takesTheNearestRank() {
        double[] descending =
                IntStream.rangeClosed(1, 1000).mapToDouble(i -> 1001 - i).toArray();

        assertEquals(new Distribution(1000, 1, 500, 900, 990, 1000, 500.5), Distribution.of(descending));
        assertEquals(1000, descending[0], "the caller's values keep their order");
    }

    @Test
    void hasTheSlowestOfFewAsTheirP99() {
        double[] thirty = IntStream.rangeClosed(1, 30).mapToDouble(i -> i).toArray();

        assertEquals(new Distribution(30, 1, 15, 27, 30, 30, 15.5), Distribution.of(thirty));
        assertEquals(new Distribution(1, 7, 7, 7, 7, 7, 7), Distribution.of(7));
        assertEquals(new Distribution(2, 1, 1, 3, 3, 3, 2), Distribution.of(3, 1));
    }

    @Test
    void needsAValue() {
        assertThrows(IllegalArgumentException.class, Distribution::of);
    }
}
