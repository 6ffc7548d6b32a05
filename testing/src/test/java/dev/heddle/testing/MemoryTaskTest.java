package dev.heddle.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.Reactor;
import dev.heddle.ReactorOptions;
import dev.heddle.defer.Deferred;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Tasks in a world whose clock is virtual. */
class MemoryTaskTest {

    @Test
    @DisplayName(
            "the clock stands still while a task runs, is to run, or has work off the baton, and jumps while it waits")
    void theClockWaitsForTasks() {
        MemoryWorld world = new MemoryWorld();
        AtomicReference<List<Long>> seen = new AtomicReference<>();
        CountDownLatch released = new CountDownLatch(1);
        try (Reactor reactor = world.newReactor(ReactorOptions.defaults())) {
            reactor.async(() -> {
                        List<Long> seconds = new ArrayList<>();
                        for (int second = 0; second < 3; second++) {
                            Deferred<String> next = new Deferred<>();
                            reactor.callLater(Duration.ofSeconds(1), () -> next.callback("now"));
                            next.await();
                            seconds.add(secondsOf(reactor));
                            reactor.offBaton(() -> released.await(1, TimeUnit.MICROSECONDS));
                            seconds.add(secondsOf(reactor));
                        }
                        return seconds;
                    })
                    .addConsumer(seen::set);
            for (int half = 1; half < 10; half++) {
                reactor.callLater(Duration.ofMillis(500L * half), () -> {});
            }
            reactor.start();

            world.await("the end of the task", () -> seen.get() != null);
        }

        assertThat(seen.get()).containsExactly(1L, 1L, 2L, 2L, 3L, 3L);
    }

    private static long secondsOf(Reactor reactor) {
        return Duration.ofNanos(reactor.nanoTime()).toSeconds();
    }
}
