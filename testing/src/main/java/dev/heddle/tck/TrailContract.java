package dev.heddle.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.Reactor;
import dev.heddle.ReactorOptions;
import dev.heddle.defer.AlreadyFiredException;
import dev.heddle.defer.Deferred;
import dev.heddle.defer.Failure;
import dev.heddle.spi.ReactorProvider;
import dev.heddle.task.FailedException;
import dev.heddle.task.Joiner;
import dev.heddle.task.Scope;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;

/** What failures tell of the way they came, with debugging on (D5, D18). */
public abstract class TrailContract extends ReactorContract {

    private static final int FOR_EVER = 100;
    private static final int ENOUGH = 32;

    /** For subclasses. */
    protected TrailContract() {}

    /** For each place that {@code thrown} came by, the method that called Heddle there. */
    private static List<String> placesOf(Throwable thrown) {
        return Arrays.stream(thrown.getSuppressed())
                .map(place -> place.getStackTrace()[0].getMethodName())
                .toList();
    }

    private static List<String> titlesOf(Throwable thrown) {
        return Arrays.stream(thrown.getSuppressed())
                .map(place -> Objects.requireNonNull(place.getMessage()))
                .toList();
    }

    @Clause("D5")
    @DisplayName("D5: with debugging on, the exception of a second firing tells where the Deferred was made and fired")
    void debuggingTellsWhoFiredFirst() throws Exception {
        Throwable misuse = Debugging.on(FiredTwice.class, "");

        assertThat(misuse.getClass().getName()).isEqualTo(AlreadyFiredException.class.getName());
        assertThat(placesOf(misuse)).containsExactly("makeIt", "fireIt");
    }

    private static final class FiredTwice implements Function<String, Throwable> {

        @Override
        public Throwable apply(String unused) {
            Deferred<String> deferred = makeIt();
            fireIt(deferred);
            try {
                fireItAgain(deferred);
            } catch (AlreadyFiredException misuse) {
                return misuse;
            }
            throw new AssertionError("a Deferred was fired twice: " + deferred);
        }

        private static Deferred<String> makeIt() {
            return new Deferred<>();
        }

        private static void fireIt(Deferred<String> deferred) {
            deferred.callback("first");
        }

        private static void fireItAgain(Deferred<String> deferred) {
            deferred.callback("second");
        }
    }

    @Clause("D18")
    @DisplayName("D18: a failure tells where its Deferred was made and fired, and then of each one that it came to")
    void aFailureTellsOfDeferreds() throws Exception {
        Throwable cause = Debugging.on(PassedOn.class, "");

        assertThat(placesOf(cause))
                .containsExactly("makeInner", "fireInner", "makeOuter", "fireOuter", "makeTarget", "fireInner");
        assertThat(titlesOf(cause)).allMatch(title -> title.matches("Deferred@\\w+ was (made|fired) here"));
    }

    private static final class PassedOn implements Function<String, Throwable> {

        @Override
        public Throwable apply(String unused) {
            Deferred<String> inner = makeInner();
            Deferred<String> outer = makeOuter();
            Deferred<String> target = makeTarget();
            fireOuter(outer);
            outer.<String>addCallbackDeferring(value -> inner).chainTo(target);
            fireInner(inner);
            Throwable[] cause = new Throwable[1];
            target.addErrorConsumer(failure -> cause[0] = failure.getCause());
            return cause[0];
        }

        private static Deferred<String> makeInner() {
            return new Deferred<>();
        }

        private static Deferred<String> makeOuter() {
            return new Deferred<>();
        }

        private static Deferred<String> makeTarget() {
            return new Deferred<>();
        }

        private static void fireOuter(Deferred<String> outer) {
            outer.callback("value");
        }

        private static void fireInner(Deferred<String> inner) {
            inner.errback(new IOException("on purpose"));
        }
    }

    @Clause("D18")
    @DisplayName("D18: so does an exception of a callback")
    void anExceptionOfACallbackTells() throws Exception {
        assertThat(placesOf(Debugging.on(Thrown.class, ""))).containsExactly("makeIt", "fireIt");
        assertThat(placesOf(Debugging.on(ThrownAtOnce.class, ""))).containsExactly("makeIt", "fireIt");
    }

    private static final class Thrown implements Function<String, Throwable> {

        @Override
        public Throwable apply(String unused) {
            Throwable[] cause = new Throwable[1];
            Deferred<String> deferred = makeIt();
            deferred.addCallback(value -> {
                        throw new IOException("on purpose");
                    })
                    .addErrback(failure -> {
                        throw failure.getCause();
                    })
                    .addErrorConsumer(failure -> cause[0] = failure.getCause());
            fireIt(deferred);
            return cause[0];
        }

