package dev.heddle.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.defer.Deferred;
import dev.heddle.defer.Deferreds;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;

/** Clause L7: Deferreds of what a function does, now and later. */
public abstract class LaterContract extends StoppedClockContract {

    private final IOException cause = new IOException("on purpose");
    private final List<String> log = new ArrayList<>();

    /** For subclasses. */
    protected LaterContract() {}

    private int throwing() throws IOException {
        throw cause;
    }

    private void logResultOf(Deferred<?> deferred) {
        deferred.addBoth((value, failure) -> log.add(failure == null ? "value " + value : "" + failure.getCause()));
    }

    @Clause("L7")
    @DisplayName("L7: execute gives what a function returns or throws")
    void executing() {
        logResultOf(Deferreds.execute(() -> 1));
        logResultOf(Deferreds.<@Nullable Integer>execute(() -> null));
        logResultOf(Deferreds.execute(this::throwing));
        logResultOf(Deferreds.execute(() -> Deferred.succeed(1)));

        assertThat(log).hasSize(4).startsWith("value 1", "value null", "" + cause);
        assertThat(log.getLast()).contains("IllegalArgumentException");
    }

    @Clause("L7")
    @DisplayName("L7: maybe gives the Deferred that a function returns, or one that failed with what it throws")
    void maybe() {
        Deferred<Integer> made = new Deferred<>();

        assertThat(Deferreds.maybe(() -> made)).isSameAs(made);
        logResultOf(Deferreds.maybe(() -> Deferred.succeed(throwing())));

        assertThat(log).containsExactly("" + cause);
    }

    @Clause("L7")
    @DisplayName("L7: deferLater calls its function in a turn once the delay has passed, and gives what it returns")
    void later() throws Exception {
        stopClock();
        doInTurn(() -> {
            Deferreds.deferLater(reactor, HOUR, () -> "in a turn " + reactor.isHeldByCurrentThread())
                    .addConsumer(journal::add);
            Deferreds.deferLater(reactor, HOUR, this::throwing)
                    .addErrorConsumer(failure -> journal.add("" + failure.getCause()));
        });

        pass(HOUR.minus(ONE));
        assertThat(called()).isEmpty();
        pass(ONE);

        assertThat(called()).containsExactly("in a turn true", "" + cause);
    }

    @Clause({"L7", "M4"})
    @DisplayName("L7: cancelling what deferLater gives cancels the call, in a turn, from elsewhere, too")
    void cancellingWhatComesLater() throws Exception {
        stopClock();
        Deferred<Boolean> later = inTurn(() -> Deferreds.deferLater(reactor, HOUR, () -> {
            journal.add("called");
            return true;
        }));
        later.addErrorConsumer(failure -> journal.add(failure.trap(CancellationException.class)
                        .getSimpleName() + " in a turn " + reactor.isHeldByCurrentThread()));

        later.cancel();
        settle();
        pass(HOUR);

        assertThat(called()).containsExactly("CancellationException in a turn true");
    }

    @Clause("L7")
    @DisplayName("L7: a function that cancels its own Deferred while it runs has it cancelled")
    void cancellingInside() throws Exception {
        stopClock();
        List<Deferred<Integer>> own = new ArrayList<>();
        doInTurn(() -> {
            own.add(Deferreds.deferLater(reactor, Duration.ZERO, () -> {
                own.getFirst().cancel();
                return 1;
            }));
            own.getFirst()
                    .addErrorConsumer(failure -> journal.add(
                            failure.trap(CancellationException.class).getSimpleName()));
        });

        settle();

        assertThat(called()).containsExactly("CancellationException");
    }

    @Clause("L7")
    @DisplayName("L7: a negative delay throws")
    void negativeDelays() throws Exception {
        stopClock();

        doInTurn(() -> assertThatThrownBy(() -> Deferreds.deferLater(reactor, ONE.negated(), () -> 1))
                .isInstanceOf(IllegalArgumentException.class));
    }
}
