package dev.heddle.core;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import java.time.Duration;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/**
 * M8: where a visitor schedules a call for sooner than the loop wakes by itself, the loop knows of it, or is woken, and so
 * makes it in time.
 */
@JCStressTest
@Outcome(id = "true, false", expect = ACCEPTABLE, desc = "the loop came after the visitor, and knows")
@Outcome(id = "true, true", expect = ACCEPTABLE, desc = "the loop knows, and was woken for nothing")
@Outcome(id = "false, true", expect = ACCEPTABLE, desc = "the loop came first, and was woken")
@State
public class TimerHandOver {

    private static final Duration SOON = Duration.ofMillis(1);

    private final StillDriver driver = new StillDriver().begun();

    @Actor
    public void visitor() {
        driver.turns.enter();
        driver.turns.timers.callLater(SOON, () -> {});
        driver.turns.leave();
    }

    @Actor
    public void loop(ZZ_Result result) {
        long waitNanos = driver.turns.turn(() -> {});
        result.r1 = waitNanos <= SOON.toNanos();
    }

    @Arbiter
    public void look(ZZ_Result result) {
        result.r2 = driver.isWoken();
    }
}