        private static Deferred<String> makeIt() {
            return new Deferred<>();
        }

        private static void fireIt(Deferred<String> deferred) {
            deferred.callback("value");
        }
    }

    private static final class ThrownAtOnce implements Function<String, Throwable> {

        @Override
        public Throwable apply(String unused) {
            Throwable[] cause = new Throwable[1];
            Deferred<String> deferred = Thrown.makeIt();
            Thrown.fireIt(deferred);
            deferred.addCallback(value -> {
                        throw new IOException("on purpose");
                    })
                    .addErrorConsumer(failure -> cause[0] = failure.getCause());
            return cause[0];
        }
    }

    @Clause({"D18", "A1"})
    @DisplayName("D18: a failure tells where tasks awaited it, and where they were asked for")
    void aFailureTellsOfTasks() throws Exception {
        Throwable cause =
                Debugging.on(Awaited.class, harness.provider().getClass().getName());

        assertThat(placesOf(cause)).startsWith("makeSource", "fireSource", "awaitIt", "asked");
        assertThat(titlesOf(cause).get(2)).startsWith("task of ").endsWith(" awaited it here");
    }

    @Clause({"D18", "A3"})
    @DisplayName("D18: a failure tells where subtasks were forked")
    void aFailureTellsOfSubtasks() throws Exception {
        Throwable cause =
                Debugging.on(Forked.class, harness.provider().getClass().getName());

        assertThat(placesOf(cause)).startsWith("makeSource", "fireSource", "awaitIt", "forkOne", "asked");
    }

    /** Runs a task that fails because a Deferred does. */
    private abstract static class FailedTask implements Function<String, Throwable> {

        private @Nullable Throwable cause;

        abstract Callable<String> body(Deferred<String> source);

        @Override
        public final Throwable apply(String provider) {
            Reactor reactor = make(provider).create(ReactorOptions.defaults());
            Deferred<String> source = makeSource();
            asked(reactor, body(source)).addErrorConsumer(failure -> {
                cause = failure.getCause();
                reactor.stop();
            });
            reactor.callFromThread(() -> fireSource(source));
            reactor.run();
            return Objects.requireNonNull(cause);
        }

        private static ReactorProvider make(String provider) {
            try {
                return Class.forName(provider, true, FailedTask.class.getClassLoader())
                        .asSubclass(ReactorProvider.class)
                        .getDeclaredConstructor()
                        .newInstance();
            } catch (ReflectiveOperationException impossible) {
                throw new LinkageError(provider, impossible);
            }
        }

        private static Deferred<String> makeSource() {
            return new Deferred<>();
        }

        private static void fireSource(Deferred<String> source) {
            source.errback(new IOException("on purpose"));
        }

        private static Deferred<String> asked(Reactor reactor, Callable<String> body) {
            return reactor.async(body);
        }

        static String awaitIt(Deferred<String> source) throws Exception {
            return source.await();
        }
    }

    private static final class Awaited extends FailedTask {

        @Override
        Callable<String> body(Deferred<String> source) {
            return () -> awaitIt(source);
        }
    }

    private static final class Forked extends FailedTask {

        @Override
        Callable<String> body(Deferred<String> source) {
            return () -> {
                try (var scope = Scope.open(Joiner.<String>awaitAllSuccessfulOrThrow())) {
                    forkOne(scope, source);
                    scope.join();
                    return "";
                } catch (FailedException failed) {
                    throw (IOException) Objects.requireNonNull(failed.getCause());
                }
            };
        }

        private static void forkOne(Scope<String, ?> scope, Deferred<String> source) {
            scope.fork(() -> awaitIt(source));
        }
    }

    @Clause("D18")
    @DisplayName("D18: an exception that is passed on for ever does not grow for ever")
    void trailsEnd() throws Exception {
        Throwable cause = Debugging.on(Repeated.class, FOR_EVER);

        assertThat(cause.getSuppressed()).hasSize(ENOUGH);
    }

    private static final class Repeated implements Function<Integer, Throwable> {

        @Override
        public Throwable apply(Integer times) {
            IOException cause = new IOException("on purpose");
            IntStream.range(0, times).forEach(time -> Deferred.fail(cause).addErrorConsumer(failure -> {}));
            return cause;
        }
    }

    @Clause("D18")
    @DisplayName("D18: without debugging nothing is kept")
    void otherwiseNothingIsKept() {
        IOException cause = new IOException("on purpose");
        Deferred.fail(cause).addErrorConsumer(Failure::getCause);

        assertThat(cause.getSuppressed()).isEmpty();
    }
}
