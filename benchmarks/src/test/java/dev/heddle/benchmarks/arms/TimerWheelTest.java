package dev.heddle.benchmarks.arms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TimerWheelTest {

    private static final long[] SPANS = {1, 10_000, 1_000_000, 200_000_000, TimeUnit.HOURS.toNanos(3)};

    private final Random random = new Random(42);
    private final TimerWheel wheel = new TimerWheel();

    /** When each that is in the wheel is due. */
    private final Map<TimerLink, Long> deadlines = new HashMap<>();

    private final List<TimerLink> all = new ArrayList<>();
    private long nowNanos;

    @Test
    void everyTimerRunsInTheFirstPassFromItsDeadlineOn() {
        for (int step = 0; step < 10_000; step++) {
            changeOne();
            nowNanos += random.nextLong(SPANS[random.nextInt(4)]) / 4;
            wheel.runDue(wheel.clockNanos(nowNanos));

            long nextNanos = deadlines.values().stream().reduce(Long.MAX_VALUE, Math::min);
            assertThat(nextNanos).isGreaterThan(nowNanos).isGreaterThanOrEqualTo(wheel.nextNanos());
        }

        nowNanos += 2 * SPANS[4];
        wheel.runDue(wheel.clockNanos(nowNanos));
        assertThat(deadlines).isEmpty();
        assertThat(wheel.nextNanos()).isEqualTo(Long.MAX_VALUE);
    }

    private void changeOne() {
        if (all.isEmpty()) {
            wheel.add(newTimer());
        }
        TimerLink timer = all.get(random.nextInt(all.size()));
        switch (random.nextInt(5)) {
            case 0 -> {
                timer.unlink();
                deadlines.remove(timer);
            }
            case 1, 2 -> {
                if (timer.isLinked()) {
                    wheel.move(timer, deadline(timer));
                }
            }
            default -> wheel.add(newTimer());
        }
    }

    private TimerLink newTimer() {
        TimerLink[] timer = new TimerLink[1];
        timer[0] = new TimerLink(0, () -> ran(timer[0]));
        timer[0].deadlineNanos = deadline(timer[0]);
        if (all.size() < 100) {
            all.add(timer[0]);
        } else {
            all.set(random.nextInt(100), timer[0]);
        }
        return timer[0];
    }

    private long deadline(TimerLink timer) {
        long deadlineNanos = nowNanos + random.nextLong(SPANS[random.nextInt(SPANS.length)]);
        deadlines.put(timer, deadlineNanos);
        return deadlineNanos;
    }

    private void ran(TimerLink timer) {
        Long deadlineNanos = deadlines.remove(timer);
        assertThat(deadlineNanos).isNotNull().isLessThanOrEqualTo(nowNanos);
    }
}
