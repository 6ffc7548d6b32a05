package dev.heddle.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.Reactor;
import dev.heddle.ReactorOptions;
import dev.heddle.defer.AlreadyFiredException;
import dev.heddle.defer.Deferred;
import dev.heddle.net.TcpListeningPort;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;

/** Clause M4: Deferreds between threads, and between threads and reactors. */
public abstract class DeferredThreadsContract extends ReactorContract {

    private static final int ROUNDS = 100;
    private static final int ADDERS = 3;
    private static final int ADDITIONS = 50;

    /** For subclasses. */
    protected DeferredThreadsContract() {}

    /** A callback for many threads to add: counts its calls, and notices one that is made during another. */
    private static final class Counter {
        private final AtomicInteger inside = new AtomicInteger();
        private final AtomicInteger overlaps = new AtomicInteger();
        private final List<List<Integer>> seen = new ArrayList<>();

        Counter() {
            for (int i = 0; i < ADDERS; i++) {
                seen.add(new ArrayList<>());
            }
        }

        int call(int value, int adder, int addition) {
            if (inside.getAndIncrement() > 0) {
                overlaps.incrementAndGet();
            }
            seen.get(adder).add(addition);
            inside.decrementAndGet();
            return value + 1;
        }

        void addTo(Deferred<Integer> deferred, int adder) {
            for (int i = 0; i < ADDITIONS; i++) {
                int addition = i;
                deferred.addCallback(value -> call(value, adder, addition));
            }
        }

        /** Each once, none at the same time as another, and those of one thread in the order of their adding. */
        void check() {
            assertThat(overlaps).hasValue(0);
            assertThat(seen)
                    .allSatisfy(additions -> assertThat(additions).isSorted().hasSize(ADDITIONS));
        }
    }

    @Clause("M4")
    @DisplayName("M4: of what several threads add while another fires, each runs once, alone and in order")
    void addingAndFiringAreLinearizable() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Deferred<Integer> deferred = new Deferred<>();
            var counter = new Counter();

            Crowd.run(ADDERS + 1, index -> {
                if (index == ADDERS) {
                    deferred.callback(0);
                } else {
                    counter.addTo(deferred, index);
                }
            });

