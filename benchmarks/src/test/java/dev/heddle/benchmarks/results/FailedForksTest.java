package dev.heddle.benchmarks.results;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.benchmarks.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Loom fails in three of its forks, a peer in all of them. */
class FailedForksTest {

    private final List<Fork> forks = new ArrayList<>();

    @BeforeEach
    void run() {
        for (int round = 1; round <= Verdict.FORKS_NEEDED; round++) {
            forks.add(Forks.measured(round, "selector", Role.BACKEND, 100.0 + round));
            forks.add(Forks.measured(round, "loom", Role.BACKEND, 200.0 + round));
            forks.add(Forks.failed(round, "netty-nio", Role.PEER));
        }
        for (int more = 1; more <= 3; more++) {
            forks.add(Forks.failed(Verdict.FORKS_NEEDED + more, "loom", Role.BACKEND));
        }
    }

    private Conclusions conclusions() {
        return Conclusions.of(new SavedRun("a", new Environment(Map.of()), Measured.of(forks), List.of(), forks, null));
    }

    private Measured measured() {
        return Measured.of(forks).get(0);
    }

    @Test
    void everyArmThatFailedIsNamed() {
        assertThat(conclusions().reservations(measured()))
                .containsExactly(
                        "3 of 8 forks of loom failed, and are not in it",
                        "5 of 5 forks of netty-nio failed, and are not in it");
    }

    @Test
    void aRateThatWasNotKeptIsNamedAsWhatItIs() {
        forks.add(Forks.failed(1, "vertx-net", Role.PEER, Fork.Status.OVERLOADED));
        forks.add(Forks.failed(1, "netty-nio", Role.PEER, Fork.Status.OVERLOADED));

        assertThat(conclusions().reservations(measured()))
                .contains(
                        "1 of 1 forks of vertx-net did not keep the rate, and are not in it",
                        "6 of 6 forks of netty-nio failed or did not keep the rate, and are not in it");
    }

    @Test
    void anArmThatFailedMoreOftenIsNotCalledFaster() {
        Answer backends = conclusions().answers(measured()).get(Question.BACKENDS.ordinal());

        assertThat(conclusions().sentence(measured(), backends))
                .startsWith("not judged, since 3 forks of loom failed, and none of selector;")
                .doesNotContain("but");
        assertThat(backends.isJudged()).isFalse();
        assertThat(conclusions().summary().lines())
                .containsExactly("undecided: connect: 64 in flight (but forks of loom failed)");
    }

    @Test
    void oneThatHungHasFailedAndOneThatThereWasNoTimeForHasNot() {
        forks.add(Forks.failed(9, "loom", Role.BACKEND, Fork.Status.HUNG));
        forks.add(Forks.failed(9, "selector", Role.BACKEND, Fork.Status.TIMED_OUT));

        assertThat(FailedForks.of(Forks.WORK, forks))
                .contains(new FailedForks("loom", 4, 0, 9))
                .extracting(FailedForks::arm)
                .doesNotContain("selector");
    }

    @Test
    void whatFailedAtOtherWorkDoesNotCount() {
        Work other = new Work("echo", Forks.WORK.parameters(), "echo", "round trip");

        assertThat(FailedForks.of(other, forks)).isEmpty();
    }
}
