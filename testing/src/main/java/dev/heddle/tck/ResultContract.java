package dev.heddle.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.defer.Deferred;
import dev.heddle.defer.Failure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;

/** Clauses D13, D15 and D16: what results may be, how they are shown, and handlers that give none. */
public abstract class ResultContract extends ReactorContract {

    private final List<String> log = new ArrayList<>();

    /** For subclasses. */
    protected ResultContract() {}

    @Clause("D13")
    @DisplayName("D13: a value may be null")
    void aValueMayBeNull() {
        Deferred<@Nullable String> deferred = new Deferred<>();
        deferred.<@Nullable String>addCallback(value -> {
                    log.add("value " + value);
                    return null;
                })
                .addConsumer(value -> log.add("value " + value));

        deferred.callback(null);

        assertThat(log).containsExactly("value null", "value null");
    }

    @Clause("D13")
    @DisplayName("D13: whatever a callback of any kind throws becomes the failure")
    void whateverIsThrownBecomesTheFailure() {
        List<Throwable> everything = List.of(
                new IOException("checked"),
                new IllegalStateException("unchecked"),
                new AssertionError("error"),
                new StackOverflowError("of the machine"),
                new Throwable("neither exception nor error"));

        for (Throwable thrown : everything) {
            List<Deferred<?>> failed = List.of(
                    Deferred.succeed(1).addCallback(value -> raise(thrown)),
                    Deferred.succeed(1).addConsumer(value -> raise(thrown)),
                    Deferred.succeed(1).addBoth((value, failure) -> raise(thrown)),
                    Deferred.succeed(1).addCallbackDeferring(value -> Deferred.succeed(raise(thrown))),
                    Deferred.<Integer>fail(new IOException("first")).addErrback(failure -> raise(thrown)),
                    Deferred.<Integer>fail(new IOException("first")).addErrorConsumer(failure -> raise(thrown)));
            assertThat(failed)
                    .allSatisfy(deferred -> assertThat(causeOf(deferred)).isSameAs(thrown));
        }
    }

    private static int raise(Throwable thrown) throws Throwable {
        throw thrown;
    }

    private static @Nullable Throwable causeOf(Deferred<?> deferred) {
        List<Throwable> causes = new ArrayList<>();
        deferred.addErrorConsumer(failure -> causes.add(failure.getCause()));
        return causes.isEmpty() ? null : causes.getFirst();
    }

    @Clause("D15")
    @DisplayName("D15: toString tells the state")
    void toStringTellsTheState() {
        Deferred<String> inner = new Deferred<>();
        Deferred<String> outer = Deferred.succeed(0).addCallbackDeferring(value -> inner);
        Deferred<Integer> paused = new Deferred<>();
        paused.pause();

        assertThat(inner).asString().contains("waiting").doesNotContain("waiting for", "fired", "paused");
        assertThat(outer).asString().contains("waiting for Deferred@");
        assertThat(paused).asString().contains("waiting").contains("paused");
        paused.callback(42);
        assertThat(paused)
                .asString()
                .contains("fired with 42")
                .contains("paused")
                .doesNotContain("waiting");
        inner.callback("text");
        assertThat(outer).asString().contains("fired with text");
        Deferred<String> failed = Deferred.fail(new IOException("on purpose"));
        assertThat(failed).asString().contains("failed", "on purpose");
        failed.addErrback(failure -> "handled");
    }

    @Clause("D16")
    @DisplayName("D16: handlers that return nothing have methods of their own, after which the chain goes on with null")
    void consumersGoOnWithNull() {
        Deferred.succeed(1).addConsumer(value -> log.add("consumer " + value)).addBoth(this::noteNull);
        Deferred.<Integer>fail(new IOException("on purpose"))
                .addConsumer(value -> log.add("skipped " + value))
                .addErrorConsumer(failure -> log.add(failure.getErrorMessage()))
                .addErrorConsumer(failure -> log.add("skipped " + failure))
                .addBoth(this::noteNull);
        Deferred.succeed(2)
                .addErrorConsumer(failure -> log.add("skipped " + failure))
                .addConsumer(value -> log.add("still " + value));

        assertThat(log)
                .containsExactly("consumer 1", "then null and null", "on purpose", "then null and null", "still 2");
    }

    @Clause("D16")
    @DisplayName("D16: callbacks, errbacks and consumers take one extra argument")
    void handlersTakeAnExtraArgument() {
        Deferred.succeed(1)
                .addCallback((value, argument) -> noted("callback " + argument, value), "a")
                .addConsumer((value, argument) -> log.add("consumer " + value + argument), "b");
        Deferred.<Integer>fail(new IOException("first"))
                .<String>addErrback((failure, argument) -> noted("errback " + argument, 2), "c")
                .<Integer>addCallback(value -> {
                    throw new IOException("second");
                })
                .<String>addErrorConsumer((failure, argument) -> log.add(failure.getErrorMessage() + argument), "d");

        assertThat(log).containsExactly("callback a 1", "consumer 1b", "errback c 2", "secondd");
    }

    private int noteNull(@Nullable Object value, @Nullable Failure failure) {
        log.add("then " + value + " and " + failure);
        return 0;
    }

    /** Notes a call, and returns the value. */
    private int noted(String call, int value) {
        log.add(call + " " + value);
        return value;
    }
}
