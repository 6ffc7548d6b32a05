package dev.heddle.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.defer.Deferred;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;

/** Clauses D6 to D9: Deferreds that wait for Deferreds. */
public abstract class DeferringContract extends ReactorContract {

    private final List<String> log = new ArrayList<>();

    /** For subclasses. */
    protected DeferringContract() {}

    /** Every way to have a chain wait for {@code inner}. */
    private static List<Deferred<String>> allThatWaitFor(Function<String, Deferred<String>> inner) {
        return List.of(
                Deferred.succeed(1).addCallbackDeferring(value -> inner.apply("callback")),
                failed().addErrbackDeferring(failure -> inner.apply("errback")),
                Deferred.succeed(1)
                        .addCallbacksDeferring(
                                value -> inner.apply("callback of a pair"), failure -> inner.apply("skipped")),
                failed().addCallbacksDeferring(
                                value -> inner.apply("skipped"), failure -> inner.apply("errback of a pair")),
                Deferred.succeed(1).addBothDeferring((value, failure) -> inner.apply("either, with a value")),
                failed().addBothDeferring((value, failure) -> inner.apply("either, with a failure")));
    }

    private static Deferred<String> failed() {
        return Deferred.fail(new IOException("on purpose"));
    }

    @Clause("D6")
    @DisplayName("D6: a deferring callback or errback pauses the chain until the inner Deferred has a value")
    void aDeferringCallbackPausesTheChain() {
        List<Deferred<String>> inners = new ArrayList<>();
        List<Deferred<String>> outers = allThatWaitFor(call -> {
            Deferred<String> inner = new Deferred<>();
            inners.add(inner);
            return inner;
        });
        outers.forEach(outer -> outer.addConsumer(value -> log.add("value " + value)));

        assertThat(log).isEmpty();
        for (int i = 0; i < inners.size(); i++) {
            inners.get(i).callback("" + i);
        }

        assertThat(log).containsExactly("value 0", "value 1", "value 2", "value 3", "value 4", "value 5");
    }

    @Clause("D6")
    @DisplayName("D6: a fired inner Deferred continues the chain at once, after every kind of deferring callback")
    void aFiredInnerContinuesAtOnce() {
        for (Deferred<String> outer : allThatWaitFor(Deferred::succeed)) {
            outer.addConsumer(log::add);
        }

        assertThat(log)
                .containsExactly(
                        "callback",
                        "errback",
                        "callback of a pair",
                        "errback of a pair",
                        "either, with a value",
                        "either, with a failure");
    }

    @Clause("D6")
    @DisplayName("D6: a failure of the inner Deferred is the chain's")
    void theInnersFailureIsTheOuters() {
        Deferred<String> inner = new Deferred<>();
        Deferred<String> outer = Deferred.succeed(1).addCallbackDeferring(value -> inner);
        outer.addErrorConsumer(failure -> log.add(failure.getErrorMessage()));

        inner.errback(new IOException("of the inner"));

        assertThat(log).containsExactly("of the inner");
    }

    @Clause("D6")
    @DisplayName("D6: a fired inner Deferred that is paused, or waits itself, has no final value yet")
    void anInnerThatIsNotDoneIsWaitedFor() {
        Deferred<String> paused = Deferred.succeed("paused");
        paused.pause();
        Deferred<String> innermost = new Deferred<>();
        Deferred<String> waiting = Deferred.succeed(1).addCallbackDeferring(value -> innermost);
        Deferred.succeed(1).addCallbackDeferring(value -> paused).addConsumer(log::add);
        Deferred.succeed(1).addCallbackDeferring(value -> waiting).addConsumer(log::add);

        log.add("returned");
        paused.unpause();
        log.add("unpaused");
        innermost.callback("innermost");

        assertThat(log).containsExactly("returned", "paused", "unpaused", "innermost");
    }

    @Clause("D6")
    @DisplayName("D6: callbacks added while the chain waits run in order, when it goes on")
    void callbacksAddedWhileWaitingWait() {
        Deferred<String> inner = new Deferred<>();
        Deferred<String> outer = Deferred.succeed(1).addCallbackDeferring(value -> inner);
        outer.addCallback(value -> noted("first", value));

        outer.addCallback(value -> noted("second", value));
        log.add("added");
        inner.callback("value");

        assertThat(log).containsExactly("added", "first value", "second value");
    }

    @Clause("D6")
    @DisplayName("D6: a chain may wait from one turn to a later one")
    void aChainWaitsFromTurnToTurn() throws Exception {
        start();

        doInTurn(() -> {
            Deferred<String> inner = new Deferred<>();
            Deferred.succeed(1).addCallbackDeferring(value -> inner).addConsumer(journal::add);
            reactor.callLater(Duration.ZERO, () -> {
                journal.add("next turn");
                inner.callback("value");
            });
        });

        assertThat(journal.await(2)).containsExactly("next turn", "value");
    }

