package io.connectgateway.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** How long the token is kept, on a clock of the test's own. */
class ProjectTokenTest {

    private static final Duration SOON = Duration.ofSeconds(2);

    private final ManualClock clock = new ManualClock();
    private int fetches;
    private Supplier<Uni<String>> source = () -> Uni.createFrom().item("t" + ++fetches);
    private final ProjectToken token =
            new ProjectToken(() -> source.get(), Duration.ofMinutes(5), Duration.ofHours(1), clock);

    @Test
    void keepsTheTokenForItsTime() {
        assertEquals("t1", token.current(SOON));
        clock.advance(Duration.ofMinutes(5).minusMillis(1));
        assertEquals("t1", token.current(SOON));
        clock.advance(Duration.ofMillis(1));
        assertEquals("t2", token.current(SOON));
    }

    @Test
    void isFetchedBeforeTheFirstRequest() {
        token.prefetch().await().indefinitely();
        assertEquals("t1", token.current(SOON));
        assertEquals(1, fetches);
    }

    @Test
    void leavesAFailureAtStartToTheFirstRequest() {
        Supplier<Uni<String>> working = source;
        source = ProjectTokenTest::down;
        token.prefetch().await().indefinitely();
        source = working;
        assertEquals("t1", token.current(SOON));
    }

    @Test
    void usesAStaleTokenForAnHourAndNoLonger() {
        token.current(SOON);
        source = ProjectTokenTest::down;
        clock.advance(Duration.ofMinutes(60).minusMillis(1));
        assertEquals("t1", token.current(SOON));
        clock.advance(Duration.ofMillis(1));
        clock.advance(Duration.ofSeconds(10));
        assertThrows(TokenUnavailableException.class, () -> token.current(SOON));
    }

    @Test
    void waitsTenSecondsBetweenFailedRefreshes() {
        token.current(SOON);
        source = () -> {
            fetches++;
            return down();
        };
        clock.advance(Duration.ofMinutes(6));
        token.current(SOON);
        token.current(SOON);
        assertEquals(2, fetches);
        clock.advance(Duration.ofSeconds(10));
        token.current(SOON);
        assertEquals(3, fetches);
    }

    @Test
    void replacesARefusedToken() {
        assertEquals("t1", token.current(SOON));
        assertEquals(Optional.of("t2"), token.replace("t1", SOON));
        assertEquals("t2", token.current(SOON));
    }

    @Test
    void replacesOnceForCallersWhoWereRefusedTogether() {
        token.current(SOON);
        assertEquals(Optional.of("t2"), token.replace("t1", SOON));
        assertEquals(Optional.of("t2"), token.replace("t1", SOON));
        assertEquals(2, fetches);
    }

    @Test
    void saysWhenTheRefusedTokenIsStillTheToken() {
        source = () -> Uni.createFrom().item("same");
        token.current(SOON);
        assertEquals(Optional.empty(), token.replace("same", SOON));
    }

    @Test
    void waitsNoLongerThanTheRequestCan() {
        source = () -> Uni.createFrom().nothing();
        long start = System.nanoTime();
        assertThrows(TokenUnavailableException.class, () -> token.current(Duration.ofMillis(50)));
        assertThrows(TokenUnavailableException.class, () -> token.current(Duration.ofMillis(-1)));
        assertEquals(true, System.nanoTime() - start < SOON.toNanos());
    }

    @Test
    void isFetchedByOneCallerAtATimeWhileOthersUseTheOldOne() throws Exception {
        token.current(SOON);
        clock.advance(Duration.ofMinutes(6));
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        source = () -> {
            fetches++;
            asked.countDown();
            return Uni.createFrom().item(() -> {
                try {
                    answer.await(5, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return "new";
            });
        };
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            Future<String> refreshing = other.submit(() -> token.current(Duration.ofSeconds(10)));
            asked.await(5, TimeUnit.SECONDS);
            assertEquals("t1", token.current(SOON));
            answer.countDown();
            assertEquals("new", refreshing.get(5, TimeUnit.SECONDS));
            assertEquals("new", token.current(SOON));
            assertEquals(2, fetches);
        } finally {
            other.shutdownNow();
        }
    }

    private static Uni<String> down() {
        return Uni.createFrom().failure(new TokenUnavailableException());
    }
}
