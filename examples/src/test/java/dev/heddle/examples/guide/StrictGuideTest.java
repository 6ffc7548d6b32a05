package dev.heddle.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.Reactor;
import dev.heddle.ReactorOptions;
import dev.heddle.defer.Deferred;
import dev.heddle.defer.Deferreds;
import dev.heddle.testing.MemoryWorld;
import dev.heddle.testing.StrictFailures;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The listing of {@code docs/guide-deferred.md} on tests. */
// @start region=strict
@ExtendWith(StrictFailures.class) // a failure that nobody handles fails the test
class StrictGuideTest {

    @Test
    void dayPassesInNoTime() {
        MemoryWorld world = new MemoryWorld(); // no sockets, and a clock that jumps to what is due next
        try (Reactor reactor = world.newReactor(ReactorOptions.defaults())) {
            Deferred<String> tomorrow = Deferreds.deferLater(reactor, Duration.ofDays(1), () -> "good morning");
            reactor.start();

            world.await("the morning", tomorrow::hasFired);
        }
        assertThat(world.nanoTime()).isGreaterThanOrEqualTo(Duration.ofDays(1).toNanos());
    }
}
// @end
