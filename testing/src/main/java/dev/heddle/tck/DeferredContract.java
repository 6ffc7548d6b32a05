package dev.heddle.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.defer.AlreadyFiredException;
import dev.heddle.defer.Deferred;
import dev.heddle.defer.Failure;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;

/** Clauses D1 to D5 and D11: one Deferred and its chain. */
public abstract class DeferredContract extends ReactorContract {

    private final List<String> log = new ArrayList<>();

    /** For subclasses. */
    protected DeferredContract() {}

    @Clause("D1")
    @DisplayName("D1: a callback added to a fired Deferred runs before the add method returns")
    void callbacksOfAFiredDeferredRunAtOnce() {
        Deferred<Integer> fired = new Deferred<>();
        fired.callback(1);

        fired.addCallback(value -> noted("callback", value));
        log.add("added");
        fired.addConsumer(value -> log.add("consumer " + value));
        log.add("added");
        Deferred<Integer> failed = Deferred.fail(new IOException("on purpose"));
        failed.addErrback(failure -> noted("errback", 2));
        log.add("added");

        assertThat(log).containsExactly("callback 1", "added", "consumer 1", "added", "errback 2", "added");
    }

    @Clause("D1")
    @DisplayName("D1: so it does in a turn")
    void callbacksRunAtOnceInATurn() throws Exception {
        start();

        doInTurn(() -> {
            Deferred<Integer> deferred = new Deferred<>();
            deferred.addCallback(value -> noted("before", value));
            deferred.callback(1);
            log.add("fired");
            deferred.addCallback(value -> noted("after", value));
            log.add("added");
        });

        assertThat(log).containsExactly("before 1", "fired", "after 1", "added");
    }

