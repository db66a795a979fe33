package io.connectgateway.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** How long the token is kept, on a clock of the test's own. */
class ProjectTokenTest {

    private static final Duration SOON = Duration.ofSeconds(2);

    private final ManualClock clock = new ManualClock();
    private final List<Duration> limits = new ArrayList<>();
    private int fetches;
    private Supplier<Uni<String>> source = () -> Uni.createFrom().item("t" + ++fetches);
    private final ProjectToken token = new ProjectToken(this::fetch, Duration.ofMinutes(5), Duration.ofHours(1), clock);

    @Test
    void keepsTheTokenForItsTime() {
        assertEquals("t1", current(SOON));
        clock.advance(Duration.ofMinutes(5).minusMillis(1));
        assertEquals("t1", current(SOON));
        clock.advance(Duration.ofMillis(1));
        assertEquals("t2", current(SOON));
    }

    @Test
    void isFetchedAtTheStartAndAFailureThereIsLeftToTheFirstRequest() {
        Supplier<Uni<String>> working = source;
        source = ProjectTokenTest::down;
        token.prefetch().await().indefinitely();
        source = working;
        token.prefetch().await().indefinitely();
        assertEquals("t1", current(SOON));
        assertEquals(1, fetches);
    }

    @Test
    void usesAStaleTokenForAnHourAndNoLonger() {
        current(SOON);
        source = ProjectTokenTest::down;
        clock.advance(Duration.ofMinutes(60).minusMillis(1));
        assertEquals("t1", current(SOON));
        clock.advance(Duration.ofSeconds(11));
        assertThrows(TokenUnavailableException.class, () -> current(SOON));
    }

    @Test
    void waitsTenSecondsBetweenFailedRefreshes() {
        current(SOON);
        source = () -> {
            fetches++;
            return down();
        };
        clock.advance(Duration.ofMinutes(6));
        current(SOON);
        current(SOON);
        assertEquals(2, fetches);
        clock.advance(Duration.ofSeconds(10));
        current(SOON);
        assertEquals(3, fetches);
    }

    @Test
    void replacesARefusedTokenOnceForCallersWhoWereRefusedTogether() {
        assertEquals("t1", current(SOON));
        assertEquals(Optional.of("t2"), replace("t1"));
        assertEquals(Optional.of("t2"), replace("t1"));
        assertEquals("t2", current(SOON));
        assertEquals(2, fetches);
    }

    @Test
    void saysWhenTheRefusedTokenIsStillTheToken() {
        source = () -> Uni.createFrom().item("same");
        current(SOON);
        assertEquals(Optional.empty(), replace("same"));
    }

    @Test
    void givesAFetchNoMoreTimeThanTheRequestHas() {
        source = ProjectTokenTest::down;
        assertThrows(TokenUnavailableException.class, () -> current(Duration.ofMillis(50)));
        assertThrows(TokenUnavailableException.class, () -> current(Duration.ofSeconds(15)));
        assertEquals(List.of(Duration.ofMillis(50), Duration.ofSeconds(3)), limits);
        assertThrows(TokenUnavailableException.class, () -> current(Duration.ofMillis(-1)));
        assertEquals(2, limits.size());
    }

    @Test
    void givesARefreshHalfTheTimeOfTheRequestAndASecondAtMost() {
        current(SOON);
        source = ProjectTokenTest::down;
        for (Duration left : List.of(Duration.ofMillis(800), Duration.ofSeconds(15))) {
            clock.advance(Duration.ofMinutes(6));
            assertEquals("t1", current(left));
        }
        assertEquals(List.of(SOON, Duration.ofMillis(400), Duration.ofSeconds(1)), limits);
    }

    @Test
    void isFetchedByOneCallerAtATimeWhileOthersUseTheOldOne() {
        current(SOON);
        clock.advance(Duration.ofMinutes(6));
        CompletableFuture<String> answer = answerLater();
        CompletableFuture<String> refreshing = token.current(SOON).subscribeAsCompletionStage();
        assertEquals("t1", current(SOON));
        answer.complete("new");
        assertEquals("new", refreshing.join());
        assertEquals("new", current(SOON));
        assertEquals(2, fetches);
    }

    @Test
    void isFetchedOnceForCallersWhoHaveNone() {
        CompletableFuture<String> answer = answerLater();
        CompletableFuture<String> one = token.current(SOON).subscribeAsCompletionStage();
        CompletableFuture<String> other = token.current(SOON).subscribeAsCompletionStage();
        answer.complete("new");
        assertEquals(List.of("new", "new"), List.of(one.join(), other.join()));
        assertEquals(1, fetches);
    }

    private Uni<String> fetch(Duration limit) {
        limits.add(limit);
        return source.get();
    }

    private CompletableFuture<String> answerLater() {
        CompletableFuture<String> answer = new CompletableFuture<>();
        source = () -> {
            fetches++;
            return Uni.createFrom().completionStage(answer);
        };
        return answer;
    }

    private String current(Duration atMost) {
        return token.current(atMost).await().indefinitely();
    }

    private Optional<String> replace(String refused) {
        return token.replace(refused, SOON).await().indefinitely();
    }

    private static Uni<String> down() {
        return Uni.createFrom().failure(new TokenUnavailableException("down", false));
    }
}