            counter.check();
            assertThat(resultOf(deferred)).isEqualTo(ADDERS * ADDITIONS);
        }
    }

    @Clause("M4")
    @DisplayName("M4: of several firings one counts, and every other throws")
    void oneOfSeveralFiringsCounts() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Deferred<Integer> deferred = new Deferred<>();
            var winners = new Journal(harness);

            Crowd.run(ADDERS, index -> {
                try {
                    deferred.callback(index);
                    winners.add("" + index);
                } catch (AlreadyFiredException late) {
                    assertThat(deferred.hasFired()).isTrue();
                }
            });

            assertThat(winners.lines()).containsExactly("" + resultOf(deferred));
        }
    }

    @Clause("M4")
    @DisplayName("M4: of a cancel and a firing at the same time one counts, and neither throws")
    void cancelAndFiringAreLinearizable() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Deferred<Integer> deferred = new Deferred<>();
            var outcomes = new Journal(harness);
            deferred.addCallback(value -> "value " + value)
                    .addErrback(
                            failure -> failure.trap(CancellationException.class).getSimpleName())
                    .addConsumer(outcomes::add);

            Crowd.run(2, index -> {
                if (index == 0) {
                    deferred.callback(1);
                } else {
                    deferred.cancel();
                }
            });

            assertThat(outcomes.lines()).hasSize(1).first().isIn("value 1", "CancellationException");
        }
    }

    @Clause({"M4", "X1"})
    @DisplayName("M4: of a cancel and two firings at the same time, one firing throws, whatever counts")
    void cancelReplacesOneFiring() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Deferred<Integer> deferred = new Deferred<>();
            var late = new AtomicInteger();
            deferred.addErrback(failure -> 0);

            Crowd.run(3, index -> {
                if (index == 0) {
                    deferred.cancel();
                    return;
                }
                try {
                    deferred.callback(index);
                } catch (AlreadyFiredException thrown) {
                    late.incrementAndGet();
                }
            });

            assertThat(late).hasValue(1);
        }
    }

    @Clause("M4")
    @DisplayName("M4: callbacks run on the thread that made them runnable")
    void callbacksRunWhereTheyWereMadeRunnable() throws Exception {
        Deferred<Integer> deferred = new Deferred<>();
        AtomicReference<@Nullable Thread> firedOn = new AtomicReference<>();
        List<Thread> ranOn = new ArrayList<>();
        deferred.addConsumer(value -> ranOn.add(Thread.currentThread()));

        Crowd.runElsewhere(index -> {
            firedOn.set(Thread.currentThread());
            deferred.callback(1);
        });
        deferred.addConsumer(value -> ranOn.add(Thread.currentThread()));

        assertThat(ranOn).containsExactly(firedOn.get(), Thread.currentThread());
    }

    @Clause("M4")
    @DisplayName("M4: on moves what follows it to the reactor, and nothing before it")
    void onMovesTheRestOfTheChain() throws Exception {
        start();
        Deferred<Integer> deferred = new Deferred<>();
        deferred.addCallback(this::notingBaton).on(reactor).addCallback(this::notingBaton);

        deferred.callback(1);
        journal.await(2);
        deferred.addCallback(this::notingBaton);

        assertThat(journal.await(3)).containsExactly("1 outside", "2 in a turn", "3 in a turn");
    }

    @Clause("M4")
    @DisplayName("M4: on moves a failure, too, and what is fired in a turn")
    void onMovesFailures() throws Exception {
        start();
        Deferred<Integer> failing = new Deferred<>();
        Deferred<Integer> firedInTurn = new Deferred<>();
        failing.on(reactor).addErrback(failure -> notingBaton(1));
        firedInTurn.on(reactor).addCallback(this::notingBaton);

        failing.errback(new IllegalStateException("on purpose"));
        journal.await("1 in a turn");
        doInTurn(() -> firedInTurn.callback(2));

        assertThat(journal.await(2)).containsExactly("1 in a turn", "2 in a turn");
    }

    @Clause("M4")
    @DisplayName("M4: a moved chain stays with the reactor when it waited for another Deferred")
    void aMovedChainComesBackFromAnotherDeferred() throws Exception {
        start();
        Deferred<Integer> inner = new Deferred<>();
        Deferred<Integer> outer = Deferred.succeed(0);
        outer.on(reactor).addCallbackDeferring(value -> inner).addCallback(this::notingBaton);

        Crowd.runElsewhere(index -> inner.callback(1));

        assertThat(journal.await(1)).containsExactly("1 in a turn");
    }

    @Clause("M4")
    @DisplayName("M4: on moves a chain from one reactor to the next")
    void onMovesFromReactorToReactor() throws Exception {
        Reactor next = harness.newReactor(ReactorOptions.defaults());
        start();
        next.start();
        Deferred<Integer> deferred = new Deferred<>();
        deferred.on(reactor).addCallback(this::notingBaton).on(next).addCallback(value -> {
            journal.add("next " + next.isHeldByCurrentThread());
            return notingBaton(value);
        });

        deferred.callback(1);

        assertThat(journal.await(3)).containsExactly("1 in a turn", "next true", "2 outside");
    }

    @Clause("M4")
    @DisplayName("M4: of what several threads add to a moved chain, each runs once, in a turn, and in order")
    void addingToAMovedChainIsLinearizable() throws Exception {
        start();
        Deferred<Integer> deferred = new Deferred<>();
        var counter = new Counter();
        var watch = new TurnWatch(reactor);
        deferred.on(reactor);

        Crowd.run(ADDERS + 1, index -> {
            if (index == ADDERS) {
                deferred.callback(0);
            } else {
                counter.addTo(deferred, index);
                deferred.addCallback(value -> {
                    watch.see("callback");
                    return value;
                });
            }
        });
        deferred.addConsumer(value -> journal.add("" + value));

        journal.await("" + ADDERS * ADDITIONS);
        counter.check();
        assertThat(inTurn(watch::faults)).isEmpty();
    }

    @Clause("M4")
    @DisplayName("M4: where the reactor has stopped, the rest of a moved chain is told so")
    void onAStoppedReactorTheRestFails() throws Exception {
        start();
        reactor.close();
        Deferred<Integer> deferred = new Deferred<>();
        deferred.on(reactor).addErrback(failure -> {
            journal.add(failure.trap(RejectedExecutionException.class).getSimpleName());
            return 0;
        });

        deferred.callback(1);

        assertThat(journal.lines()).containsExactly("RejectedExecutionException");
    }

    @Clause("M4")
    @DisplayName("M4: the Deferreds of a reactor fire with its baton held")
    void theReactorsDeferredsFireInTurns() throws Exception {
        start();
        TcpListeningPort port = listen(() -> recording("server"));
        CountDownLatch added = new CountDownLatch(1);

        doInTurn(() -> {
            reactor.deferToThread(() -> {
                        added.await();
                        return 1;
                    })
                    .addCallback(this::notingBaton);
            reactor.<Integer>deferToThread(() -> {
                        added.await();
                        throw new IllegalStateException("on purpose");
                    })
                    .addErrback(failure -> notingBaton(2));
            reactor.deferToThread(Runnable::run, () -> 3).addCallback(this::notingBaton);
            port.stopListening().addConsumer(nothing -> notingBaton(4));
            added.countDown();
        });

        assertThat(journal.await(4))
                .containsExactlyInAnyOrder("1 in a turn", "2 in a turn", "3 in a turn", "4 in a turn");
    }

    @Clause("M4")
    @DisplayName("M4: cancelling from elsewhere what a reactor owes is posted to it")
    void cancellingFromElsewhereIsPosted() throws Exception {
        start();
        var neverOpened = new CountDownLatch(1);

        doInTurn(() -> {
            Deferred<Integer> worked = reactor.deferToThread(() -> {
                neverOpened.await();
                return 0;
            });
            worked.addErrback(failure -> notingBaton(1));
            Crowd.runElsewhere(index -> worked.cancel());
            journal.add("end of turn");
        });

        assertThat(journal.await(2)).containsExactly("end of turn", "1 in a turn");
    }

    @Clause("M4")
    @DisplayName("M4: so is cancelling a port's Deferred, and one that waits for what a reactor owes")
    void cancellingWhatWaitsForAReactorIsPosted() throws Exception {
        start();
        TcpListeningPort port = listen(() -> recording("server"));
        var owed = Deferred.<Integer>owedBy(reactor, self -> journal.add("canceller " + held()));

        doInTurn(() -> {
            Deferred<Integer> waiting = Deferred.succeed(0).addCallbackDeferring(value -> owed);
            waiting.addErrback(failure -> notingBaton(1));
            Deferred<@Nullable Void> closed = port.stopListening();
            closed.addBoth((value, failure) -> notingBaton(2));
            Crowd.runElsewhere(index -> {
                waiting.cancel();
                closed.cancel();
            });
            journal.add("end of turn");
        });

        assertThat(journal.await(4))
                .startsWith("end of turn")
                .containsSubsequence("canceller in a turn", "1 in a turn")
                .contains("2 in a turn");
    }

    private int notingBaton(int value) {
        journal.add(value + " " + held());
        return value + 1;
    }

    private String held() {
        return reactor.isHeldByCurrentThread() ? "in a turn" : "outside";
    }

    private static int resultOf(Deferred<Integer> deferred) {
        AtomicInteger result = new AtomicInteger(Integer.MIN_VALUE);
        deferred.addConsumer(result::set);
        return result.get();
    }
}
