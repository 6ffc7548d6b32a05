package dev.heddle.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.Reactor;
import dev.heddle.ReactorOptions;
import dev.heddle.testing.WaitLimit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;

/** Section R of the contract: calls from other threads into a turn. */
public abstract class ThreadsContract extends ReactorContract {

    private static final int CALLERS = 4;
    private static final int CALLS = 100;
    private static final int ROUNDS = 10;

    /** For subclasses. */
    protected ThreadsContract() {}

    @Clause("R7")
    @DisplayName("R7: calls made before run are kept, and run at the start in the order in which they were made")
    void callsBeforeRunAreKept() {
        List<String> made = new ArrayList<>();
        for (int call = 0; call < CALLS; call++) {
            String line = "call " + call;
            made.add(line);
            reactor.callFromThread(() -> journal.add(line));
        }
        journal.add("start");

        start();

        assertThat(journal.await(CALLS + 1)).startsWith("start").endsWith(made.toArray(String[]::new));
    }

    @Clause("R7")
    @DisplayName("R7: calls made before run are kept, though a port is closed before run")
    void callsBeforeRunAreKeptWhateverElseHappens() throws Exception {
        reactor.callFromThread(() -> journal.add("call"));
        listen(() -> recording("server")).stopListening().addConsumer(nothing -> journal.add("port closed"));
        Reactor other = harness.newReactor(ReactorOptions.defaults());
        other.callLater(SOON, () -> journal.add("another reactor ran"));
        other.start();
        journal.await("another reactor ran");
        journal.add("start");

        start();

        journal.await("call");
        journal.await("port closed");
        assertThat(journal.lines()).startsWith("another reactor ran", "start");
    }

    @Clause("R7")
    @DisplayName("R7: calls from several threads, and from turns, each run in the order in which they were made")
    void callsKeepTheirOrder() throws Exception {
        start();
        List<Thread> callers = new ArrayList<>();
        for (int caller = 0; caller < CALLERS; caller++) {
            String name = "thread " + caller + ":";
            callers.add(Thread.ofPlatform().start(() -> callMany(name)));
        }
        doInTurn(() -> callMany("turn:"));
        join(callers);
        settle();

        for (int caller = 0; caller < CALLERS; caller++) {
            assertInOrder("thread " + caller + ":");
        }
        assertInOrder("turn:");
    }

    private void callMany(String name) {
        for (int call = 0; call < CALLS; call++) {
            int mine = call;
            reactor.callFromThread(() -> journal.add(name + mine));
        }
    }

    private void assertInOrder(String name) {
        List<String> made =
                IntStream.range(0, CALLS).mapToObj(call -> name + call).toList();
        assertThat(journal.lines()).filteredOn(line -> line.startsWith(name)).isEqualTo(made);
    }

    @Clause("R7")
    @DisplayName("R7: of the calls made while the reactor stops, exactly those run that were accepted")
    void acceptedCallsRun() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Reactor stopping = harness.newReactor(ReactorOptions.defaults());
            AtomicInteger accepted = new AtomicInteger();
            AtomicInteger ran = new AtomicInteger();
            stopping.start();

            List<Thread> callers = untilRejected(() -> {
                for (int call = 0; call < CALLS; call++) {
                    stopping.callFromThread(ran::incrementAndGet);
                    accepted.incrementAndGet();
                }
                stopping.blockingCallFromThread(() -> "the reactor has kept up");
            });
            awaitProgress(stopping, ran);
            stopping.stop();
            join(callers);
            stopping.close();

