package dev.heddle.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private final FakeDriver driver = new FakeDriver();
    private final Turns turns = new Turns(System::nanoTime, opened -> driver);
    private final List<String> ran = new ArrayList<>();

    @Test
    @DisplayName("what is given with the baton held is run by who holds it, and does not wake the loop that waits")
    void whoHoldsTheBatonWakesNobody() {
        turns.start(() -> {});
        assertThat(turns.turn(() -> {})).isEqualTo(Turns.UNTIL_WOKEN);

        turns.enter();
        turns.give(() -> ran.add("given in a turn"));
        turns.leave();

        assertThat(ran).containsExactly("given in a turn");
        assertThat(driver.wakes).hasValue(0);
    }

    @Test
    @DisplayName("what is given without the baton wakes the loop that waits, also while another thread holds the baton")
    void othersWakeTheLoop() throws InterruptedException {
        turns.start(() -> {});
        assertThat(turns.turn(() -> {})).isEqualTo(Turns.UNTIL_WOKEN);
        turns.enter();

        Thread.ofPlatform().start(() -> turns.give(() -> {})).join();

        turns.leave();
        assertThat(driver.wakes).hasValue(1);
    }

    @Test
    @DisplayName("a visit that cannot run all that was given with the baton held wakes the loop")
    void whatIsLeftWakesTheLoop() {
        turns.start(() -> {});
        assertThat(turns.turn(() -> {})).isEqualTo(Turns.UNTIL_WOKEN);

        turns.enter();
        for (int given = 0; given < 1_000; given++) {
            turns.give(() -> ran.add("given"));
        }
        turns.leave();

        assertThat(ran).hasSizeLessThan(1_000);
        assertThat(driver.wakes).hasValue(1);
    }
}
