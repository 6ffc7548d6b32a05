package dev.heddle.task;

import dev.heddle.ReactorTime;
import dev.heddle.defer.Deferred;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Does long work in small steps, several pieces of it side by side, and lets everything else have its turns in between
 * (L9).
 *
 * <p>A piece of work is an iterator: each {@code next} is a step. Where a step gives a Deferred, the work waits for that
 * before its next step, and fails as that does; whatever else a step gives is dropped. The work is done when the
 * iterator has no more, and has failed when it throws. Of several pieces each gets one step after the other, in order.
 * Steps are made until a slice of time is over, or 256 were; the others follow in a later turn.
 *
 * {@snippet :
 * Cooperator cooperator = new Cooperator(reactor);
 * cooperator.coiterate(lines.stream().map(this::index).iterator())
 *         .addConsumer(nothing -> publish());
 * }
 *
 * <p>Methods are called as the clock's are: where that is a reactor that runs, with its baton held. The steps are made in
 * its turns.
 */
public final class Cooperator {

    /** How long steps are made in one turn, unless told otherwise. */
    public static final Duration USUAL_SLICE = Duration.ofMillis(10);

    private static final int STEPS_IN_A_ROW = 256;

    private final ReactorTime clock;
    private final long sliceNanos;
    private final Home home;
    private final LinkedHashSet<CooperativeTask> ready = new LinkedHashSet<>();

    /** Whether a turn with steps is to come, or is made. */
    private boolean stepping;

    /** A cooperator whose steps take up to {@link #USUAL_SLICE} in one turn. */
    public Cooperator(ReactorTime clock) {
        this(clock, USUAL_SLICE);
    }

    /**
     * A cooperator whose steps take up to {@code slice} in one turn, and one step at least.
     *
     * @throws IllegalArgumentException if the slice is negative
     */
    public Cooperator(ReactorTime clock, Duration slice) {
        if (slice.isNegative()) {
            throw new IllegalArgumentException("a slice must not be negative: " + slice);
        }
        this.clock = Objects.requireNonNull(clock, "clock");
        sliceNanos = Home.nanos(slice);
        home = new Home(clock);
    }

    /** Begins with the steps of {@code steps}, in a later turn; what is given back holds, ends and watches them. */
    public CooperativeTask cooperate(Iterator<?> steps) {
        CooperativeTask task = new CooperativeTask(this, home, Objects.requireNonNull(steps, "steps"));
        add(task);
        return task;
    }

    /** As {@link #cooperate}: fires when the work is done, or fails as it does. Cancelling it stops the work. */
    public Deferred<@Nullable Void> coiterate(Iterator<?> steps) {
        CooperativeTask task = cooperate(steps);
        Deferred<@Nullable Void> done = home.owed(self -> task.stopUnlessEnded());
        task.whenDone().chainTo(done);
        return done;
    }

    void add(CooperativeTask task) {
        ready.add(task);
        if (!stepping) {
            stepping = true;
            clock.callLater(Duration.ZERO, this::makeSteps);
        }
    }

    void remove(CooperativeTask task) {
        ready.remove(task);
    }

    private void makeSteps() {
        long beginNanos = clock.nanoTime();
        int made = 0;
        while (!ready.isEmpty() && (made == 0 || !isOver(beginNanos, made))) {
            CooperativeTask task = ready.removeFirst();
            task.makeStep();
            if (task.isReady()) {
                ready.add(task);
            }
            made++;
        }
        stepping = !ready.isEmpty();
        if (stepping) {
            clock.callLater(Duration.ZERO, this::makeSteps);
        }
    }

    private boolean isOver(long beginNanos, int made) {
        return made >= STEPS_IN_A_ROW || clock.nanoTime() - beginNanos >= sliceNanos;
    }
}
