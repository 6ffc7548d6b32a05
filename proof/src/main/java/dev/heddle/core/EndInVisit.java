package dev.heddle.core;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** R5: where a visitor makes the last turn of a reactor, the loop hears of it, or is woken to, and so ends. */
@JCStressTest
@Outcome(id = "true, false", expect = ACCEPTABLE, desc = "the loop came after the visitor, and ends")
@Outcome(id = "true, true", expect = ACCEPTABLE, desc = "the loop ends, and was woken for nothing")
@Outcome(id = "false, true", expect = ACCEPTABLE, desc = "the loop came first, and was woken")
@State
public class EndInVisit {

    private final StillDriver driver = new StillDriver().begun();

    @Actor
    public void visitor() {
        driver.turns.enter();
        driver.turns.later(driver.turns::setOver);
        driver.turns.leave();
    }

    @Actor
    public void loop(ZZ_Result result) {
        result.r1 = driver.turns.turn(() -> {}) == Turns.OVER;
    }

    @Arbiter
    public void look(ZZ_Result result) {
        result.r2 = driver.isWoken();
    }
}