            assertThat(ran).hasValue(accepted.get());
        }
    }

    /** Threads that make calls until one is refused. */
    private static List<Thread> untilRejected(ThrowingRunnable call) {
        List<Thread> callers = new ArrayList<>();
        for (int caller = 0; caller < CALLERS; caller++) {
            callers.add(Thread.ofPlatform().start(() -> {
                try {
                    while (true) {
                        call.run();
                    }
                } catch (RejectedExecutionException stopped) {
                    // That is what this thread waits for.
                } catch (Exception unexpected) {
                    throw new AssertionError(unexpected);
                }
            }));
        }
        return callers;
    }

    private static void awaitProgress(Reactor running, AtomicInteger count) throws Exception {
        while (inTurnOf(running, count::get) < CALLS) {
            Thread.onSpinWait();
        }
    }

    private static void join(List<Thread> threads) throws InterruptedException {
        for (Thread thread : threads) {
            assertThat(thread.join(WaitLimit.get())).as("end of %s", thread).isTrue();
        }
    }

    @Clause("R7")
    @DisplayName("R7: calls accepted before run are run, even if the reactor is closed without having run")
    void acceptedCallsRunWithoutARun() {
        reactor.callFromThread(() -> journal.add("call"));

        reactor.close();

        assertThat(journal.lines()).containsExactly("call");
    }

    @Clause("R7")
    @DisplayName("R7: after the stop calls are rejected, and do not run")
    void callsAfterTheStopAreRejected() {
        start();
        reactor.close();

        assertThatExceptionOfType(RejectedExecutionException.class)
                .isThrownBy(() -> reactor.callFromThread(() -> journal.add("call")))
                .withMessageContaining("stopped");
        assertThatExceptionOfType(RejectedExecutionException.class)
                .isThrownBy(() -> reactor.blockingCallFromThread(() -> {
                    journal.add("blocking call");
                    return null;
                }))
                .withMessageContaining("stopped");
        assertThat(journal.lines()).isEmpty();
    }

    @Clause("R7")
    @DisplayName("R7: a blocking call runs with the baton held and gives what it returns, also null")
    void blockingCallGivesTheValue() throws Exception {
        start();

        assertThat(reactor.blockingCallFromThread(() -> "held: " + reactor.isHeldByCurrentThread()))
                .isEqualTo("held: true");
        assertThat(reactor.<@Nullable String>blockingCallFromThread(() -> null)).isNull();
    }

    @Clause("R7")
    @DisplayName("R7: a blocking call gives what it throws as the cause of an ExecutionException")
    void blockingCallGivesTheException() {
        start();

        for (Throwable thrown : List.of(new IOException("checked"), new IllegalStateException("unchecked"))) {
            assertThatThrownBy(() -> reactor.blockingCallFromThread(() -> {
                        throw (Exception) thrown;
                    }))
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isSameAs(thrown);
        }
    }

    @Clause("R7")
    @DisplayName("R7: a blocking call with the baton held throws at once, and does not run")
    void blockingCallInATurnThrows() throws Exception {
        start();

        doInTurn(() -> assertThatIllegalStateException()
                .isThrownBy(() -> reactor.blockingCallFromThread(() -> {
                    journal.add("blocking call");
                    return null;
                }))
                .withMessageContaining("wait for itself"));
        settle();

        assertThat(journal.lines()).doesNotContain("blocking call");
    }

    @Clause("R7")
    @DisplayName("R7: blocking calls made while the reactor stops return or are rejected, and never hang")
    void blockingCallsDoNotHangAcrossAStop() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Reactor stopping = harness.newReactor(ReactorOptions.defaults());
            AtomicInteger ran = new AtomicInteger();
            AtomicInteger returned = new AtomicInteger();
            stopping.start();

            List<Thread> callers = untilRejected(() -> {
                stopping.blockingCallFromThread(ran::incrementAndGet);
                returned.incrementAndGet();
            });
            awaitProgress(stopping, ran);
            stopping.stop();
            join(callers);
            stopping.close();

            assertThat(returned).hasValue(ran.get());
        }
    }

    @Clause("R7")
    @DisplayName("R7: a blocking call that waits for a reactor to run does not hang when that is closed instead")
    void blockingCallDoesNotHangWithoutARun() throws Exception {
        List<Thread> callers = untilRejected(() -> reactor.blockingCallFromThread(() -> {
            journal.add("call");
            return null;
        }));

        reactor.close();

        join(callers);
    }
}
