package example;

import dev.heddle.Reactor;
import dev.heddle.benchmarks.UserWorkload;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** A workload in its general form, by lambda. */
public final class ManyTimers implements UserWorkload {

    @Override
    public String title() {
        return "timers of mine";
    }

    @Override
    public Work open(Reactor server, Reactor client) {
        return operations -> {
            CountDownLatch fired = new CountDownLatch(operations);
            server.callFromThread(() -> {
                for (int timer = 0; timer < operations; timer++) {
                    server.callLater(Duration.ofMillis(1), fired::countDown);
                }
            });
            fired.await();
        };
    }
}
