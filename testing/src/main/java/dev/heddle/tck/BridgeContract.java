package dev.heddle.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.defer.Deferred;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;

/** Clause D14: Deferreds and the JDK's completion stages. */
public abstract class BridgeContract extends ReactorContract {

    private static final int ROUNDS = 200;

    private final IOException cause = new IOException("on purpose");
    private final List<String> log = new ArrayList<>();

    /** For subclasses. */
    protected BridgeContract() {}

    private void logResultOf(Deferred<?> deferred) {
        deferred.addBoth((value, failure) -> log.add(failure == null ? "value " + value : "" + failure.getCause()));
    }

    @Clause("D14")
    @DisplayName("D14: a Deferred's value completes its future, null, too, and is gone from the Deferred then")
    void aValueBecomesAFuturesValue() throws Exception {
        Deferred<Integer> deferred = new Deferred<>();
        CompletableFuture<Integer> future = deferred.toCompletableFuture();
        logResultOf(deferred);
        assertThat(future.isDone()).isFalse();

        deferred.callback(1);

        assertThat(future.get()).isEqualTo(1);
        assertThat(log).containsExactly("value null");
        assertThat(Deferred.<@Nullable Integer>succeed(null)
                        .toCompletableFuture()
                        .get())
                .isNull();
    }

    @Clause("D14")
    @DisplayName("D14: a Deferred's failure completes its future with the exception itself, and is handled by that")
    void aFailureBecomesAFuturesException() {
        CompletableFuture<Integer> future = Deferred.<Integer>fail(cause).toCompletableFuture();

        assertThatThrownBy(future::get).isInstanceOf(ExecutionException.class).hasCause(cause);
        assertThat(future.exceptionNow()).isSameAs(cause);
        Deferred.reportUnhandled();
    }

    @Clause("D14")
    @DisplayName("D14: cancelling the Deferred cancels the future")
    void cancellingADeferredCancelsItsFuture() {
        Deferred<Integer> deferred = new Deferred<>();
        CompletableFuture<Integer> future = deferred.toCompletableFuture();

        deferred.cancel();

        assertThat(future.isCancelled()).isTrue();
    }

    @Clause("D14")
    @DisplayName("D14: cancelling the future cancels the Deferred, whose result is not missed then")
    void cancellingAFutureCancelsItsDeferred() {
        Deferred<Integer> deferred = new Deferred<>(self -> log.add("canceller"));
        CompletableFuture<Integer> future = deferred.toCompletableFuture();

        future.cancel(true);

        assertThat(log).containsExactly("canceller");
        assertThat(deferred.hasFired()).isTrue();
        Deferred.reportUnhandled();
    }

    @Clause("D14")
    @DisplayName("D14: cancelling a future that has its result leaves alone what the Deferred waits for since")
    void cancellingAFutureTooLate() {
        Deferred<Integer> deferred = Deferred.succeed(1);
        CompletableFuture<Integer> future = deferred.toCompletableFuture();
        deferred.addCallbackDeferring(nothing -> new Deferred<Integer>(self -> log.add("cancelled")));

        assertThat(future.cancel(true)).isFalse();

        assertThat(log).isEmpty();
    }

    @Clause("D14")
    @DisplayName("D14: a failure that comes to a future which somebody else completed stays with the Deferred")
    void aFailureThatNobodyTakesStays() {
        Deferred<Integer> deferred = new Deferred<>();
        deferred.toCompletableFuture().complete(7);
        logResultOf(deferred);

        deferred.errback(cause);

        assertThat(log).containsExactly("" + cause);
    }

    @Clause("D14")
    @DisplayName("D14: a stage's value fires the Deferred, null, too, whether it comes before or after")
    void aStagesValueFires() {
        CompletableFuture<@Nullable Integer> stage = new CompletableFuture<>();
        logResultOf(Deferred.<@Nullable Integer>from(stage));
        log.add("completing");

        stage.complete(null);
        logResultOf(Deferred.from(CompletableFuture.completedStage(2)));

        assertThat(log).containsExactly("completing", "value null", "value 2");
    }

    @Clause("D14")
    @DisplayName("D14: a stage's exception fails the Deferred as it was thrown, from dependent stages, too")
    void aStagesExceptionIsUnwrapped() {
        logResultOf(Deferred.from(CompletableFuture.failedStage(cause)));
        logResultOf(Deferred.from(CompletableFuture.<Integer>failedStage(cause).thenApply(value -> value + 1)));
        logResultOf(Deferred.from(CompletableFuture.supplyAsync(
                () -> {
                    throw new IllegalStateException("thrown");
                },
                Runnable::run)));

        assertThat(log).containsExactly("" + cause, "" + cause, "java.lang.IllegalStateException: thrown");
    }

