package dev.heddle.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.tck.Seeds;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The suite on every backend, and on backends against each other, again and again, each time with another seed. */
@Tag("proof")
class SoakTest {

    /** After that no further round begins; the first one always does. */
    private static final Duration TIME = Duration.ofMinutes(Long.getLong("heddle.soak.minutes", 0));

    /** What one run of the suite may take. */
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final Random seeds = Seeds.random();

    @Test
    @Timeout(value = 1, unit = TimeUnit.DAYS)
    @DisplayName("no test fails, whatever the seed")
    void nothingFails() throws Exception {
        long end = System.nanoTime() + TIME.toNanos();
        int round = 0;
        do {
            round++;
            long seed = seeds.nextLong();
            for (String suite : BackendTests.suites()) {
                System.out.println("round " + round + ": " + suite + " with -D" + Seeds.PROPERTY + "=" + seed);
                assertNothingFails(suite, seed);
            }
        } while (System.nanoTime() - end < 0);
    }

    private static void assertNothingFails(String suite, long seed) throws Exception {
        var outcome = Experiment.run(
                System.getProperty("java.class.path"),
                List.of("-Xmx1g", "-D" + Seeds.PROPERTY + "=" + seed),
                Bite.class,
                List.of(suite, Bite.EVERY_CLAUSE),
                LIMIT);

        assertThat(outcome.status())
                .as(suite + " with -D" + Seeds.PROPERTY + "=" + seed + "\n" + outcome.output())
                .isZero();
    }
}