    @Clause("D2")
    @DisplayName("D2: callbacks run in the order added, those added before the firing and those after")
    void callbacksRunInTheOrderAdded() {
        Deferred<Integer> deferred = new Deferred<>();
        for (int i = 0; i < 10; i++) {
            deferred.addCallback(value -> value + noted("callback", value) + 1 - value);
        }

        deferred.callback(0);
        deferred.addConsumer(value -> log.add("consumer " + value));

        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            expected.add("callback " + i);
        }
        expected.add("consumer 10");
        assertThat(log).containsExactlyElementsOf(expected);
    }

    @Clause("D2")
    @DisplayName("D2: a callback added inside a running one runs after it returned, and after those added before")
    void callbacksAddedInsideRunAfterwards() {
        Deferred<Integer> deferred = new Deferred<>();
        deferred.addCallback(value -> {
            deferred.addConsumer(later -> log.add("added inside " + later));
            log.add("first");
            return value + 1;
        });
        deferred.addCallback(value -> noted("second", value));

        deferred.callback(1);

        assertThat(log).containsExactly("first", "second 2", "added inside 2");
    }

    @Clause("D2")
    @DisplayName("D2: of several added inside a running callback each runs in the order added")
    void callbacksAddedInsideKeepTheirOrder() {
        Deferred<Integer> deferred = new Deferred<>();
        deferred.addCallback(value -> {
            for (int i = 0; i < 3; i++) {
                int number = i;
                deferred.addConsumer(later -> log.add("added inside " + number));
            }
            return value;
        });

        deferred.callback(1);

        assertThat(log).containsExactly("added inside 0", "added inside 1", "added inside 2");
    }

    @Clause("D2")
    @DisplayName("D2: callbacks that each add the next do not recurse")
    void addingInsideDoesNotRecurse() {
        Deferred<Integer> deferred = new Deferred<>();
        deferred.addCallback(value -> addNext(deferred, value));

        deferred.callback(100_000);
        deferred.addConsumer(value -> log.add("left " + value));

        assertThat(log).containsExactly("left 0");
    }

    private static int addNext(Deferred<Integer> deferred, int left) {
        if (left > 0) {
            deferred.addCallback(value -> addNext(deferred, value));
            return left - 1;
        }
        return 0;
    }

    @Clause("D3")
    @DisplayName("D3: a callback's exception goes to the next pair's errback, not to that of its own pair")
    void anExceptionGoesToTheNextErrback() {
        Deferred<Integer> deferred = new Deferred<>();
        IOException thrown = new IOException("on purpose");
        deferred.<Integer>addCallbacks(
                        value -> {
                            throw thrown;
                        },
                        failure -> noted("own errback", 0))
                .addCallback(value -> noted("skipped", value))
                .addCallbacks(
                        value -> noted("skipped", value),
                        failure -> noted("next errback " + failure.getCause().getMessage(), 0));

        deferred.callback(1);

        assertThat(log).containsExactly("next errback on purpose 0");
    }

    @Clause("D4")
    @DisplayName("D4: an errback that returns normally recovers, also with null")
    void anErrbackThatReturnsRecovers() {
        Deferred<@Nullable Integer> deferred = new Deferred<>();
        deferred.addErrback(failure -> 1)
                .addErrback(failure -> noted("skipped", 0))
                .<@Nullable Integer>addCallback(value -> {
                    log.add("recovered " + value);
                    throw new IOException("again");
                })
                .addErrback(failure -> null)
                .addConsumer(value -> log.add("recovered " + value));

        deferred.errback(new IOException("on purpose"));

        assertThat(log).containsExactly("recovered 1", "recovered null");
    }

    @Clause("D4")
    @DisplayName("D4: an errback that throws stays on the error track, with what it threw")
    void anErrbackThatThrowsStaysOnTheErrorTrack() {
        Deferred<Integer> deferred = new Deferred<>();
        deferred.addErrback(failure -> {
                    throw new IllegalStateException("second");
                })
                .addCallback(value -> noted("skipped", value))
                .addErrorConsumer(failure -> log.add(failure.getErrorMessage()));

        deferred.errback(new IOException("first"));

        assertThat(log).containsExactly("second");
    }

    @Clause("D4")
    @DisplayName("D4: a plain callback that returns a Failure, or an errback that does, fails the chain with it")
    void aReturnedFailureFailsTheChain() {
        Failure returned = new Failure(new IOException("returned"));
        Deferred<Object> deferred = new Deferred<>();
        deferred.<Object>addCallback(value -> returned)
                .<Object>addCallback(value -> noted("skipped", 0))
                .addErrback(failure -> {
                    log.add("given back: " + (failure == returned));
                    return failure;
                })
                .addErrorConsumer(failure -> log.add(failure.getErrorMessage()));

        deferred.callback(1);

        assertThat(log).containsExactly("given back: true", "returned");
    }

    @Clause("D5")
    @DisplayName("D5: firing twice throws, in all four combinations, and the first firing stands")
    void firingTwiceThrows() {
        Deferred<Integer> fired = Deferred.succeed(1);
        Deferred<Integer> failed = Deferred.fail(new IOException("on purpose"));

        for (Deferred<Integer> deferred : List.of(fired, failed)) {
            assertThatThrownBy(() -> deferred.callback(2)).isInstanceOf(AlreadyFiredException.class);
            assertThatThrownBy(() -> deferred.errback(new IOException("late")))
                    .isInstanceOf(AlreadyFiredException.class);
        }

        fired.addConsumer(value -> log.add("value " + value));
        failed.addErrorConsumer(failure -> log.add(failure.getErrorMessage()));
        assertThat(log).containsExactly("value 1", "on purpose");
    }

    @Clause("D5")
    @DisplayName("D5: a Failure or a Deferred is not a value; the message names the right method")
    void failuresAndDeferredsAreNotValues() {
        Deferred<Object> deferred = new Deferred<>();
        Failure failure = new Failure(new IOException("on purpose"));

        assertMisuse("errback", () -> deferred.callback(failure));
        assertMisuse("addCallbackDeferring", () -> deferred.callback(new Deferred<>()));
        assertMisuse("errback", () -> Deferred.<Object>succeed(failure));
        assertMisuse("addCallbackDeferring", () -> Deferred.<Object>succeed(new Deferred<>()));

        assertThat(deferred.hasFired()).isFalse();
    }

    private static void assertMisuse(String rightMethod, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(rightMethod);
    }

    @Clause("D11")
    @DisplayName("D11: pause nests, and callbacks resume when the count is back to zero")
    void pauseNests() {
        Deferred<Integer> deferred = new Deferred<>();
        deferred.addCallback(value -> noted("callback", value));
        deferred.pause();
        deferred.pause();

        deferred.callback(1);
        deferred.addCallback(value -> noted("late callback", value));
        log.add("fired");
        deferred.unpause();
        log.add("unpaused once");
        deferred.unpause();

        assertThat(log).containsExactly("fired", "unpaused once", "callback 1", "late callback 1");
    }

    @Clause("D11")
    @DisplayName("D11: a pause from inside a callback holds those after it")
    void pauseInsideACallbackHoldsTheRest() {
        Deferred<Integer> deferred = new Deferred<>();
        deferred.addCallback(value -> {
            deferred.pause();
            return noted("pausing", value);
        });
        deferred.addCallback(value -> noted("held", value));

        deferred.callback(1);
        log.add("fired");
        deferred.unpause();

        assertThat(log).containsExactly("pausing 1", "fired", "held 1");
    }

    @Clause("D11")
    @DisplayName("D11: a paused Deferred stays paused when the one that it waits for fires")
    void pauseOutlastsAnInnerDeferred() {
        Deferred<Integer> inner = new Deferred<>();
        Deferred<Integer> outer = Deferred.succeed(0).addCallbackDeferring(value -> inner);
        outer.addConsumer(value -> log.add("outer " + value));
        outer.pause();

        inner.callback(1);
        log.add("inner fired");
        outer.unpause();

        assertThat(log).containsExactly("inner fired", "outer 1");
    }

    @Clause("D11")
    @DisplayName("D11: unpausing without firing runs nothing, and one unpause too many throws")
    void oneUnpauseTooManyThrows() {
        Deferred<Integer> deferred = new Deferred<>();
        deferred.addConsumer(value -> log.add("value " + value));
        deferred.pause();
        deferred.unpause();

        assertThatThrownBy(deferred::unpause).isInstanceOf(IllegalStateException.class);
        assertThat(log).isEmpty();
        deferred.callback(1);

        assertThat(log).containsExactly("value 1");
        assertThatThrownBy(deferred::unpause).isInstanceOf(IllegalStateException.class);
    }

    @Clause("D11")
    @DisplayName("D11: what one turn paused another may unpause")
    void pauseLastsFromTurnToTurn() throws Exception {
        start();
        Deferred<Integer> deferred = new Deferred<>();
        deferred.addConsumer(value -> journal.add("value " + value));

        doInTurn(() -> {
            deferred.pause();
            deferred.callback(1);
            reactor.callLater(Duration.ZERO, () -> {
                journal.add("next turn");
                deferred.unpause();
            });
        });

        assertThat(journal.await(2)).containsExactly("next turn", "value 1");
    }

    /** Notes a call, and returns the value. */
    private int noted(String call, int value) {
        log.add(call + " " + value);
        return value;
    }
}