    @Clause("D14")
    @DisplayName("D14: cancelling a stage cancels the Deferred, and one that depends on it, too")
    void cancellingAStageCancelsItsDeferred() {
        CompletableFuture<Integer> stage = new CompletableFuture<>();
        List<Throwable> causes = new ArrayList<>();
        Deferred.from(stage).addErrorConsumer(failure -> causes.add(failure.getCause()));
        Deferred.from(stage.thenApply(value -> value + 1)).addErrorConsumer(failure -> causes.add(failure.getCause()));

        stage.cancel(true);

        assertThat(causes).hasSize(2).hasOnlyElementsOfType(CancellationException.class);
    }

    @Clause("D14")
    @DisplayName("D14: cancelling the Deferred cancels the stage, and what completes it afterwards is ignored")
    void cancellingADeferredCancelsItsStage() {
        CompletableFuture<Integer> stage = new CompletableFuture<>();
        CompletableFuture<Integer> hidden = new CompletableFuture<>();
        CompletionStage<Integer> notToBeCancelled = hidden.minimalCompletionStage();
        Deferred<Integer> ofAFuture = Deferred.from(stage);
        Deferred<Integer> ofAStage = Deferred.from(notToBeCancelled);
        logResultOf(ofAStage);

        ofAFuture.cancel();
        ofAStage.cancel();
        hidden.complete(1);

        assertThat(stage.isCancelled()).isTrue();
        assertThat(log).hasSize(1).first().asString().contains("CancellationException");
    }

    @Clause("D14")
    @DisplayName("D14: a stage without a future can be given up, too")
    void aStageWithoutAFuture() {
        CompletableFuture<Integer> work = new CompletableFuture<>();
        Deferred<Integer> deferred = Deferred.from(new WithoutFuture<>(work).stage());
        logResultOf(deferred);

        deferred.cancel();

        assertThat(log).hasSize(1).first().asString().contains("CancellationException");
        assertThat(work.isDone()).isFalse();
    }

    /** A stage that cannot be turned into a future, as the JDK allows. */
    private record WithoutFuture<T>(CompletableFuture<T> work) {

        @SuppressWarnings("unchecked") // it is a stage of the same type
        CompletionStage<T> stage() {
            return (CompletionStage<T>) java.lang.reflect.Proxy.newProxyInstance(
                    WithoutFuture.class.getClassLoader(),
                    new Class<?>[] {CompletionStage.class},
                    (self, method, given) -> {
                        if (method.getName().equals("toCompletableFuture")) {
                            throw new UnsupportedOperationException("no future");
                        }
                        return method.invoke(work, given);
                    });
        }
    }

    @Clause("D14")
    @DisplayName("D14: a stage that gives what is no value, such as a Deferred, fails the Deferred")
    void aStageThatGivesNoValue() {
        logResultOf(Deferred.from(CompletableFuture.completedStage(Deferred.succeed(1))));

        assertThat(log).hasSize(1).first().asString().contains("IllegalArgumentException");
    }

    @Clause({"D14", "M4"})
    @DisplayName("D14: what a reactor owes is given up in a turn when its future is cancelled elsewhere")
    void cancellingAFutureIsPosted() throws Exception {
        start();
        var neverOpened = new CountDownLatch(1);
        CompletableFuture<Integer> future = inTurn(() -> {
            Deferred<Integer> work = reactor.deferToThread(() -> {
                neverOpened.await();
                return 0;
            });
            return work.addBoth((value, failure) -> {
                        journal.add("in a turn " + reactor.isHeldByCurrentThread());
                        return 0;
                    })
                    .toCompletableFuture();
        });

        future.cancel(true);

        assertThat(journal.await(1)).containsExactly("in a turn true");
    }

    @Clause({"D14", "M4"})
    @DisplayName("D14: of a firing and a cancel of the future at the same time one counts, and neither throws")
    void firingAndCancellingAFuture() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Deferred<Integer> deferred = new Deferred<>();
            CompletableFuture<Integer> future = deferred.toCompletableFuture();

            Crowd.run(2, index -> {
                if (index == 0) {
                    deferred.callback(1);
                } else {
                    future.cancel(true);
                }
            });

            assertThat(future.isDone()).isTrue();
            assertThat(deferred.hasFired()).isTrue();
        }
    }
}
