package dev.heddle.benchmarks.arms;

import dev.heddle.DelayedCall;
import dev.heddle.Reactor;
import dev.heddle.benchmarks.TimerArm;
import java.time.Duration;

/** A timed call that another thread has a reactor make: timed calls are made and cancelled in turns. */
final class ReactorTimer implements TimerArm.Scheduled {

    private final Reactor reactor;

    /** Confined to turns; set in one before any that cancels. */
    @SuppressWarnings("NullAway.Init")
    private DelayedCall call;

    private ReactorTimer(Reactor reactor) {
        this.reactor = reactor;
    }

    static ReactorTimer schedule(Reactor reactor, Duration delay, Runnable function) {
        ReactorTimer timer = new ReactorTimer(reactor);
        reactor.callFromThread(() -> timer.call = reactor.callLater(delay, function));
        return timer;
    }

    @Override
    public void cancel(Runnable cancelled) {
        reactor.callFromThread(() -> {
            call.cancel();
            cancelled.run();
        });
    }
}