    @Clause("D7")
    @DisplayName("D7: callbacks attached to the inner one before run first, and the outer sees what they return")
    void callbacksOfTheInnerRunFirst() {
        Deferred<String> inner = new Deferred<>();
        inner.addCallback(value -> noted("inner", value) + "!");
        Deferred<String> outer = Deferred.succeed(1).addCallbackDeferring(value -> inner);
        outer.addCallback(value -> noted("outer", value));

        inner.callback("value");

        assertThat(log).containsExactly("inner value", "outer value!");
    }

    @Clause("D7")
    @DisplayName("D7: the result is moved out of the inner one: callbacks added to it later get null")
    void theResultIsMovedOut() {
        Deferred<@Nullable String> fired = Deferred.succeed("fired");
        Deferred<@Nullable String> unfired = new Deferred<>();
        for (Deferred<@Nullable String> inner : List.of(fired, unfired)) {
            Deferred.succeed(1)
                    .<@Nullable String>addCallbackDeferring(value -> inner)
                    .addConsumer(this::note);
            inner.addConsumer(this::note);
        }

        unfired.callback("unfired");

        assertThat(log).containsExactly("fired", "null", "unfired", "null");
    }

    @Clause("D7")
    @DisplayName("D7: the result is moved out of one that waited for it itself")
    void theResultIsMovedThrough() {
        Deferred<@Nullable String> innermost = new Deferred<>();
        Deferred<@Nullable String> inner = Deferred.succeed(1).addCallbackDeferring(value -> innermost);
        Deferred.succeed(1)
                .<@Nullable String>addCallbackDeferring(value -> inner)
                .addConsumer(this::note);

        innermost.callback("value");
        inner.addConsumer(this::note);

        assertThat(log).containsExactly("value", "null");
    }

    @Clause("D7")
    @DisplayName("D7: a failure is moved out, too: the inner one has none any more")
    void theFailureIsMovedOut() {
        Deferred<@Nullable String> inner = new Deferred<>();
        Deferred.succeed(1)
                .<@Nullable String>addCallbackDeferring(value -> inner)
                .addErrorConsumer(failure -> note(failure.getErrorMessage()));

        inner.errback(new IOException("on purpose"));
        inner.addErrorConsumer(failure -> log.add("unexpected")).addConsumer(this::note);

        assertThat(log).containsExactly("on purpose", "null");
    }

    @Clause("D8")
    @DisplayName("D8: a callback or errback that returns its own Deferred fails the chain")
    void returningTheOwnDeferredFails() {
        Deferred<String> deferred = new Deferred<>();
        deferred.addCallbackDeferring(value -> deferred)
                .addErrbackDeferring(failure -> {
                    note(failure.trap(IllegalStateException.class).getSimpleName());
                    return deferred;
                })
                .addErrorConsumer(failure -> note(failure.getCause().getClass().getSimpleName()))
                .addConsumer(this::note);

        deferred.callback("value");

        assertThat(log).containsExactly("IllegalStateException", "IllegalStateException", "null");
    }

    @Clause("D9")
    @DisplayName("D9: a plain callback that returns a Deferred fails the chain, naming the deferring method")
    void aPlainCallbackMayNotReturnADeferred() {
        Deferred<Object> never = new Deferred<>();
        List<Deferred<?>> failing = List.of(
                Deferred.succeed(1).addCallback(value -> never),
                Deferred.fail(new IOException("on purpose")).addErrback(failure -> never),
                Deferred.succeed(1).addCallbacks(value -> never, failure -> 0),
                Deferred.fail(new IOException("on purpose")).addCallbacks(value -> 0, failure -> never),
                Deferred.succeed(1).addBoth((value, failure) -> never),
                Deferred.succeed(1).addCallback((value, argument) -> never, "argument"));

        for (Deferred<?> deferred : failing) {
            deferred.addErrorConsumer(failure -> {
                assertThat(failure.getCause()).isInstanceOf(IllegalStateException.class);
                note(failure.getErrorMessage());
            });
        }

        assertThat(log).hasSize(failing.size()).allMatch(message -> message.contains("addCallbackDeferring"));
        assertThat(log.get(1)).contains("addErrbackDeferring");
    }

    private void note(@Nullable String line) {
        log.add("" + line);
    }

    private String noted(String call, String value) {
        log.add(call + " " + value);
        return value;
    }
}
